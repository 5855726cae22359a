"""Mails from those who want no more letters: who is taken away, and who is left for a human."""

import datetime as dt
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from samverka.errors import SamverkaError
from samverka.mail.subscribers.asking import Said, own_words, what_is_said
from samverka.mail.subscribers.leaving_mail import Reader, Reading, Wish, take
from samverka.mail.subscribers.mailboxes import MOST_BYTES, find_mail_files, read_mails
from samverka.mail.subscribers.register import Register
from samverka.mail.subscribers.subscriber import Reason
from samverka.mail.subscribers.tokens import Tokens
from tests.saved_mails import (
    ANNA,
    BO,
    CONSENT,
    TODAY,
    TOKENS,
    folder_of,
    mail,
    maildir_of,
    mbox_of,
    register_of,
    token_of,
)

SENT = dt.date(2026, 11, 20)
Saver = Callable[[Path, Iterable[bytes]], Path]


def read(path: Path, register: Register) -> Reading:
    return Reader(register, TOKENS, TODAY).read(read_mails(find_mail_files(path).value))


def judged(root: Path, content: bytes, *subscribers: str) -> tuple[list[Wish], list[str]]:
    """What one mail is, and whom it takes away."""
    with register_of(root, *subscribers) as register:
        reading = read(folder_of(root, [content]), register)
        keys = {register.recipient_of(one).key: one for one in (ANNA, BO)}
    return list(reading.counts), [keys[key] for key in reading.leavers]


@pytest.mark.parametrize("save", [folder_of, maildir_of, mbox_of])
def test_a_token_in_the_subject_is_enough_in_every_sort_of_mailbox(
    tmp_path: Path, save: Saver
) -> None:
    with register_of(tmp_path, ANNA, BO) as register:
        mails = [
            mail("", f"avsluta {token_of(register, one)}", "x@y.example") for one in (ANNA, BO)
        ]
        reading = read(save(tmp_path, mails), register)
        keys = {register.recipient_of(one).key for one in (ANNA, BO)}
    assert reading.counts == {Wish.LEAVES: 2}
    assert reading.leavers == dict.fromkeys(keys, SENT)
    assert reading.findings == ()


@pytest.mark.parametrize(
    "written",
    [
        "SV: avsluta {0}",
        "Re: Fwd: avsluta {0}",
        "avsluta\n {0}",
        "avsluta {1}\n\t{2}",
        "=?utf-8?q?avsluta_{3}?=",
        "=?iso-8859-1?Q?Jag_vill_avsluta_h=E4r_{3}?=",
        "avsluta%20{0}",
        "AVSLUTA {0}!",
    ],
)
def test_a_token_is_found_however_mail_programs_have_written_the_subject(
    tmp_path: Path, written: str
) -> None:
    with register_of(tmp_path, ANNA) as register:
        token = token_of(register, ANNA)
    encoded = token.replace("_", "=5F")
    subject = written.format(token, token[:30], token[30:], encoded)
    assert judged(tmp_path, mail("", subject, "other@y.example")) == ([Wish.LEAVES], [ANNA])


def test_a_token_in_the_text_says_who_where_the_words_ask(tmp_path: Path) -> None:
    with register_of(tmp_path, BO) as register:
        token = token_of(register, BO)
    quoted = f"Jag vill sluta prenumerera.\n\n> Avsluta: mailto:a@b.se?subject=avsluta%20{token}"
    assert judged(tmp_path, mail(quoted, "SV: Nyhetsbrev", "x@y.example")) == ([Wish.LEAVES], [BO])


def test_an_answer_that_quotes_the_letter_is_no_wish_to_leave(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        token = token_of(register, ANNA)
    text = f"Tack för ett fint brev!\n\nDen 20 nov skrev Trygg:\n> Avsluta: avsluta%20{token}"
    assert judged(tmp_path, mail(text, "SV: Nyhetsbrev"), ANNA) == ([Wish.OTHER], [])


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Avsluta prenumerationen", ""),
        ("avregistrera mig tack", ""),
        ("Unsubscribe", "Mvh\nAnna Ek\nRektor"),
        ("", "Hej!\nJag vill inte längre ha era utskick.\n\nVänliga hälsningar\nAnna"),
        ("Hej", "Kan ni ta bort mig från listan?\n\n-- \nAnna"),
        ("SV: Nyhetsbrev november", "Jag önskar avanmäla mig.\n\nFrån: Trygg\nSkickat: i dag"),
        ("Avsluta prenumerationen", "Skickat från min iPhone"),
    ],
)
def test_a_plain_wish_from_a_subscriber_is_enough(tmp_path: Path, subject: str, text: str) -> None:
    content = mail(text, subject, f"Anna Ek <{ANNA.upper()}>")
    assert judged(tmp_path, content, ANNA) == ([Wish.LEAVES], [ANNA])


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Avsluta?", "Hur gör jag för att avsluta prenumerationen?"),
        ("Avsluta", "Nej, jag ångrade mig."),
        ("Avsluta", "Gäller bo@exempel.se, som har slutat hos oss."),
        ("", "Jag vill inte avsluta, bara byta adress."),
        ("Avsluta prenumerationen", "Det gäller bara brevet till chefer."),
    ],
)
def test_what_says_anything_more_is_read_by_a_human(
    tmp_path: Path, subject: str, text: str
) -> None:
    assert judged(tmp_path, mail(text, subject), ANNA) == ([Wish.UNCLEAR], [])


