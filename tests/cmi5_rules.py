"""The rules of cmi5 (Quartz) for the statements of a session, each with its section."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from tests.cmi5_lms import ACTIVITY, ACTOR, Json, Launch, name_of

CATEGORY: Final = "https://w3id.org/xapi/cmi5/context/categories/"
MASTERY: Final = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
DEFINED: Final = frozenset(("initialized", "completed", "passed", "failed", "terminated"))
JUDGED: Final = frozenset(("passed", "failed"))
TIMED: Final = JUDGED | {"completed", "terminated"}
DURATION: Final = re.compile(r"PT\d+(\.\d{1,2})?S")
STAMP: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

Rule = Callable[[list[Json], Launch], bool]


def defined(statements: list[Json]) -> list[Json]:
    """Those that cmi5 itself defines."""
    return [one for one in statements if f"{CATEGORY}cmi5" in categories_of(one)]


def categories_of(statement: Json) -> list[str]:
    return [one["id"] for one in statement["context"]["contextActivities"].get("category", [])]


def result_of(statement: Json) -> Json:
    found: Json = statement.get("result", {})
    return found


def of(statements: list[Json], *verbs: str) -> list[Json]:
    return [one for one in defined(statements) if name_of(one) in verbs]


def keeps_template(statement: Json, template: Json) -> bool:
    context = statement["context"]
    lists = template["contextActivities"]
    has_lists = all(
        activity in context["contextActivities"][name] for name in lists for activity in lists[name]
    )
    return has_lists and template["extensions"].items() <= context["extensions"].items()


def fits_mark(statement: Json, mark: float | None) -> bool:
    scaled = result_of(statement)["score"]["scaled"]
    return mark is None or (scaled >= mark) == (name_of(statement) == "passed")


def is_whole_score(score: Json) -> bool:
    is_within = 0 <= score["scaled"] <= 1 and score["min"] <= score["raw"] <= score["max"]
    return is_within and all(isinstance(score[name], int) for name in ("raw", "min", "max"))


RULES: Final[tuple[tuple[str, Rule], ...]] = (
    ("7.1.1 initialized first", lambda s, _: name_of(s[0]) == "initialized"),
    ("7.1.2 terminated last", lambda s, _: name_of(s[-1]) == "terminated"),
    ("7.1.3 only cmi5's verbs", lambda s, _: {name_of(o) for o in defined(s)} <= DEFINED),
    ("7.1.3 others lack the category", lambda s, _: all(
        name_of(o) == "answered" for o in s if o not in defined(s)
    )),
    ("9.1 id is a UUID of version 4", lambda s, _: all(UUID(o["id"]).version == 4 for o in s)),
    ("9.1 no id twice", lambda s, _: len({o["id"] for o in s}) == len(s)),
    ("9.2 the actor of the launch", lambda s, _: all(o["actor"] == ACTOR for o in s)),
    ("9.3 no verb twice", lambda s, _: len({name_of(o) for o in defined(s)}) == len(defined(s))),
    ("9.3 passed or failed", lambda s, _: len(of(s, *JUDGED)) <= 1),
    ("9.4 the object of the launch", lambda s, _: all(
        o["object"]["id"] == ACTIVITY for o in defined(s)
    )),
    ("9.5.1 score only when judged", lambda s, _: all(
        ("score" in result_of(o)) <= (name_of(o) in JUDGED) for o in defined(s)
    )),
    ("9.5.1 whole scores", lambda s, _: all(
        is_whole_score(result_of(o)["score"]) for o in of(s, *JUDGED)
    )),
    ("9.5.1 as the mark says", lambda s, launch: all(
        fits_mark(o, launch.data.get("masteryScore")) for o in of(s, *JUDGED)
    )),
    ("9.5.2 success", lambda s, _: all(
        result_of(o).get("success") is {"passed": True, "failed": False}.get(name_of(o))
        for o in defined(s)
    )),
    ("9.5.3 completion", lambda s, _: all(
        result_of(o).get("completion") is {"completed": True}.get(name_of(o)) for o in defined(s)
    )),
    ("9.5.4.1 duration", lambda s, _: all(
        DURATION.fullmatch(result_of(o).get("duration", "")) for o in of(s, *TIMED)
    )),
    ("9.6.1 registration", lambda s, launch: all(
        o["context"]["registration"] == launch.registration for o in s
    )),
    ("9.6.2.2 moveOn category", lambda s, _: all(
        (f"{CATEGORY}moveon" in categories_of(o))
        is bool({"success", "completion"} & set(result_of(o)) and o in defined(s))
        for o in s
    )),
    ("9.6.3.2 masteryScore", lambda s, launch: all(
        o["context"]["extensions"].get(MASTERY) == launch.data.get("masteryScore")
        for o in of(s, *JUDGED)
    )),
    ("9.7 UTC with milliseconds", lambda s, _: all(
        STAMP.fullmatch(o["timestamp"]) and datetime.fromisoformat(o["timestamp"]) for o in s
    )),
    ("10.2.1 the context template", lambda s, launch: all(
        keeps_template(o, launch.data["contextTemplate"]) for o in s
    )),
    ("10.2.2 nothing judged but in Normal", lambda s, launch: launch.data["launchMode"] == "Normal"
     or {name_of(o) for o in s} == {"initialized", "terminated"}),
)  # fmt: skip


def broken_in(statements: list[Json], launch: Launch) -> list[str]:
    """The rules that a session breaks."""
    return [said for said, holds in RULES if not holds(statements, launch)]


def broken_over(sessions: list[list[Json]]) -> list[str]:
    """The rules of a registration (9.3) that its sessions, in their order, break."""
    verbs = [name_of(one) for statements in sessions for one in defined(statements)]
    after = verbs[verbs.index("passed") :] if "passed" in verbs else []
    told = {
        "9.3 completed once": verbs.count("completed") <= 1,
        "9.3 passed once": verbs.count("passed") <= 1,
        "9.3 never failed after passed": "failed" not in after,
    }
    return [said for said, holds in told.items() if not holds]
