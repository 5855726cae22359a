"""Who was at a meeting, from the labelled lines, and what an editor should look at among them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from samverka.swedish.names import Organisations, alike, names_in
from samverka.swedish.people import Person, read_people
from samverka.word.shaped import Remark


@dataclass(frozen=True, slots=True)
class Attendance:
    """The lists as written; `unread` are the pieces in which no person could be made out."""

    listed_present: tuple[Person, ...]
    listed_absent: tuple[Person, ...]
    unread: tuple[str, ...]

    @property
    def present(self) -> tuple[Person, ...]:
        """The same entry twice is one person."""
        return tuple(dict.fromkeys(self.listed_present))

    @property
    def absent(self) -> tuple[Person, ...]:
        """The same entry twice is one person."""
        return tuple(dict.fromkeys(self.listed_absent))

    @property
    def chair(self) -> str | None:
        """The one whose role says so."""
        leads = (p.name for p in self.present if (p.role or "").casefold().startswith("ordf"))
        return next(leads, None)

    @property
    def names(self) -> tuple[str, ...]:
        """Everyone named in the lists, also those replaced."""
        everyone = (*self.present, *self.absent)
        replaced = tuple(person.replaces for person in everyone if person.replaces)
        return tuple(dict.fromkeys([*(person.name for person in everyone), *replaced]))


def read_attendance(
    present: Iterable[str], absent: Iterable[str], organisations: Organisations
) -> Attendance:
    """The people in the lines after the labels."""
    here = read_people(with_organisations(present, organisations), organisations)
    away = read_people(with_organisations(absent, organisations), organisations)
    return Attendance(here.people, away.people, (*here.unread, *away.unread))


def with_organisations(lines: Iterable[str], organisations: Organisations) -> tuple[str, ...]:
    """Lines that are only an organisation, put to the names they belong to.

    Where the first line is one they stand above their names, elsewhere below each name. An empty
    line ends what an organisation stands above.
    """
    listed = list(lines)
    stand_above = bool(listed) and is_organisation(listed[0].split("\t")[0], organisations)
    made: list[str] = []
    above = ""
    for line in listed:
        if not line:
            above = ""
        elif is_organisation(line, organisations):
            above = line.strip().rstrip(":") if stand_above else ""
            if made and not stand_above:
                made[-1] = f"{made[-1]}, {line.strip()}"
        elif "\t" in line or not above:
            above = ""
            made.append(line)
        else:
            made.append(f"{above}: {line}")
    return tuple(made)


def is_organisation(line: str, organisations: Organisations) -> bool:
    """Whether the line is the name of an organisation and nothing else."""
    return organisations.named(line.strip().rstrip(":").strip()) is not None


def as_fields(people: Iterable[Person]) -> list[dict[str, str]]:
    """The people as the front matter has them, without what is not known."""
    return [{key: text for key, text in asdict(person).items() if text} for person in people]


def twice_named(attendance: Attendance) -> Iterator[Remark]:
    """A name that stands twice in the same list."""
    for people, those in (
        (attendance.listed_present, "de närvarande"),
        (attendance.listed_absent, "de frånvarande"),
    ):
        for name, times in Counter(person.name for person in people).items():
            if times > 1:
                message = f"{name} står {times} gånger bland {those}"
                hint = "Kontrollera om det ska stå någon annan, och ta bort dubbletten."
                yield Remark("PERS01", message, hint, f"name: {name}")


def on_both_lists(attendance: Attendance) -> Iterator[Remark]:
    """A name among the present and the absent."""
    away = {person.name for person in attendance.absent}
    for name in dict.fromkeys(p.name for p in attendance.present if p.name in away):
        yield Remark(
            "PERS02",
            f"{name} står både som närvarande och som frånvarande",
            "Kontrollera vilket som stämmer och ta bort namnet ur den andra listan.",
            f"name: {name}",
        )


def names_alike(attendance: Attendance, texts: Iterable[str]) -> Iterator[Remark]:
    """A name in the text, or in the lists, that may be a slip for another one in the lists."""
    known = attendance.names
    told: set[tuple[str, str]] = set()
    for name in dict.fromkeys([*known, *(name for text in texts for name in names_in(text))]):
        for other in known:
            pair = (min(name, other), max(name, other))
            if name != other and pair not in told and alike(name, other):
                told.add(pair)
                yield Remark(
                    "PERS03",
                    f"{name} och {other} kan vara samma person",
                    "Kontrollera stavningen och rätta den som är fel.",
                    name,
                )


def not_read(attendance: Attendance) -> Iterator[Remark]:
    """A piece of a list that was left in the text."""
    for piece in attendance.unread:
        yield Remark(
            "PERS04",
            f"”{piece}” i deltagarlistan lästes inte som en person; texten står kvar på sidan",
            "Skriv in personen under present eller absent överst på sidan och ta bort raden.",
            piece,
        )
