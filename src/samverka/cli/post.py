"""What sending needs of the settings and the environment, put together once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from samverka.errors import SamverkaError
from samverka.mail.sending.composing import Composer, From
from samverka.mail.sending.message import WaysOut
from samverka.mail.sending.replies import CREDENTIALS
from samverka.mail.sending.smtp import Door
from samverka.mail.sending.witness import PostfixWitness
from samverka.mail.subscribers.addresses import normalise
from samverka.mail.subscribers.message_ids import MessageIds
from samverka.mail.subscribers.tokens import Tokens, read_secret
from samverka.settings import Mail, Server, Settings


@dataclass(frozen=True, slots=True)
class Post:
    """Who sends, and through which server; `witness` is None where no log can be read here."""

    root: Path
    server: Server
    composer: Composer
    door: Door
    witness: PostfixWitness | None


def open_post(root: Path, settings: Settings, environment: Mapping[str, str]) -> Post:
    """Raise `SamverkaError` where mkdocs.yml or the environment lacks what sending needs."""
    mail = mail_of(settings)
    if mail.server is None:
        raise SamverkaError(
            "mkdocs.yml säger inte vilken mejlserver som tar emot breven.",
            "Lägg till server under mail. Så gör du: handboken, sidan Mejlservern.",
        )
    secret = read_secret(environment)
    door = _door(mail.server, environment)
    log = mail.server.log
    return Post(
        root=root,
        server=mail.server,
        composer=_composer(mail, secret),
        door=door,
        witness=PostfixWitness(root / log, door) if log else None,
    )


def mail_of(settings: Settings) -> Mail:
    """Raise `SamverkaError` where mkdocs.yml says nothing of mail."""
    if settings.mail is None:
        raise SamverkaError(
            "mkdocs.yml säger inget om mejl.",
            "Lägg till mail under samverka. Så gör du: handboken, sidan Mejlservern.",
        )
    return settings.mail


def _composer(mail: Mail, secret: str) -> Composer:
    sender = mail.sender
    address, reply_to = map(_ascii, (sender.address, sender.reply_to or sender.address))
    return Composer(
        From(sender.name, address, reply_to),
        WaysOut(Tokens(secret), _ascii(mail.leaving), mail.unsubscribe_url),
        MessageIds(secret),
    )


def _ascii(address: str) -> str:
    """As it stands in headers, its domain as IDNA."""
    try:
        return normalise(address)
    except ValueError as reason:
        raise SamverkaError(
            f"{address}: {reason}.", "Rätta adressen under mail i mkdocs.yml."
        ) from None


def _door(server: Server, environment: Mapping[str, str]) -> Door:
    user, password = (environment.get(name, "") for name in CREDENTIALS)
    return Door(server.host, server.port, server.security, user, password)
