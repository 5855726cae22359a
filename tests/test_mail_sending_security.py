"""A mail server is entered only as the settings say, and its certificate is looked at."""

import ssl
from dataclasses import dataclass, replace
from typing import Literal

import pytest
import trustme

from samverka.errors import SamverkaError
from samverka.mail.sending.refusals import UnreachableError
from samverka.mail.sending.smtp import Door, Limits, as_data, connect
from tests.smtp_server import Entrance, Script, mail_server, spoken

USER, PASSWORD, WRONG, NOT_ASCII = "brev", "hemligt-ord", "fel-ord", "lösenord"


@dataclass(frozen=True)
class Authority:
    """Certificates of our own, for "localhost" or another name."""

    root: trustme.CA

    def server(self, name: str = "localhost") -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.root.issue_cert(name).configure_cert(context)
        return context

    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.root.configure_trust(context)
        return context


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority(trustme.CA())


def door(port: int, authority: Authority) -> Door:
    return Door("localhost", port, "starttls", limits=Limits(5, 5, 5), trust=authority.trust)


def test_a_login_goes_over_starttls(authority: Authority) -> None:
    with mail_server(Script(), Entrance(authority.server(), password=PASSWORD)) as (taken, port):
        connect(replace(door(port, authority), user=USER, password=PASSWORD)).leave()
        assert taken.logins == [(USER.encode(), PASSWORD.encode())]


def test_a_server_with_tls_from_the_start_is_entered(authority: Authority) -> None:
    with mail_server(Script(), Entrance(tls=authority.server())) as (taken, port):
        connect(replace(door(port, authority), security="tls")).leave()
        assert taken.connections == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_for_another_name_is_refused(
    authority: Authority, security: Literal["starttls", "tls"]
) -> None:
    context = authority.server("mx.example.org")
    entrance = Entrance(starttls=context) if security == "starttls" else Entrance(tls=context)
    with mail_server(Script(), entrance) as (taken, port):
        wanted = replace(door(port, authority), security=security, user=USER, password=PASSWORD)
        with pytest.raises(SamverkaError, match="certifikat gäller inte för localhost"):
            connect(wanted)
        assert taken.logins == []


def test_a_certificate_of_an_unknown_authority_is_refused(authority: Authority) -> None:
    unknown = Authority(trustme.CA()).server()
    with (
        mail_server(Script(), Entrance(starttls=unknown)) as (_, port),
        pytest.raises(SamverkaError, match="certifikat gäller inte"),
    ):
        connect(door(port, authority))


def test_without_starttls_nothing_is_said_not_even_the_password(authority: Authority) -> None:
    with mail_server() as (taken, port):
        wanted = replace(door(port, authority), user=USER, password=PASSWORD)
        with pytest.raises(SamverkaError, match="ingen kryptering"):
            connect(wanted)
        assert taken.logins == []


def test_starttls_that_is_offered_and_then_refused_is_no_way_in(authority: Authority) -> None:
    heard: list[bytes] = []

    def answer(line: bytes) -> bytes:
        heard.append(line[:4].upper())
        return b"250-mx\r\n250 STARTTLS\r\n" if line[:4] == b"ehlo" else b"454 not now\r\n"

    with spoken(answer) as port, pytest.raises(UnreachableError, match="454 not now"):
        connect(replace(door(port, authority), user=USER, password=PASSWORD))
    assert set(heard) <= {b"EHLO", b"STAR", b"QUIT"}


def test_no_security_is_for_this_computer_alone() -> None:
    with pytest.raises(SamverkaError, match="security: none"):
        connect(Door("192.0.2.1", 25, "none"))
    with pytest.raises(SamverkaError, match="security: none"):
        connect(Door("localhost.example.org", 25, "none"))


def test_a_password_that_is_wrong_is_told_and_not_shown(authority: Authority) -> None:
    with mail_server(Script(), Entrance(authority.server(), password=PASSWORD)) as (_, port):
        wanted = replace(door(port, authority), user=USER, password=WRONG)
        with pytest.raises(SamverkaError, match="godtog inte inloggningen") as told:
            connect(wanted)
    assert WRONG not in f"{told.value.what}{told.value.do}{wanted!r}"
    assert "SAMVERKA_SMTP_PASSWORD" in told.value.do


def test_a_password_that_cannot_be_sent_is_told(authority: Authority) -> None:
    with mail_server(Script(), Entrance(authority.server(), password=PASSWORD)) as (_, port):
        wanted = replace(door(port, authority), user=USER, password=NOT_ASCII)
        with pytest.raises(SamverkaError, match="tecken som inte går att skicka"):
            connect(wanted)


def test_a_server_that_takes_no_login_is_told() -> None:
    with mail_server() as (_, port):
        wanted = Door("localhost", port, "none", USER, PASSWORD)
        with pytest.raises(SamverkaError, match="tar inte emot någon inloggning"):
            connect(wanted)


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("127.0.0.1", 1, "Ingen mejlserver svarar på 127.0.0.1, port 1"),
        ("finns.inte.invalid", 587, "Hittar ingen mejlserver som heter finns.inte.invalid"),
    ],
)
def test_a_server_that_is_not_there_is_told(host: str, port: int, said: str) -> None:
    with pytest.raises(UnreachableError, match=said):
        connect(Door(host, port, "starttls", limits=Limits(5, 5, 5)))


def test_a_server_that_says_nothing_is_left_in_time(authority: Authority) -> None:
    with spoken(lambda _line: b"") as port, pytest.raises(UnreachableError, match="i tid"):
        connect(replace(door(port, authority), limits=Limits(0.5, 0.5, 0.5), security="none"))


def test_dots_are_doubled_and_one_ends_the_letter() -> None:
    assert as_data(b".a\r\n.b\r\n..c\r\nd.") == b"..a\r\n..b\r\n...c\r\nd.\r\n.\r\n"
    assert as_data(b"a\r\n") == b"a\r\n.\r\n"
