"""What listmonk's answers hold, read with care."""

from collections.abc import Iterator, Mapping
from itertools import count

from samverka.errors import SamverkaError
from samverka.mail.engines.api import Api
from samverka.schema import Data


def every(
    api: Api, path: str, asked: Mapping[str, str | list[str]]
) -> Iterator[Mapping[str, Data]]:
    """The results of all pages, a page at a time; the oldest first, so that new ones come last.

    Raise `SamverkaError` where some were taken away meanwhile: others may then have been passed by.
    """
    read, known = 0, 0
    for page in count(1):
        answer = api.ask("GET", path, chosen={**asked, "order": "ASC", "page": str(page)})
        results = list_in(answer, "results")
        yield from results
        read, total = read + len(results), number_in(answer, "total")
        if total < known:
            raise SamverkaError("Listorna i listmonk ändrades medan de lästes.", "Kör igen.")
        known = total
        if not results or read >= total:
            return


def number_in(answer: Data, name: str) -> int:
    """Raise `SamverkaError` where there is none."""
    value = answer.get(name) if isinstance(answer, Mapping) else None
    if not isinstance(value, int):
        raise strange()
    return value


def text_in(answer: Data, name: str) -> str:
    """Raise `SamverkaError` where there is none."""
    value = answer.get(name) if isinstance(answer, Mapping) else None
    if not isinstance(value, str):
        raise strange()
    return value


def list_in(answer: Data, name: str) -> list[Data]:
    """Empty where listmonk says null; raise `SamverkaError` where it is no list."""
    value = answer.get(name) if isinstance(answer, Mapping) else ()
    if not isinstance(value, list | None):
        raise strange()
    return value or []


def strange() -> SamverkaError:
    """For an answer that is not as documented."""
    return SamverkaError(
        "listmonk svarar på ett sätt som Samverka inte känner till.",
        "Samverka är gjord för listmonk 4 och senare. Kontrollera versionen.",
    )
