"""`Settings`: everything Samverka is told in mkdocs.yml, read once, all faults told together."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from samverka.errors import SamverkaError
from samverka.files import read_text
from samverka.schema import Data, Fault, Model, check_model, load_yaml

FILE = "mkdocs.yml"
TAKEN = frozenset({"alla", "atgarder", "beslut", "narvaro"})
"""The site's own pages beside the forums' folders, and its calendar of everything."""


def _folder_name(value: str) -> str:
    if not value.replace("-", "").isalnum() or not value.isascii() or value != value.lower():
        raise ValueError(f"{value} får bara innehålla a-z, 0-9 och bindestreck")
    if value in TAKEN:
        raise ValueError(f"{value} används av webbplatsens egna sidor; välj ett annat namn")
    return value


def _email_address(value: str) -> str:
    if not re.fullmatch(r"[^\s<>,;@\"]+@[^\s<>,;@\"]+\.[^\s<>,;@\".]+", value):
        raise ValueError(f"{value} är ingen mejladress; skriv som namn@exempel.se")
    return value


def _one_line(value: str) -> str:
    if not value.isprintable() or "=?" in value:  # begins a code in a header (RFC 2047)
        raise ValueError("ska stå på en rad, utan styrtecken och utan =?")
    return value


def _https(value: str) -> str:
    """Nothing, or an address that a mail program will post to (RFC 8058, section 3.1)."""
    if value and not re.fullmatch(r"https://[^\s<>,?#]+", value):
        raise ValueError(f"{value} ska vara en adress som börjar med https://, utan ? och #")
    return value


def _engine(value: str) -> str:
    """An address that credentials may be sent to: https, or this computer's own."""
    own = r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?"
    if not re.fullmatch(rf"(?:https://[^\s<>,?#@/]+|{own})(?:/[^\s<>,?#@]*)?", value):
        raise ValueError(f"{value} ska vara en adress som börjar med https://, utan ? och #")
    return value.rstrip("/")


EmailAddress = Annotated[str, AfterValidator(_email_address)]
FolderName = Annotated[str, AfterValidator(_folder_name)]


class NamedThing(Model):
    """Something with one spelling that is preferred and others that occur."""

    name: str
    also: tuple[str, ...] = ()


class Topic(Model):
    """What pages are gathered by: an area or an audience. A bare name will do in mkdocs.yml."""

    name: str
    description: str = ""

    @model_validator(mode="before")
    @classmethod
    def _of_name(cls, value: Data) -> Data:
        return {"name": value} if isinstance(value, str) else value


def _different(topics: tuple[Topic, ...]) -> tuple[Topic, ...]:
    names = sorted(topic.name.casefold() for topic in topics)
    twice = next((name for name, same in groupby(names) if len(list(same)) > 1), None)
    if twice is not None:
        raise ValueError(f"{twice} står två gånger")
    return topics


Topics = Annotated[tuple[Topic, ...], AfterValidator(_different)]


class Feed(Model):
    """Another site's news: `name` is shown to readers, `url` is its RSS, Atom or JSON Feed."""

    name: str
    url: str


class Limits(Model):
    """What one Word file may cost before it is refused; sizes in megabytes (10^6 bytes)."""

    file_mb: int = Field(default=50, gt=0)
    unpacked_mb: int = Field(default=400, gt=0)
    entries: int = Field(default=4000, gt=0)
    ratio: int = Field(default=200, gt=1)
    pictures: int = Field(default=500, gt=0)
    picture_megapixels: int = Field(default=100, gt=0)
    seconds: int = Field(default=60, gt=0)
    memory_mb: int = Field(default=4000, gt=0)


class Copies(Model):
    """Which copies of each page are made for readers to take along; `offline` of modules only."""

    word: bool = True
    markdown: bool = True
    slides: bool = True
    offline: bool = True


class Sender(Model):
    """Who the letters are from, and where answers go; `reply_to` is `address` where it is empty."""

    name: Annotated[str, AfterValidator(_one_line)]
    address: EmailAddress
    reply_to: EmailAddress | None = None


class Server(Model):
    """The mail server that takes our letters.

    `log` is its own log file, where that can be read here: with it, letters that were in doubt
    after a break are settled without asking anyone. `a_minute` is the most letters to hand over.
    """

    host: str
    port: int = Field(default=587, gt=0, lt=65536)
    security: Literal["starttls", "tls", "none"] = "starttls"
    log: str = ""
    a_minute: int = Field(default=600, gt=0)