def test_one_who_regrets_is_not_taken_away_though_there_is_a_token(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        subject = f"avsluta {token_of(register, ANNA)}"
    content = mail("Jag råkade trycka på länken.", subject)
    assert judged(tmp_path, content, ANNA) == ([Wish.UNCLEAR], [])


def test_a_stranger_is_told_of_with_sender_day_and_subject(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        path = folder_of(tmp_path, [mail("", "Avsluta", "Okänd <okand@exempel.se>")])
        (finding,) = read(path, register).findings
    assert finding.code == "RET02"
    assert finding.place.path.endswith("000.eml")
    assert "okand@exempel.se 20 november 2026 ”Avsluta”" in finding.message
    assert "finns inte i registret" in finding.message


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied\n",
        "Auto-Submitted: auto-generated; owner=x\n",
        "Precedence: bulk\n",
        "X-Autoreply: yes\n",
        "Return-Path: <>\n",
        "List-Id: <andra.exempel.se>\n",
    ],
)
def test_what_no_human_wrote_is_no_wish_to_leave(tmp_path: Path, head: str) -> None:
    content = mail("", "Avsluta prenumerationen", head=head)
    assert judged(tmp_path, content, ANNA) == ([Wish.AUTOMATIC], [])


def test_a_mail_programs_own_button_is_believed_with_its_token(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        subject = f"avsluta {token_of(register, ANNA)}"
    by_button = mail("", subject, head="Auto-Submitted: auto-generated\n")
    assert judged(tmp_path, by_button) == ([Wish.LEAVES], [ANNA])


def test_an_absence_is_no_wish_to_leave_though_it_answers_one(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        subject = f"Autosvar: avsluta {token_of(register, ANNA)}"
    content = mail("Jag har semester.", subject, head="Auto-Submitted: auto-replied\n")
    assert judged(tmp_path, content, ANNA) == ([Wish.AUTOMATIC], [])


def test_the_same_mailbox_read_again_takes_nobody_away(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA, BO) as register:
        path = folder_of(
            tmp_path, [mail("", "Avsluta"), mail("", f"avsluta {token_of(register, BO)}", "x@y.se")]
        )
        before = {file: file.read_bytes() for file in path.iterdir()}
        first = read(path, register)
        register.suppress(first.leavers, Reason.UNSUBSCRIBED, TODAY)
        second = read(path, register)
    assert len(first.leavers) == 2
    assert (second.counts, second.leavers) == ({Wish.HAS_LEFT: 2}, {})
    assert {file: file.read_bytes() for file in path.iterdir()} == before


def test_an_old_wish_does_not_undo_a_later_consent(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA, consent=TODAY) as register:
        path = folder_of(tmp_path, [mail("", "Avsluta")])
        reading = read(path, register)
        web = take(register, {register.recipient_of(ANNA).key: SENT}, TODAY)
    assert (reading.leavers, web.leavers) == ({}, {})
    assert "bad om brev igen 22 november 2026" in reading.findings[0].message
    assert web.counts == {Wish.CAME_BACK: 1}


def test_nobody_leaves_on_a_day_to_come(tmp_path: Path) -> None:
    content = mail("", "Avsluta").replace(b"2026", b"2099")
    with register_of(tmp_path, ANNA) as register:
        reading = read(folder_of(tmp_path, [content]), register)
    assert list(reading.leavers.values()) == [TODAY]


def test_html_alone_is_read_without_what_is_not_seen_and_what_is_quoted(tmp_path: Path) -> None:
    html = (
        "<html><head><style>p {}</style></head><body><p>Jag vill avsluta&nbsp;prenumerationen</p>"
        "<blockquote><p>Läs om mötet</p></blockquote></body></html>"
    )
    content = mail(html, "SV: Brev").replace(b"text/plain", b"text/html")
    assert judged(tmp_path, content, ANNA) == ([Wish.LEAVES], [ANNA])


def test_files_of_outlook_are_told_with_another_way_to_save(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, [mail("", "Avsluta")])
    (folder / "avslut.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    found = find_mail_files(folder)
    assert [file.name for file in found.value] == ["000.eml"]
    assert [finding.code for finding in found.findings] == ["RET01"]
    with pytest.raises(SamverkaError, match="Outlooks egen sort") as fault:
        find_mail_files(folder / "avslut.msg")
    assert "EML" in fault.value.do


def test_a_file_that_is_no_mail_stops_nothing_in_a_folder(tmp_path: Path) -> None:
    mails = [
        b"\x89PNG\r\n",
        b"\n\n" + mail("", "Avsluta"),
        b"",
        b"\xef\xbb\xbf" + mail("Hej", "Hej"),
    ]
    with register_of(tmp_path, ANNA) as register:
        reading = read(folder_of(tmp_path, mails), register)
    assert reading.counts == {Wish.UNCLEAR: 1, Wish.LEAVES: 1, Wish.OTHER: 1}
    assert "går inte att läsa" in reading.findings[0].message


@pytest.mark.parametrize("name", ["finns-inte", "tom"])
def test_where_there_is_no_mail_it_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "tom").mkdir()
    with pytest.raises(SamverkaError):
        find_mail_files(tmp_path / name)


def test_a_line_that_begins_with_from_parts_no_mail(tmp_path: Path) -> None:
    content = mail("Hej\nFrom here on\n\n>From there\n", "Fråga")
    path = mbox_of(tmp_path, [content, content])
    assert len(list(read_mails([path]))) == 2


def test_a_mailbox_of_fifty_megabytes_is_read_in_pieces(tmp_path: Path) -> None:
    path = mbox_of(tmp_path, [mail("", "Ett"), mail("", "Två")])
    with path.open("ab") as file:
        for _ in range(50):
            file.write(b"x" * 10**6)
    first, second = read_mails([path])
    assert b"Subject: Ett" in first.content
    assert len(second.content) < 2 * MOST_BYTES


def test_a_mail_that_the_server_moves_meanwhile_is_still_read(tmp_path: Path) -> None:
    path = maildir_of(tmp_path, [mail("", "Ett"), mail("", "Två")])
    files = find_mail_files(path).value
    (path / "new" / "1.x.host").rename(path / "cur" / "1.x.host:2,S")
    assert len(list(read_mails(files))) == 2


@pytest.mark.parametrize(
    "bomb",
    [
        b"Content-Type: multipart/mixed; boundary=x\n\n" * 6000,
        b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(5000)
        ),
        b"Content-Type: message/rfc822\n\n" * 8000,
        b"Subject: " + b"=?utf-8?q?" * 20000,
        b"Subject: x\n" * 20000,
        b"From: " + b"<" * 200_000,
        b"From: " + b"a" * 200_000,
        b"Content-Type: text/html\n\n" + b"<style" * 40_000,
        b"Content-Type: text/html\n\n<" + b"a" * 250_000,
        b"Content-Type: text/plain; charset=punycode\n\n" + b"ab-" * 80_000,
        b"Content-Type: text/plain; charset=\xff\n\n" + b"avsluta " * 30_000,
        b"Content-Type: text/plain\n\n" + b"~" * 200_000,
        b"Content-Type: text/plain; charset*0*=x;charset*1=y\n\n\xe5",
        b"Content-Type: message/delivery-status\n\n" + b"A: b\n\n" * 40_000,
    ],
    ids=range(14),
)
def test_a_mail_made_to_harm_is_read_as_any_other(tmp_path: Path, bomb: bytes) -> None:
    assert judged(tmp_path, bomb, ANNA)[1] == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(content=st.binary(max_size=400))
@example(content=b"From: \xff\nSubject: =?x?b?=?=\nDate: Fri, 99\n\n")
@example(content=b'Subject: a\nContent-Type: multipart/mixed; boundary=""\n\n--\n')
@example(content=b"Subject: =?utf-8?b?YQ?=\nContent-Transfer-Encoding: base64\n\n!!!")
@example(content=b"A:\nContent-Type: text/plain; charset*=x'y'%ff\n\n")
def test_no_bytes_make_reading_fail(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "any.eml"
    for start in (b"", b"From x\n", b"Subject: avsluta\n"):
        file.write_bytes(start + content)
        with register_of(tmp_path, ANNA) as register:
            assert Reader(register, TOKENS, TODAY).read(read_mails([file])).leavers == {}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such links")
def test_a_folder_with_a_dead_link_is_read(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, [mail("", "Avsluta")])
    (folder / "borta.eml").symlink_to(tmp_path / "finns-inte")
    assert len(find_mail_files(folder).value) == 1


def test_words_are_weighed_only_up_to_the_greeting() -> None:
    assert own_words("Avsluta\n\nMed vänlig hälsning\nAnna") == "Avsluta"
    assert what_is_said("Mötet avslutas klockan tre") is Said.OTHER
    assert what_is_said("") is Said.NOTHING
    assert CONSENT < SENT


def test_another_secret_is_told_once_for_all_mails(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA, BO) as register:
        other = Tokens("y" * 40)
        keys = [register.recipient_of(one).key for one in (ANNA, BO)]
        mails = [mail("", f"avsluta {other.of(key)}", "x@y.example") for key in keys]
        reading = Reader(register, TOKENS, TODAY).read(
            read_mails(find_mail_files(folder_of(tmp_path, mails)).value)
        )
    (finding,) = reading.findings
    assert (finding.code, reading.counts) == ("RET05", {Wish.UNCLEAR: 2})
    assert "2 mejl" in finding.message
