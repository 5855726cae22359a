"""What became of letters in doubt, read from the log of the Postfix that was to take them.

A sender that dies between the last byte it sent and the answer does not know whether the server
has the letter. Postfix does, and says so in this order (3.5 to 3.12; smtpd.c, cleanup_message.c,
cleanup_api.c, qmgr_message.c):

- smtpd `connect from`; at the first recipient `QID: client=`; at the end `disconnect from` with a
  count of each command, as `data=2/3` where one of three failed;
- cleanup `QID: message-id=` when it meets that header, long before the message is whole;
- smtpd `... after DATA (n bytes)` when the connection ends before the final dot. Then it never
  tells cleanup that the message is whole, and cleanup removes it: not accepted;
- qmgr `QID: from=<` when it takes a message from the disk, where only whole ones are left to it:
  accepted. It may come late, as when the queue is full; but where every DATA of a connection
  succeeded, so did the one of each message of it.

What is nowhere was not accepted only where nothing can be missing and nothing can still come. So
the log has to be the file of the mark, followed through one rotation, within one boot (it is
written without fsync). A knock of our own, its counts chosen by chance, has to stand in it: lines
come in the order they were said (one socket, one writer), so all that was said before is there.
Every connection that began before the knock must have ended, for smtpd may still be reading what
a dead sender left in the socket. And a connection from this machine that began after the mark has
to stand there, with a message-id for each DATA it said, or lines have been lost (as by a limit on
lines a second). In every other case the answer is that we do not know.
"""

import glob
import hashlib
import os
import secrets
import smtplib
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import product
from pathlib import Path
from typing import BinaryIO, Final

from samverka.mail.sending.postfix_lines import Connection, Message, Story

BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")
_TAIL: Final = 1024
"""Bytes before the mark by which the file is known again: copytruncate and reused inodes."""
_TIMES: Final = range(1, 31)
"""Twice the most is well below the idle commands that Postfix takes (smtpd_junk_command_limit)."""
_BEFORE: Final = 2**18
"""Bytes before the mark in which connections are looked for that were open at the mark."""
_SHORTEST_WAIT: Final = 0.02
_LONGEST_WAIT: Final = 1.0


class Verdict(Enum):
    """Whether the server took a letter."""

    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not accepted"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LogMark:
    """A place in the log: `offset` bytes into that file, `tail` the hash of what is before it."""

    file: str
    device: int
    inode: int
    offset: int
    tail: str
    boot: str


@dataclass(frozen=True, slots=True)
class Knock:
    """The idle commands of a connection of our own."""

    noop: int
    rset: int

    def is_of(self, connection: Connection) -> bool:
        """True where the connection is the one that said exactly this, and left as one should."""
        wanted = {"noop": self.noop, "rset": self.rset, "quit": 1}
        return all(connection.done.get(name) == times for name, times in wanted.items())


@dataclass(frozen=True, slots=True)
class _Past:
    """The connections that began before our knock, which came from `client`."""

    client: str
    connections: tuple[Connection, ...]

    @property
    def is_over(self) -> bool:
        """True where nothing can come of them any more."""
        return all(one.has_ended for one in self.connections)

    @property
    def is_whole(self) -> bool:
        """True where what the log does not say of them did not happen."""
        ours = [one for one in self.connections if one.client == self.client]
        return self.is_over and bool(ours) and all(one.is_whole for one in ours)


Connect = Callable[[], smtplib.SMTP]
"""A new connection to the server, EHLO said; may raise what it likes where there is none."""


def take_mark(log: Path) -> LogMark | None:
    """Where the log ends now; None where it cannot be read or boots are not told apart.

    Taken before anything is sent, it is what a later run reads from.
    """
    try:
        with log.open("rb") as opened:
            device, inode = _identity(os.fstat(opened.fileno()))
            offset = opened.seek(0, os.SEEK_END)
            tail = _hash(_read_before(opened, offset, _TAIL))
        return LogMark(str(log.absolute()), device, inode, offset, tail, _boot())
    except OSError:
        return None


def verdicts(
    mark: LogMark, message_ids: Collection[str], connect: Connect, patience: float
) -> Mapping[str, Verdict]:
    """What became of each message, sent by a run that took the mark and is dead.

    `message_ids` as in the header, `<` and `>` with them. No connection of ours may be open.
    `patience` is the most seconds to wait for the log. What `connect` raises is not caught.
    """
    wanted = frozenset(message_ids)
    if not wanted:
        return {}
    story = _story_since(mark)
    knock = _knock(connect, story) if story and _is_same_boot(mark) else None
    deadline, wait = time.monotonic() + patience, _SHORTEST_WAIT
    while (story := _story_since(mark)) is not None:
        found, may_change = _judge(story, knock, wanted)
        if not may_change or time.monotonic() >= deadline:
            return found
        time.sleep(wait)
        wait = min(2 * wait, _LONGEST_WAIT)
    return dict.fromkeys(wanted, Verdict.UNKNOWN)


