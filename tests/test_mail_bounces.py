"""Letters that came back, as the servers in use tell it: which addresses are gone."""

import datetime as dt
from base64 import b64encode
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samverka.mail.subscribers.bounces import BounceReader, Bounces, Fate, Proofs, fate_of
from samverka.mail.subscribers.delivery_status import Attempt
from samverka.mail.subscribers.mailboxes import find_mail_files, read_mails
from samverka.mail.subscribers.message_ids import TEST, Delivery, MessageIds
from samverka.mail.subscribers.register import Register
from samverka.mail.subscribers.subscriber import Reason
from samverka.mail.subscribers.tokens import Tokens
from tests.saved_mails import (
    ANNA,
    BO,
    MESSAGE_IDS,
    TODAY,
    TOKENS,
    folder_of,
    mail,
    message_id_of,
    register_of,
    token_of,
)

DAY = dt.date(2026, 11, 21)
REPORT = """\
Return-Path: <>
Received: by mx.exempel.se; Sat, 21 Nov 2026 09:00:00 +0100
From: MAILER-DAEMON@mx.exempel.se (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.exempel.se.

--B
Content-Type: {kind}

{fields}

--B
Content-Type: {letter_kind}

Message-ID: {message_id}
From: Trygg <brev@exempel.se>
Subject: Nyhetsbrev

--B--
"""
POSTFIX = """\
Reporting-MTA: dns; mx.exempel.se
X-Postfix-Queue-ID: 4ABC
Arrival-Date: Sat, 21 Nov 2026 08:59:00 +0100 (CET)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.net
Diagnostic-Code: smtp; {said}"""


def report(
    message_id: str, address: str = ANNA, code: str = "5.1.1", said: str = "550 no such user"
) -> bytes:
    """As Postfix writes it; `code` may have an action before it."""
    action, _, status = code.rpartition(" ")
    fields = POSTFIX.format(address=address, action=action or "failed", status=status, said=said)
    return filled(fields, message_id)


def filled(fields: str, message_id: str, kind: str = "message/delivery-status") -> bytes:
    letter = "message/global-headers" if "global" in kind else "text/rfc822-headers"
    text = REPORT.format(kind=kind, fields=fields, letter_kind=letter, message_id=message_id)
    return text.encode()


def read(root: Path, register: Register, *mails: bytes) -> Bounces:
    folder = root / "mejl"
    if folder.exists():
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()
    files = find_mail_files(folder_of(root, mails)).value
    return BounceReader(register, Proofs(MESSAGE_IDS, TOKENS), TODAY).read(read_mails(files))


def gone(register: Register, bounces: Bounces) -> list[str]:
    return [one for one in (ANNA, BO) if register.recipient_of(one).key in bounces.gone]


def test_an_address_that_does_not_exist_is_gone_since_the_day_it_was_told(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA, BO) as register:
        bounces = read(tmp_path, register, report(message_id_of(register, ANNA)))
        assert bounces.gone == {register.recipient_of(ANNA).key: DAY}
    assert bounces.counts == {Fate.GONE: 1}
    assert bounces.findings == ()


def test_exchange_tells_it_with_the_letter_as_a_whole(tmp_path: Path) -> None:
    with register_of(tmp_path, BO) as register:
        text = f"""\
        From: <postmaster@exempel.onmicrosoft.com>
        Subject: =?iso-8859-1?Q?Det_gick_inte_att_leverera:_Nyhetsbrev?=
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="_abc_"

        --_abc_
        Content-Type: multipart/alternative; boundary="_in_"

        --_in_
        Content-Type: text/html; charset="utf-8"
        Content-Transfer-Encoding: base64

        PHA+SGVqPC9wPg==

        --_in_--

        --_abc_
        Content-Type: message/delivery-status

        Reporting-MTA: dns;AM0.EURPRD.EXAMPLE
        Received-From-MTA: dns;brev.exempel.se

        Final-Recipient: rfc822;bo@VÄXJÖ.example
        Action: failed
        Status: 5.1.10
        Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found

        --_abc_
        Content-Type: message/rfc822

        Received: from x by y
        Message-ID:
         {message_id_of(register, BO)}
        Subject: Nyhetsbrev
        Content-Type: multipart/alternative; boundary="x"

        --x
        Content-Type: text/plain

        Hej

        --x--

        --_abc_--
        """
        bounces = read(tmp_path, register, dedent(text).encode())
        assert gone(register, bounces) == [BO]


