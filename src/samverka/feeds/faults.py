"""What can be wrong with another site's feed, and what its editor here can do."""

from pathlib import Path, PurePosixPath

from samverka.errors import SamverkaError
from samverka.files import read_text
from samverka.findings import Finding, Place, Severity
from samverka.settings import FILE, Feed

WAIT = "Det går ofta över. Det som hämtades sist visas så länge."
ASK = "Prova adressen i en webbläsare och rätta den, eller ta bort källan."


class FeedError(SamverkaError):
    """This feed cannot be read now; the last good reading of it stays."""

    def __init__(self, code: str, what: str, do: str = "") -> None:
        super().__init__(what, do)
        self.code = code


class FeedPlaces:
    """Where in mkdocs.yml the feeds stand."""

    def __init__(self, root: Path) -> None:
        path = root / FILE
        self._lines = read_text(path, FILE).splitlines() if path.is_file() else []

    def of(self, feed: Feed) -> Place:
        """The line of its address, else of its name."""
        for words in (feed.url, feed.name):
            for number, line in enumerate(self._lines, 1):
                if words and words in line and not line.lstrip().startswith("#"):
                    return Place(FILE, number)
        return Place(FILE)


def feed_fault(place: Place, feed: Feed, fault: FeedError) -> Finding:
    """The fault as a finding."""
    return Finding(place, fault.code, Severity.ERROR, f"{feed.name}: {fault.what}", fault.do)


def broken_memory(path: PurePosixPath) -> Finding:
    """FEED10."""
    said = "minnet av en partners nyheter går inte att läsa"
    hint = "Kör samverka feeds, så görs det om."
    return Finding(Place(str(path)), "FEED10", Severity.WARNING, said, hint)


def not_a_web_address(address: str) -> FeedError:
    """FEED01: only http and https are fetched, never files or anything else of this computer."""
    said = f"adressen {address!r} går inte att hämta"
    return FeedError("FEED01", said, "Skriv hela adressen. Den ska börja med https://.")


def leads_inwards(address: str) -> FeedError:
    """FEED01: another site may not point at what only this computer or network can reach."""
    said = f"webbplatsen skickar vidare till en intern adress, {address}"
    return FeedError(
        "FEED01", said, "Hämta inte källan förrän du vet varför. Fråga it-avdelningen."
    )


def out_of_reach() -> FeedError:
    """FEED02."""
    said = "webbplatsen går inte att nå"
    return FeedError("FEED02", said, f"Kontrollera nätet och adressen. {WAIT}")


def untrusted() -> FeedError:
    """FEED02: TLS."""
    said = "det går inte att lita på webbplatsens säkra anslutning (https)"
    return FeedError(
        "FEED02", said, "Kontrollera adressen. Fråga it-avdelningen om det inte ger sig."
    )


def too_slow() -> FeedError:
    """FEED02."""
    return FeedError("FEED02", "webbplatsen svarar för långsamt", f"Kör igen om en stund. {WAIT}")


def too_many_turns() -> FeedError:
    """FEED03."""
    return FeedError("FEED03", "webbplatsen skickar vidare för många gånger", ASK)


def bad_status(status: int) -> FeedError:
    """FEED03: any answer that is neither a feed nor a redirect (RFC 9110, 15)."""
    match status:
        case 404:
            return FeedError("FEED03", "flödet finns inte på adressen (404)", ASK)
        case 410:
            return FeedError("FEED03", "flödet är borttaget för gott (410)", ASK)
        case 401 | 403:
            said = f"webbplatsen släpper inte in programmet ({status})"
            return FeedError("FEED03", said, "Fråga den som sköter webbplatsen om en öppen adress.")
        case 429:
            said = "webbplatsen tycker att vi hämtar för ofta (429)"
            return FeedError("FEED03", said, f"Kör kommandot mer sällan. {WAIT}")
        case _:
            return FeedError("FEED03", f"webbplatsen svarar med fel ({status})", WAIT)


def no_feed(found: str = "") -> FeedError:
    """FEED05; `found` is the address of a feed that the page there names."""
    said = "adressen leder till något som inte är ett nyhetsflöde"
    hint = f"Sidan hänvisar till {found}. Prova den adressen." if found else ASK
    return FeedError("FEED05", said, hint)


def too_large(megabytes: float) -> FeedError:
    """FEED07, before or after unpacking."""
    said = f"svaret är större än {megabytes:g} MB".replace(".", ",")
    return FeedError("FEED07", said, "Fråga den som sköter webbplatsen om ett kortare flöde.")


def strangely_packed() -> FeedError:
    """FEED07: packed in a way that was not asked for, or damaged."""
    return FeedError("FEED07", "svaret går inte att packa upp", WAIT)
