"""Calls in processes of their own, each within limits."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverka.processes import Bounds, DiedError, Processes

BOUNDS = Bounds(seconds=0.5, memory_mb=500)
NEVER_ENDS = re.compile("(a+)+$").match
HARD = "a" * 60 + "b"


@pytest.fixture(params=[False, True], ids=["several", "lone"])
def processes(request: pytest.FixtureRequest) -> Iterator[Processes]:
    with Processes(1, BOUNDS, lone=request.param) as executor:
        yield executor


def test_a_call_is_answered_from_another_process(processes: Processes) -> None:
    assert processes.submit(os.getpid).result() != os.getpid()


def test_a_call_that_takes_too_long_is_killed_and_the_next_one_answered(
    processes: Processes,
) -> None:
    slow = processes.submit(NEVER_ENDS, HARD)
    after = processes.submit(abs, -1)
    with pytest.raises(TimeoutError):
        slow.result()
    assert after.result() == 1


def test_a_call_that_takes_its_process_down_fails_alone(processes: Processes) -> None:
    crash = processes.submit(os._exit, 3)
    after = processes.submit(abs, -1)
    with pytest.raises(DiedError):
        crash.result()
    assert after.result() == 1


def test_what_a_call_raises_or_cannot_hand_back_is_told(processes: Processes) -> None:
    with pytest.raises(DiedError, match="ZeroDivisionError"):
        processes.submit(divmod, 1, 0).result()
    with pytest.raises(DiedError, match="pickle"):
        processes.submit(open, os.devnull).result()
    assert processes.submit(abs, -1).result() == 1


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds this limit")
def test_a_call_gets_no_more_memory_than_it_may_have(processes: Processes) -> None:
    with pytest.raises(DiedError, match="MemoryError"):
        processes.submit(bytearray, 10**9).result()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no process groups")
def test_what_a_call_has_started_is_killed_with_it(processes: Processes, tmp_path: Path) -> None:
    written = tmp_path / "pid"
    with pytest.raises(TimeoutError):
        processes.submit(subprocess.run, ["sh", "-c", f"echo $$ > {written}; sleep 600"]).result()
    pid = int(written.read_text(encoding="utf-8"))
    assert any(is_gone(pid) for _ in range(200))


def is_gone(pid: int) -> bool:
    """Killed, though perhaps nobody has asked for it yet."""
    command = ["/bin/ps", "-o", "stat=", "-p", str(pid)]
    shown = subprocess.run(command, capture_output=True, check=False)
    return shown.stdout.strip()[:1] in {b"", b"Z"}


def test_closing_kills_what_still_runs() -> None:
    with Processes(2, Bounds(600, 500)) as executor:
        slow = executor.submit(NEVER_ENDS, HARD)
        assert executor.submit(abs, -1).result() == 1
    with pytest.raises(DiedError):
        slow.result()