def test_gmail_tells_it_with_a_status_of_its_own_for_the_address(tmp_path: Path) -> None:
    said = "550-5.1.1 The email account that you tried to reach does not exist. h12-2si.1 - gsmtp"
    with register_of(tmp_path, ANNA) as register:
        bounces = read(tmp_path, register, report(message_id_of(register, ANNA), said=said))
        assert gone(register, bounces) == [ANNA]


def test_qmail_tells_it_in_words_with_the_letter_below(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        text = f"""\
        Return-Path: <>
        From: MAILER-DAEMON@gammal.example
        Subject: failure notice
        Date: Sat, 21 Nov 2026 08:00:00 -0000

        Hi. This is the qmail-send program at gammal.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <{ANNA}>:
        Sorry, no mailbox here by that name. (#5.1.1)

        --- Below this line is a copy of the message.

        Return-Path: <brev@exempel.se>
        Received: (qmail 12 invoked from network 10.5.1.2); 21 Nov 2026
        Message-ID: {message_id_of(register, ANNA)}
        Subject: Nyhetsbrev

        Hej
        """
        bounces = read(tmp_path, register, dedent(text).encode())
        assert gone(register, bounces) == [ANNA]


@pytest.mark.parametrize("is_packed", [False, True])
def test_the_newer_reports_for_addresses_outside_ascii_are_read(
    tmp_path: Path, *, is_packed: bool
) -> None:
    address = "utf-8; bo@v\\x{E4}xj\\x{F6}.example"
    fields = (
        f"Reporting-MTA: dns; mx\n\nFinal-Recipient: {address}\nAction: failed\nStatus: 5.1.1\n"
        "Localized-Diagnostic: sv; Adressen finns inte"
    )
    kind = "message/global-delivery-status"
    if is_packed:
        kind += "\nContent-Transfer-Encoding: base64"
        fields = b64encode(fields.encode()).decode()
    with register_of(tmp_path, BO) as register:
        content = filled(fields, message_id_of(register, BO), kind)
        assert gone(register, read(tmp_path, register, content)) == [BO]


@pytest.mark.parametrize(
    ("action", "status", "said", "fate"),
    [
        ("failed", "5.1.1", "", Fate.GONE),
        ("failed", "5.1.3", "", Fate.GONE),
        ("failed", "5.1.6", "", Fate.GONE),
        ("failed", "5.1.10", "", Fate.GONE),
        ("failed", "5.2.1", "", Fate.GONE),
        ("failed", "5.2.1", "receiving mail at a rate that prevents more", Fate.REFUSED),
        ("failed", "5.1.1", "550 blocked by our spam policy", Fate.REFUSED),
        ("failed", "5.1.2", "", Fate.PERHAPS),
        ("failed", "5.1.0", "", Fate.PERHAPS),
        ("failed", "5.0.0", "550 failed", Fate.PERHAPS),
        ("failed", "", "", Fate.PERHAPS),
        ("failed", "5.2.2", "", Fate.PERHAPS),
        ("failed", "5.4.1", "", Fate.PERHAPS),
        ("failed", "5.4.4", "", Fate.PERHAPS),
        ("failed", "5.1.8", "", Fate.REFUSED),
        ("failed", "5.2.3", "", Fate.REFUSED),
        ("failed", "5.3.4", "", Fate.REFUSED),
        ("failed", "5.5.2", "", Fate.REFUSED),
        ("failed", "5.6.7", "", Fate.REFUSED),
        ("failed", "5.7.1", "", Fate.REFUSED),
        ("failed", "5.7.26", "", Fate.REFUSED),
        ("failed", "4.4.7", "", Fate.TEMPORARY),
        ("delayed", "4.4.1", "", Fate.TEMPORARY),
        ("delayed", "5.1.1", "", Fate.TEMPORARY),
        ("delivered", "2.0.0", "", Fate.ARRIVED),
        ("relayed", "5.1.1", "", Fate.ARRIVED),
        ("", "5.1.1", "", Fate.UNCLEAR),
    ],
)
def test_a_status_is_the_addresss_fault_only_where_it_speaks_of_it(
    action: str, status: str, said: str, fate: Fate
) -> None:
    assert fate_of(Attempt((ANNA,), action, status, said)) is fate


def test_the_servers_own_code_is_read_where_the_report_has_a_general_one(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        message_id = message_id_of(register, ANNA)
        content = report(message_id, code="5.0.0", said="550 5.1.1 <x> from 5.1.1.10: unknown")
        assert read(tmp_path, register, content).counts == {Fate.GONE: 1}


def test_what_is_no_fault_of_the_address_takes_nobody_away(tmp_path: Path) -> None:
    codes = ("delayed 4.4.1", "4.2.2", "5.7.1", "5.3.4", "delivered 2.0.0")
    with register_of(tmp_path, ANNA) as register:
        mails = [report(message_id_of(register, ANNA), code=code) for code in codes]
        bounces = read(tmp_path, register, *mails)
    assert bounces.gone == {}
    assert bounces.counts == {Fate.TEMPORARY: 2, Fate.REFUSED: 2, Fate.ARRIVED: 1}


def test_refusals_of_the_same_sort_are_told_once_with_the_servers_words(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA, BO) as register:
        said = "550 5.7.1 Blocked"
        mails = [report(message_id_of(register, one), one, "5.7.1", said) for one in (ANNA, BO)]
        (finding,) = read(tmp_path, register, *mails).findings
    assert finding.code == "RET04"
    assert "utskicket 2026-11: 2 brev nekades (5.7.1)" in finding.message
    assert said in finding.message


def test_a_full_mailbox_counts_when_three_issues_came_back(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        issues = ("2026-09", "2026-10", "2026-10", "2026-11")
        mails = [report(message_id_of(register, ANNA, one), code="5.2.2") for one in issues]
        two = read(tmp_path, register, *mails[:3])
        three = read(tmp_path, register, *mails)
        assert gone(register, two) == []
        assert gone(register, three) == [ANNA]


@pytest.mark.parametrize("forged", ["<abc@exempel.se>", "other secret", "other reader", ""])
def test_a_report_that_anyone_can_write_takes_nobody_away(tmp_path: Path, forged: str) -> None:
    with register_of(tmp_path, ANNA, BO) as register:
        key = register.recipient_of(ANNA).key
        message_ids = {
            "other secret": MessageIds("x" * 40).of(Delivery("2026-11", key), "exempel.se", b"x"),
            "other reader": message_id_of(register, BO),
        }
        bounces = read(tmp_path, register, report(message_ids.get(forged, forged)))
    assert bounces.gone == {}
    assert bounces.counts == {Fate.UNCLEAR: 1}
    code = "RET05" if forged == "other secret" else "RET03"
    assert [finding.code for finding in bounces.findings] == [code]


def test_another_secret_is_told_once_for_all_mails(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA, BO) as register:
        keys = [register.recipient_of(one).key for one in (ANNA, BO)]
        others = MessageIds("x" * 40)
        ids = [others.of(Delivery("2026-11", key), "exempel.se", b"x") for key in keys]
        bounces = read(tmp_path, register, *map(report, ids))
    (finding,) = bounces.findings
    assert "2 mejl" in finding.message
    assert "SAMVERKA_SECRET" in finding.message


def test_a_test_that_came_back_takes_nobody_away(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        bounces = read(tmp_path, register, report(message_id_of(register, ANNA, TEST)))
    assert (bounces.gone, bounces.findings) == ({}, ())
    assert bounces.counts == {Fate.TEST: 1}


def test_the_way_out_in_the_letter_proves_it_where_a_relay_changed_its_name(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        token = token_of(register, ANNA)
        fields = f"List-Unsubscribe: <https://exempel.se/avsluta?t={token}>,\n <mailto:x@y.se>"
        way = f"<relay@example.net>\n{fields}"
        assert gone(register, read(tmp_path, register, report(way))) == [ANNA]
        other = Tokens("y" * 40).of(register.recipient_of(ANNA).key)
        forged = way.replace(token, other)
        assert gone(register, read(tmp_path, register, report(forged))) == []


def test_a_forwarded_letter_that_came_back_from_elsewhere_is_for_a_human(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        content = report(message_id_of(register, ANNA), "vidare@example.net")
        bounces = read(tmp_path, register, content)
    assert bounces.gone == {}
    assert "vidarebefordran" in bounces.findings[0].message


def test_reports_without_proof_that_nothing_is_gone_are_only_counted(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        bounces = read(tmp_path, register, report("<x@y.se>", code="delayed 4.4.1"))
    assert (bounces.counts, bounces.findings) == ({Fate.TEMPORARY: 1}, ())


def test_absences_answers_and_receipts_are_no_bounces(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        ours = message_id_of(register, ANNA)
        away = mail("Jag slutade. 5.1.1", "Autosvar", head="Auto-Submitted: auto-replied\n")
        answer = mail("Tack!", "SV: Brev", head=f"In-Reply-To: {ours}\nReturn-Path: <>\n")
        receipt = report(ours).replace(b"delivery-status", b"disposition-notification")
        bounces = read(tmp_path, register, away, answer, receipt)
    assert bounces.counts == {Fate.OTHER: 3}


def test_the_same_reports_read_again_take_nobody_away(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA) as register:
        content = report(message_id_of(register, ANNA))
        register.suppress(read(tmp_path, register, content).gone, Reason.BOUNCED, TODAY)
        again = read(tmp_path, register, content)
    assert (again.gone, again.counts) == ({}, {Fate.WAS_GONE: 1})


def test_an_old_report_does_not_undo_a_later_consent(tmp_path: Path) -> None:
    with register_of(tmp_path, ANNA, consent=TODAY) as register:
        bounces = read(tmp_path, register, report(message_id_of(register, ANNA)))
    assert bounces.gone == {}
    assert "bad om brev igen" in bounces.findings[0].message


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"Action: failed",
        b"Final-Recipient\n\nStatus: 5.1.1",
        b"Final-Recipient: rfc822;\nAction: failed\nStatus: 5.1.1",
        b"Final-Recipient: rfc822; \\x{110000}@x\nAction: failed\nStatus: 5.1.1",
        b"Final-Recipient: rfc822; " + b"a" * 5000 + b"\nAction: failed\nStatus: 5.1.1",
    ],
)
def test_a_report_that_is_not_whole_is_for_a_human(tmp_path: Path, broken: bytes) -> None:
    with register_of(tmp_path, ANNA) as register:
        content = filled("FIELDS", message_id_of(register, ANNA)).replace(b"FIELDS", broken)
        bounces = read(tmp_path, register, content)
    assert bounces.gone == {}
    assert bounces.counts == {Fate.UNCLEAR: 1}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.integers(0, 900), cut=st.integers(0, 60), put=st.binary(max_size=12))
def test_no_damage_makes_reading_fail(tmp_path: Path, at: int, cut: int, put: bytes) -> None:
    with register_of(tmp_path, ANNA) as register:
        whole = report(message_id_of(register, ANNA))
        file = tmp_path / "damaged.eml"
        file.write_bytes(whole[:at] + put + whole[at + cut :])
        reader = BounceReader(register, Proofs(MESSAGE_IDS, TOKENS), TODAY)
        assert sum(reader.read(read_mails([file])).counts.values()) == 1