def _knock(connect: Connect, story: Story) -> Knock | None:
    """Idle commands that the server will log; None where it hangs up on them.

    They differ from those of earlier knocks, which the log tells of too.
    """
    said = {(one.done.get("noop"), one.done.get("rset")) for one in story.connections}
    unsaid = [both for both in product(_TIMES, repeat=2) if both not in said]
    if not unsaid:
        return None
    knock = Knock(*secrets.choice(unsaid))
    connection = connect()
    try:
        for _ in range(knock.noop):
            connection.noop()
        for _ in range(knock.rset):
            connection.rset()
        connection.quit()
    except (smtplib.SMTPException, OSError):
        return None
    finally:
        connection.close()
    return knock


def _judge(
    story: Story, knock: Knock | None, wanted: Collection[str]
) -> tuple[Mapping[str, Verdict], bool]:
    """The verdicts as far as the log goes, and whether waiting may better them."""
    past = _past(story, knock)
    named = {name: [one for one in story.messages if name in one.message_ids] for name in wanted}
    found = {name: _verdict(messages, past) for name, messages in named.items()}
    unknown = [named[name] for name in wanted if found[name] is Verdict.UNKNOWN]
    is_over = past is not None and past.is_over
    in_queue = any(not message.was_cut for messages in unknown for message in messages)
    return found, knock is not None and bool(unknown) and (in_queue or not is_over)


def _verdict(messages: Sequence[Message], past: _Past | None) -> Verdict:
    """Of one that was tried again in the same run there may be several."""
    if any(message.was_accepted for message in messages):
        return Verdict.ACCEPTED
    if past and past.is_whole and all(message.was_cut for message in messages):
        return Verdict.NOT_ACCEPTED
    return Verdict.UNKNOWN


def _past(story: Story, knock: Knock | None) -> _Past | None:
    """None where the log has not got as far as the knock."""
    for number, one in enumerate(story.connections):
        if knock and knock.is_of(one):
            return _Past(one.client, tuple(story.connections[:number]))
    return None


def _story_since(mark: LogMark) -> Story | None:
    """None where the log can no longer be followed from the mark on."""
    log = Path(mark.file)
    try:
        current = _read_marked(log, mark)
        if current:
            return Story(*current)
        # The newer file first: once it has lines, the older gets no more.
        newer = log.read_bytes() if log.exists() else b""
        rotated = _rotated(log, mark)
        older = rotated and _read_marked(rotated, mark)
    except OSError:
        return None
    return Story(older[0], [*older[1], *_lines(newer)]) if older else None


def _rotated(log: Path, mark: LogMark) -> Path | None:
    """The file of the mark under another name, where nothing but the log itself is newer."""
    others = [path for path in log.parent.glob(f"{glob.escape(log.name)}*") if path != log]
    about = {path: path.stat() for path in others}
    newest = max((one.st_mtime_ns for one in about.values()), default=0)
    last = [path for path in others if about[path].st_mtime_ns == newest]
    is_it = len(last) == 1 and _identity(about[last[0]]) == (mark.device, mark.inode)
    return last[0] if is_it else None


def _read_marked(file: Path, mark: LogMark) -> tuple[list[bytes], list[bytes]] | None:
    """The lines shortly before the mark, and those after; None where it is another file."""
    if not file.exists():
        return None
    with file.open("rb") as opened:
        if _identity(os.fstat(opened.fileno())) != (mark.device, mark.inode):
            return None
        if _hash(_read_before(opened, mark.offset, _TAIL)) != mark.tail:
            return None
        earlier = _read_before(opened, mark.offset, _BEFORE)
        return _lines(earlier), _lines(opened.read())


def _lines(content: bytes) -> list[bytes]:
    """Those that are whole: the last may still be on its way."""
    return content.split(b"\n")[:-1]


def _read_before(opened: BinaryIO, offset: int, most: int) -> bytes:
    """Leaves the file at the offset."""
    start = opened.seek(max(0, offset - most))
    return opened.read(offset - start)


def _identity(about: os.stat_result) -> tuple[int, int]:
    return about.st_dev, about.st_ino


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _boot() -> str:
    return BOOT_ID.read_text(encoding="ascii").strip()


def _is_same_boot(mark: LogMark) -> bool:
    try:
        return _boot() == mark.boot
    except OSError:
        return False
