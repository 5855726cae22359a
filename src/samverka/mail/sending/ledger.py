"""One run's entries in the journal: each letter costs one wait for the disk, not two.

The next letter may be intended ahead, while the server still has the one before: then the disk is
waited for in time that would pass anyhow. What comes between takes the intent back.
"""

from samverka.mail.sending.journal import Change, Journal, State
from samverka.mail.sending.pace import Timer
from samverka.mail.sending.settling import Witness


class Ledger:
    """What is known of earlier letters is written together with the next intent."""

    def __init__(self, journal: Journal, name: str, timer: Timer) -> None:
        self._journal = journal
        self._name = name
        self._timer = timer
        self._session = 0
        self._pending: list[Change] = []
        self._ahead = ""

    def begin(self, witness: Witness | None) -> None:
        """A session, before anything is intended in it."""
        mark = None if witness is None else witness.mark()
        self._session = self._journal.begin_session(self._name, self._timer.now(), mark)

    def add(self, *changes: Change) -> None:
        """Written with the next intent or `flush`; until then a break leaves a letter in doubt."""
        self._pending.extend(changes)
        if self._ahead in {change.key for change in changes}:
            self._ahead = ""

    def intend(self, key: str) -> None:
        """On the disk when this returns: only now may the first byte of the letter leave."""
        if key == self._ahead:
            self._ahead = ""
            return
        self.take_back()
        self.add(Change(key, State.INTENDED, session=self._session))
        self.flush()

    def intend_ahead(self, key: str) -> None:
        """As `intend`, of a letter whose turn has not come."""
        self.intend(key)
        self._ahead = key

    def take_back(self) -> None:
        """What was intended ahead and not begun waits again."""
        if self._ahead:
            self.add(Change(self._ahead, State.WAITING))

    def flush(self) -> None:
        """Everything on the disk; raise `SamverkaError` where it is full."""
        if self._pending:
            self._journal.note(self._name, self._pending, self._timer.now())
            self._pending = []