class Digests(Model):
    """What the scheduled job may do: only prepare, or also send to at most `max_recipients`."""

    send: bool = False
    max_recipients: int = Field(default=0, ge=0)


class Listmonk(Model):
    """An engine for more subscribers than one machine sends to.

    `lists` are the numbers of its lists that get what is for all, `audiences` those of each
    audience.
    """

    url: Annotated[str, AfterValidator(_engine)]
    lists: tuple[int, ...] = Field(min_length=1)
    audiences: dict[str, tuple[int, ...]] = Field(default_factory=dict)


class Mail(Model):
    """How letters go out; passwords and keys come from the environment only.

    `unsubscribe_url` is where the unsubscribe app answers (https), empty where there is none;
    `unsubscribe_address` takes such mails, and is the sender's where it is None.
    """

    sender: Sender
    server: Server | None = None
    unsubscribe_url: Annotated[str, AfterValidator(_https)] = ""
    unsubscribe_address: EmailAddress | None = None
    digests: Digests = Digests()
    listmonk: Listmonk | None = None

    @property
    def leaving(self) -> str:
        """The address that takes mails from those who do not want letters."""
        return self.unsubscribe_address or self.sender.address


class Settings(Model):
    """The collaboration as its owner describes it, under `plugins: samverka:`.

    The keys of `forums` are folders under docs/moten/.
    """

    title: str
    vision: str = ""
    contact: str = ""
    forums: dict[FolderName, NamedThing] = Field(default_factory=dict)
    organisations: tuple[NamedThing, ...] = ()
    names: tuple[NamedThing, ...] = ()
    areas: Topics = ()
    audiences: Topics = ()
    feeds: tuple[Feed, ...] = ()
    copies: Copies = Copies()
    mail: Mail | None = None
    limits: Limits = Limits()


def read_settings(root: Path) -> Settings:
    """Raise `SamverkaError` with every fault at once where mkdocs.yml cannot be used."""
    path = root / FILE
    if not path.is_file():
        raise SamverkaError(
            f"Hittar inte {FILE} i {root}.", "Stå i projektets mapp när du kör kommandot."
        )
    return parse_settings(read_text(path, FILE))


def parse_settings(text: str) -> Settings:
    """The settings in the text of a mkdocs.yml."""
    loaded = load_yaml(text)
    if loaded.faults:
        raise _settings_error(loaded.faults)
    checked = check_model(Settings, _plugin_options(loaded.data))
    if checked.value is None:
        raise _settings_error(checked.faults)
    return checked.value


def read_site_url(root: Path, environment: Mapping[str, str] = os.environ) -> str:
    """The site's address with a slash at its end, as MkDocs reads it; empty where none is set."""
    data = load_yaml(read_text(root / FILE, FILE)).data
    said = data.get("site_url") if isinstance(data, Mapping) else None
    if isinstance(said, str | None):
        return _with_slash(said or "")
    *names, fallback = said if isinstance(said, Sequence) else (said.value, "")
    known = (environment[name] for name in map(str, names) if name in environment)
    return _with_slash(next(known, str(fallback or "")))


def _with_slash(address: str) -> str:
    return f"{address.rstrip('/')}/" if address else ""


def _settings_error(faults: tuple[Fault, ...]) -> SamverkaError:
    said = [f"{FILE}{f':{fault.line}' if fault.line else ''} {fault.message}" for fault in faults]
    return SamverkaError("\n".join(said), f"Rätta {FILE} och kör igen.")


def _plugin_options(data: Data) -> Data:
    plugins = data.get("plugins", ()) if isinstance(data, Mapping) else ()
    for name, options in _named_plugins(plugins):
        if name == "samverka":
            return {} if options is None else options
    raise SamverkaError(
        f"{FILE} saknar samverka under plugins.",
        "Lägg till raderna:\nplugins:\n  - samverka:\n      title: Webbplatsens namn",
    )


def _named_plugins(plugins: Data) -> Iterator[tuple[str, Data]]:
    if isinstance(plugins, Mapping):
        yield from plugins.items()
        return
    for item in plugins or ():
        if isinstance(item, Mapping):
            yield from item.items()
        else:
            yield str(item), None
