"""The connection in use, opened anew when it is worn or broken."""

from typing import Final

from samverka.mail.sending.smtp import Connection, Door, connect

LETTERS: Final = 200
"""So many over one connection; many servers end it soon after."""


class Line:
    """To one server; `was_open` tells whether it ever could be reached."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._connection: Connection | None = None
        self.was_open = False

    def open(self) -> Connection:
        """Raise `SamverkaError` where there is no way in."""
        current = self._connection
        if current is not None and current.is_open and current.letters < LETTERS:
            return current
        self.leave()
        self._connection = connect(self._door)
        self.was_open = True
        return self._connection

    def leave(self) -> None:
        """Nothing is left open."""
        if self._connection is not None:
            self._connection.leave()
        self._connection = None
