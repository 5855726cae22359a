"""Letters through a real Postfix into real mailboxes, with a sender that is killed: each once."""

from pathlib import Path

import pytest

from kill import Field, Plan, run_kills
from mail_servers import MailServers


@pytest.mark.slow
def test_a_sender_that_is_killed_again_and_again_loses_and_doubles_no_letter(
    tmp_path: Path, mail_servers: MailServers
) -> None:
    tally = run_kills(Plan(recipients=500, kills=20, seed=5), Field(tmp_path, mail_servers))
    assert (tally.lost, tally.doubled) == ([], [])
    assert tally.kills == 20
    assert tally.in_doubt > 5
    assert tally.states["sent"] + tally.states["held"] == 500
