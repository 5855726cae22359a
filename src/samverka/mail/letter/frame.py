"""What stands around the texts of a letter, in both its forms."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from samverka.mail.issue import Issue
from samverka.settings import Mail

CONTENTS: Final = "I det här brevet"
EVENTS: Final = "På gång"
ON_THE_WEB: Final = "Läs på webben"
LEAVE: Final = "Avsluta prenumerationen"
HOW_TO_LEAVE: Final = "Vill du inte få fler brev? Följ länken, eller svara att du vill sluta:"
"""Above an address in plain text."""
INVENTED_NOTICE: Final = "Personer, platser och uppgifter i brevet är uppdiktade."
PROMISE: Final = "Vi mäter inte om du öppnar brevet eller vad du klickar på."
ENOUGH: Final = 3
"""Articles that ask for a list of contents."""
MANY: Final = 12
"""Articles among which buttons would shout."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The issue, and what the settings say of its sender."""

    issue: Issue
    mail: Mail

    @property
    def leaving(self) -> str:
        """As in `Letter`."""
        address = quote(self.mail.leaving, safe="@+")
        return f"mailto:{address}?subject={quote(LEAVE)}"

    @property
    def answers(self) -> str:
        """Where a reader can write."""
        return self.mail.sender.reply_to or self.mail.sender.address

    @property
    def why(self) -> str:
        """Why the reader got the letter."""
        issue = self.issue
        for_whom = f" för {issue.audience}" if issue.audience else ""
        return f"Du får brevet för att du prenumererar på brev{for_whom} från {issue.site_title}."

    @property
    def masthead(self) -> str:
        """The line at the top."""
        return self.issue.masthead or self.issue.site_title

    @property
    def has_contents(self) -> bool:
        """Whether the articles are listed first."""
        return len(self.issue.articles) >= ENOUGH

    @property
    def is_quiet(self) -> bool:
        """Whether there are too many articles for a button each."""
        return len(self.issue.articles) > MANY
