"""A Postfix on this computer as the one who tells what became of letters in doubt."""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from samverka.errors import SamverkaError
from samverka.mail.sending.postfix_log import LogMark, Verdict, take_mark, verdicts
from samverka.mail.sending.smtp import Door, enter

PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class PostfixWitness:
    """Its `log`, and the `door` to it; `patience` is the most seconds to wait for the log."""

    log: Path
    door: Door
    patience: float = PATIENCE

    def mark(self) -> str | None:
        """As JSON; None where the log cannot be read."""
        mark = take_mark(self.log)
        return None if mark is None else json.dumps(asdict(mark))

    def accepted(self, mark: str, message_ids: Collection[str]) -> Mapping[str, bool]:
        """Nothing of those the log cannot tell of, nor where the server cannot be reached."""
        try:
            found = verdicts(
                LogMark(**json.loads(mark)), message_ids, lambda: enter(self.door), self.patience
            )
        except SamverkaError:
            return {}
        return {
            message_id: verdict is Verdict.ACCEPTED
            for message_id, verdict in found.items()
            if verdict is not Verdict.UNKNOWN
        }
