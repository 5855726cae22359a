"""YAML held against a model: every fault at once, with its line and the nearest known key."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Any, Generic, TypeAlias, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent

Data: TypeAlias = Any
"""What YAML holds: mappings, sequences and plain values."""

ModelT = TypeVar("ModelT", bound="Model")

REASONS = {
    "missing": "saknas",
    "string_too_short": "får inte vara tom",
    "date_type": "ska vara ett datum, som 2021-06-04",
    "date_parsing": "ska vara ett datum, som 2021-06-04",
    "date_from_datetime_parsing": "ska vara ett datum, som 2021-06-04",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "bool_type": "ska vara true eller false",
    "bool_parsing": "ska vara true eller false",
    "string_type": "ska vara text; sätt citattecken runt värdet",
    "tuple_type": "ska vara en lista",
    "list_type": "ska vara en lista",
    "dict_type": "ska vara nycklar med värden",
    "model_type": "ska vara nycklar med värden",
}


NO_YAML = "går inte att läsa som YAML; kontrollera kolon, citattecken och indrag"
YAML_REASONS = {
    "duplicate key": "samma nyckel står två gånger",
    "cannot start any token": "ett tecken är fel; använd mellanslag i stället för tabb, och sätt "
    "citattecken runt texter som börjar med ett tecken",
    "mapping values are not allowed": "ett kolon för mycket; sätt citattecken runt hela texten",
    "expected <block end>": "indraget är fel; nycklar på samma nivå ska börja lika långt in",
    "while parsing a flow": "en hakparentes eller klammer saknas",
    "expected ',' or": "en hakparentes eller klammer saknas",
    "unexpected end of stream": "ett citattecken saknas",
}
LONGEST = 200_000
"""Characters of front matter or settings; more is no text that somebody wrote."""

DEEPEST = 20
MAY_BE_HOSTILE = re.compile(r"[*&]\w|^[ -]{40}", re.MULTILINE)
"""An anchor, an alias or a deep indent; without them the closer look is spared."""

DATE = re.compile(
    r"(?:^[ \t-]*|[{,][ \t]*)[\w-]+:[ \t]+(\d{4}-\d{2}-\d{2})[ \t]*(?=$|[,}])", re.MULTILINE
)


class Model(BaseModel):
    """Frozen, and strict about keys and types."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong; `line` counts from 1 within the YAML text, None where it cannot be told."""

    line: int | None
    message: str


@dataclass(frozen=True, slots=True)
class Checked(Generic[ModelT]):
    """`value` is None exactly where there are faults."""

    value: ModelT | None
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """`data` keeps ruamel's line numbers; it is None where the text is no YAML."""

    data: Data
    faults: tuple[Fault, ...] = ()


def load_yaml(text: str) -> Loaded:
    """The YAML data in `text`, or the one fault that keeps it from being read.

    Untrusted: no aliases, which could make a few lines grow without end, and no deep nesting.
    """
    try:
        fault = _hostile_fault(text) or _impossible_date(text)
        return Loaded(None, (fault,)) if fault else Loaded(YAML(typ="rt", pure=True).load(text))
    except MarkedYAMLError as fault_:
        mark = fault_.problem_mark or fault_.context_mark
        return Loaded(None, (Fault(mark.line + 1 if mark else None, _yaml_reason(fault_)),))
    except (YAMLError, ValueError, RecursionError):
        return Loaded(None, (Fault(None, NO_YAML),))


def _hostile_fault(text: str) -> Fault | None:
    if len(text) > LONGEST:
        return Fault(None, f"är längre än {LONGEST} tecken")
    if not MAY_BE_HOSTILE.search(text) and text.count("[") + text.count("{") <= DEEPEST:
        return None
    depth = 0
    for event in YAML(typ="rt", pure=True).parse(text):
        line = event.start_mark.line + 1
        if isinstance(event, AliasEvent):
            return Fault(line, "hänvisar med * till ett annat värde; skriv ut värdet i stället")
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            return Fault(line, "har för många nivåer inuti varandra")
    return None


def _impossible_date(text: str) -> Fault | None:
    """Ruamel tells no line for a date that does not exist."""
    for found in DATE.finditer(text):
        try:
            dt.date.fromisoformat(found[1])
        except ValueError:
            line = text.count("\n", 0, found.start(1)) + 1
            return Fault(line, f"{found[1]} är inget datum; det ska vara ett datum, som 2021-06-04")
    return None


def _yaml_reason(fault: MarkedYAMLError) -> str:
    problem = str(fault.problem or "")
    for sign, reason in YAML_REASONS.items():
        if sign in problem:
            return reason
    return NO_YAML


def check_model(model: type[ModelT], data: Data) -> Checked[ModelT]:
    """`data`, as `load_yaml` gave it, as a `model`."""
    try:
        return Checked(model.model_validate(plain(data)), ())
    except ValidationError as invalid:
        faults = [
            Fault(line_of(data, error["loc"]), _message(model, error)) for error in invalid.errors()
        ]
        return Checked(None, tuple(sorted(faults, key=lambda fault: fault.line or 0)))


def plain(value: Data) -> Data:
    """The same data in plain dicts and lists."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [plain(item) for item in value]
    return value


def _message(model: type[BaseModel], error: Data) -> str:
    location = ".".join(str(part) for part in error["loc"]) or "innehållet"
    if error["type"] == "extra_forbidden":
        near = get_close_matches(str(error["loc"][-1]), _known_keys(model, error["loc"]), n=1)
        return f"{location}: okänd nyckel" + (f", menade du {near[0]}?" if near else "")
    reason = REASONS.get(error["type"]) or _other_reason(error)
    return f"{location}: {reason}"


def _other_reason(error: Data) -> str:
    context = error.get("ctx") or {}
    if error["type"] == "literal_error" or error["type"] == "enum":
        return f"{error['input']!r} duger inte; välj {context['expected']}".replace(
            " or ", " eller "
        )
    if error["type"] == "value_error":
        return str(context.get("error"))
    bounds = {"ge": "minst", "gt": "större än", "le": "högst", "lt": "mindre än"}
    said = [f"{word} {context[key]}" for key, word in bounds.items() if key in context]
    return f"{error['input']!r} duger inte" + (f"; ska vara {' och '.join(said)}" if said else "")


def _known_keys(model: type[BaseModel], location: Sequence[Any]) -> list[str]:
    for part in location[:-1]:
        field = model.model_fields.get(str(part))
        inner = next(_models_in(field.annotation), None) if field else None
        model = inner or model
    return list(model.model_fields)


def _models_in(annotation: Data) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) is not None or isinstance(annotation, UnionType):
        for part in get_args(annotation):
            yield from _models_in(part)


def line_of(data: Data, location: Sequence[Any]) -> int | None:
    """The line of what stands at `location` (keys and positions) in what `load_yaml` gave."""
    for depth in range(len(location), 0, -1):
        node = data
        try:
            for part in location[: depth - 1]:
                node = node[part]
            key = location[depth - 1]
            line = node.lc.item(key)[0] if isinstance(key, int) else node.lc.key(key)[0]
            return int(line) + 1
        except (AttributeError, KeyError, TypeError, IndexError):
            continue
    return None
