"""What SpamAssassin says of a letter, by its local tests only: it asks nobody on the network."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from samverka.mail.letter.letter import Letter
from samverka.mail.sending.composing import Schedule
from tests.mail_project import own_letter, rich_letter
from tests.post import COMPOSER, NOW, recipient

LETTERS: dict[str, Callable[[Path], Letter]] = {"everything": rich_letter, "own": own_letter}
SCORE = re.compile(r"Content analysis details:\s+\((-?[\d.]+) points")


def score(message: bytes, home: Path) -> tuple[float, str]:
    program = shutil.which("spamassassin")
    if program is None and "CI" not in os.environ:
        pytest.skip("SpamAssassin saknas på den här datorn")
    assert program
    done = subprocess.run(
        [program, "--local", "--test-mode"],
        input=message,
        env={**os.environ, "HOME": str(home), "LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    said = done.stdout.decode("utf-8", "replace")
    found = SCORE.search(said)
    assert found, said
    return float(found[1]), said[found.start() :]


@pytest.mark.slow
@pytest.mark.parametrize("letter", LETTERS.values(), ids=LETTERS)
def test_a_letter_as_it_is_sent_has_no_sign_of_spam(
    letter: Callable[[Path], Letter], tmp_path: Path
) -> None:
    project = tmp_path / "project"
    project.mkdir()
    schedule = Schedule(NOW)
    template = COMPOSER.template(COMPOSER.freeze(letter(project), schedule))
    reader = recipient("anna.andersson@exempel.se")
    (own,) = COMPOSER.deliveries("2026-11", [reader], schedule.date)
    points, why = score(template.letter_to(reader, own.message_id, own.date), tmp_path)
    assert points <= 0, why


@pytest.mark.slow
def test_the_program_does_judge(tmp_path: Path) -> None:
    bad = b"Subject: FREE VIAGRA!!! $$$ CLICK HERE NOW\r\nFrom: x\r\n\r\nBuy viagra now!\r\n"
    assert score(bad, tmp_path)[0] > 0
