"""Why a mail server could not be used, in words that say what to do."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from samverka.errors import SamverkaError
from samverka.mail.sending.replies import CREDENTIALS, LONGEST_WORDS

_ASK = "Fråga den som sköter mejlservern."
_FIRST_PERMANENT = 500


class UnreachableError(SamverkaError):
    """No connection for now; the same may do later."""


@contextmanager
def told_in_swedish(host: str, port: int) -> Iterator[None]:
    """Faults of the network, of certificates and of the server as `SamverkaError`."""
    try:
        yield
    except smtplib.SMTPException as fault:
        raise _of_server(fault, f"{host}:{port}") from fault
    except ssl.SSLError as fault:
        raise _of_encryption(fault, host) from fault
    except UnicodeError as fault:
        raise SamverkaError(
            "Serverns namn, användarnamnet eller lösenordet har tecken som inte går att skicka.",
            f"Kontrollera host i mkdocs.yml och {' och '.join(CREDENTIALS)}.",
        ) from fault
    except OSError as fault:
        raise _of_network(fault, host, port) from fault


def said_of(fault: Exception) -> str:
    """Why a connection was lost, for the journal."""
    if isinstance(fault, smtplib.SMTPResponseException):
        return _words(fault)
    is_late = isinstance(fault, TimeoutError) or "timed out" in str(fault)
    return "mejlservern svarade inte i tid" if is_late else "förbindelsen bröts"


def no_starttls(host: str) -> SamverkaError:
    """Never unencrypted instead."""
    return SamverkaError(
        f"Mejlservern {host} erbjuder ingen kryptering (STARTTLS). Inget skickades.",
        "Kontrollera port och security under server i mkdocs.yml: port 587 har oftast starttls, "
        f"port 465 tls. {_ASK}",
    )


def no_login(host: str) -> SamverkaError:
    """There are credentials, and nobody to give them to."""
    return SamverkaError(
        f"Mejlservern {host} tar inte emot någon inloggning.",
        f"Kontrollera port under server i mkdocs.yml, eller ta bort {CREDENTIALS[0]}. {_ASK}",
    )


def _of_server(fault: smtplib.SMTPException, where: str) -> SamverkaError:
    if isinstance(fault, smtplib.SMTPServerDisconnected):
        return UnreachableError(
            f"Mejlservern {where} avslutade förbindelsen eller svarade inte i tid.",
            "Kontrollera port och security under server i mkdocs.yml, eller försök senare.",
        )
    if not isinstance(fault, smtplib.SMTPResponseException):
        return SamverkaError(f"Mejlservern {where} har inget sätt att logga in som vi kan.", _ASK)
    if isinstance(fault, smtplib.SMTPAuthenticationError) and _is_permanent(fault):
        return SamverkaError(
            f"Mejlservern {where} godtog inte inloggningen: {_words(fault)}",
            f"Kontrollera {' och '.join(CREDENTIALS)}.",
        )
    kind = SamverkaError if _is_permanent(fault) else UnreachableError
    return kind(f"Mejlservern {where} tar inte emot brev nu: {_words(fault)}", _ASK)


def _of_encryption(fault: ssl.SSLError, host: str) -> SamverkaError:
    if isinstance(fault, ssl.SSLCertVerificationError):
        return SamverkaError(
            f"Mejlserverns certifikat gäller inte för {host}: {fault.verify_message}. "
            "Inget skickades.",
            f"Kontrollera host under server i mkdocs.yml. {_ASK}",
        )
    return SamverkaError(
        f"Det gick inte att kryptera förbindelsen till {host} ({fault.reason}). Inget skickades.",
        "Kontrollera port och security under server i mkdocs.yml: port 587 har oftast starttls, "
        "port 465 tls.",
    )


def _of_network(fault: OSError, host: str, port: int) -> UnreachableError:
    where = "Kontrollera host och port under server i mkdocs.yml, och att datorn har nät."
    if isinstance(fault, socket.gaierror):
        return UnreachableError(f"Hittar ingen mejlserver som heter {host}.", where)
    if isinstance(fault, ConnectionRefusedError):
        return UnreachableError(f"Ingen mejlserver svarar på {host}, port {port}.", where)
    if isinstance(fault, TimeoutError):
        return UnreachableError(f"Mejlservern {host} svarade inte i tid på port {port}.", where)
    return UnreachableError(
        f"Det gick inte att nå mejlservern {host}: {fault.strerror or fault}", where
    )


def _is_permanent(fault: smtplib.SMTPResponseException) -> bool:
    return fault.smtp_code >= _FIRST_PERMANENT


def _words(fault: smtplib.SMTPResponseException) -> str:
    said = fault.smtp_error
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return f"{fault.smtp_code} {' '.join(text.split())}"[:LONGEST_WORDS]
