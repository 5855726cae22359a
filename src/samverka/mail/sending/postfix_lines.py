"""What Postfix's log says of connections and of the messages that came by them.

Postfix replaces every control character in what it logs, and a name, a command or a header from
outside stands behind words of Postfix's own; so a line that begins as one of those read here was
written by the program it names. Lines end with LF alone: nothing else in them divides them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

_LINE: Final = re.compile(
    rb"(?:[A-Z][a-z]{2} [ \d]\d [\d:]{8}|\d{4}-\d\d-\d\dT\S+) \S+"  # RFC 3164, RFC 3339
    rb" ([^\s\[\]/]+)(?:/[^\s\[\]/]+)*/(smtpd|cleanup|qmgr)\[(\d+)\]: (.*)"
)
_CONNECT: Final = re.compile(rb"connect from \S*\[(\S+)\]")
_CLIENT: Final = re.compile(rb"(\w+): client=.*")
_CUT: Final = re.compile(rb"(?:\w+: )?[a-z ]+ after (?:DATA|BDAT) \(\d+ bytes\) from \S+")
_DISCONNECT: Final = re.compile(rb"disconnect from \S*\[(\S+)\]((?: [a-z]+=\S+)*)")
_COUNT: Final = re.compile(rb" ([a-z]+)=(\d+)(?:/(\d+))?")
_MESSAGE_ID: Final = re.compile(rb"(\w+): message-id=(.*)")
_QUEUED: Final = re.compile(rb"(\w+): from=<.*>, size=\d+, nrcpt=\d+ \(queue \w+\)")


@dataclass(slots=True)
class Message:
    """One transaction that got as far as a recipient, and so a queue id.

    `was_cut`: the connection ended within its content, before the final dot. `was_answered`: its
    DATA ended well. `is_queued`: the queue manager has taken it from the disk.
    """

    message_ids: list[str] = field(default_factory=list)
    was_cut: bool = False
    was_answered: bool = False
    is_queued: bool = False

    @property
    def was_accepted(self) -> bool:
        """False also where the queue id has been used again, as two message ids show."""
        is_one = len(self.message_ids) == 1 and not self.was_cut
        return is_one and (self.is_queued or self.was_answered)


@dataclass(slots=True)
class Connection:
    """What one connection to the SMTP server brought; `done` and `tried` count its commands.

    Both are empty until it has ended. `has_begun` is false where only its end is in the log.
    """

    client: str
    has_begun: bool = True
    has_ended: bool = False
    messages: list[Message] = field(default_factory=list)
    done: dict[str, int] = field(default_factory=dict)
    tried: dict[str, int] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """True where each message that it began to bring left its message id in the log."""
        named = sum(bool(message.message_ids) for message in self.messages)
        cut = sum(message.was_cut and not message.message_ids for message in self.messages)
        is_told = self.has_begun and self.has_ended and "bdat" not in self.tried
        return is_told and self.tried.get("data", 0) <= named + cut


class Story:
    """The connections in the order they began, and the messages, as far as the log goes.

    Of what `earlier` lines tell it keeps only what had not ended, to know it again.
    """

    def __init__(self, earlier: Iterable[bytes], lines: Iterable[bytes]) -> None:
        self.connections: list[Connection] = []
        self.messages: list[Message] = []
        self._open: dict[tuple[bytes, bytes], Connection] = {}
        self._by_queue_id: dict[tuple[bytes, bytes], Message] = {}
        self._read(earlier)
        self.connections.clear()
        self.messages.clear()
        self._read(lines)

    def _read(self, lines: Iterable[bytes]) -> None:
        for line in lines:
            if found := _LINE.fullmatch(line):
                instance, program, process, said = found.groups()
                self._add(program, (instance, process), said)

    def _add(self, program: bytes, process: tuple[bytes, bytes], said: bytes) -> None:
        instance, _ = process
        if program == b"smtpd":
            self._add_of_smtpd(process, said)
        elif program == b"cleanup":
            if found := _MESSAGE_ID.fullmatch(said):
                message = self._message((instance, found[1]))
                message.message_ids.append(found[2].decode(errors="replace").strip())
        elif found := _QUEUED.fullmatch(said):
            self._message((instance, found[1])).is_queued = True

    def _add_of_smtpd(self, process: tuple[bytes, bytes], said: bytes) -> None:
        connection = self._open.get(process)
        if found := _CONNECT.fullmatch(said):
            self._open[process] = self._begin(found[1])
        elif found := _DISCONNECT.fullmatch(said):
            ended = self._open.pop(process, None) or self._begin(found[1], has_begun=False)
            _end(ended, found[2])
        elif connection and _CUT.fullmatch(said):
            for message in connection.messages[-1:]:
                message.was_cut = True
        elif found := _CLIENT.fullmatch(said):
            # A queue id may be used again: from here on it names this message.
            self._by_queue_id.pop((process[0], found[1]), None)
            message = self._message((process[0], found[1]))
            if connection:
                connection.messages.append(message)

    def _begin(self, client: bytes, *, has_begun: bool = True) -> Connection:
        connection = Connection(client.decode(errors="replace"), has_begun)
        self.connections.append(connection)
        return connection

    def _message(self, queue_id: tuple[bytes, bytes]) -> Message:
        message = self._by_queue_id.get(queue_id)
        if message is None:
            message = self._by_queue_id[queue_id] = Message()
            self.messages.append(message)
        return message


def _end(connection: Connection, counts: bytes) -> None:
    connection.has_ended = True
    for name, done, tried in _COUNT.findall(counts):
        connection.done[name.decode()] = int(done)
        connection.tried[name.decode()] = int(tried or done)
    all_went_well = connection.done.get("data") == connection.tried.get("data")
    if all_went_well and "bdat" not in connection.tried:
        for message in connection.messages:
            message.was_answered = bool(message.message_ids)
