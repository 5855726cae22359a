"""The page that tells how a sending went."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from samverka.mail.sending.journal import Change, State
from samverka.mail.sending.standing import gather_standing
from samverka.mail.sending.summary import render_summary, write_summary
from samverka.mail.subscribers.subscriber import Reason, Suppression
from tests.accessibility import VIEWS, View, judge
from tests.post import LETTER, NOW, Post, begun, readers, recipient
from tests.test_accessibility import needed


def every_state(post: Post) -> str:
    """One reader in each, and two who left since."""
    keys = [recipient(one).key for one in readers(8)]
    refused = "5.1.1 <r001@example.org>: unknown user"
    changes = [
        *(Change(key, State.SENT) for key in keys[5:]),
        Change(keys[1], State.FAILED, 550, refused),
        Change(keys[2], State.HELD, words="förbindelsen bröts"),
        Change(keys[3], State.LEFT),
    ]
    post.journal.note(LETTER.name, changes, NOW)
    day = NOW.date()
    suppressed = {
        keys[5]: Suppression(Reason.UNSUBSCRIBED, day),
        keys[6]: Suppression(Reason.BOUNCED, day + dt.timedelta(days=1)),
        keys[7]: Suppression(Reason.UNSUBSCRIBED, day - dt.timedelta(days=1)),
        recipient("annan@example.org").key: Suppression(Reason.UNSUBSCRIBED, day),
    }
    return render_summary(gather_standing(post.journal, post.issue, suppressed))


def test_it_tells_numbers_and_no_address(tmp_path: Path) -> None:
    with begun(tmp_path, readers(8)) as post:
        page = every_state(post)
    assert "@" not in page
    for said in ("Adressen finns inte.", "550", "--resume", "22 november 2026 kl.\u00a010.00"):
        assert said in page
    assert "Brevet kom tillbaka, och adressen är borttagen" in page
    assert '<th scope="row">Har slutat prenumerera sedan dess</th><td class="number">1</td>' in page


def test_it_loads_nothing_and_shows_titles_as_text(tmp_path: Path) -> None:
    with begun(tmp_path, readers(8)) as post:
        page = every_state(post)
        path = write_summary(tmp_path, gather_standing(post.journal, post.issue, {}))
    assert path == tmp_path / "outbox" / LETTER.name / "resultat.html"
    assert "default-src 'none'" in page
    for loads in ("http://", "https://", "src=", "url(", "<script"):
        assert loads not in page


@pytest.mark.browser
@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_axe_finds_nothing_and_it_fits_the_screen(
    tmp_path: Path, browser: Browser, view: View
) -> None:
    axe = needed("axe-core/axe.min.js").read_text(encoding="utf-8")
    with begun(tmp_path, readers(8)) as post:
        every = every_state(post)
    page = view.open(browser)
    page.set_content(every)
    verdict = judge(page, axe, "resultat")
    assert verdict.violations == verdict.incomplete == ()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()
