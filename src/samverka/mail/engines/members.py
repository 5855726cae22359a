"""Those on listmonk's lists: nobody who has left here gets letters there, and the other way round.

Listmonk knows addresses, the register only the keys of those who have left. So each address is
turned into its key here, and listmonk is told which of its own numbers must get nothing.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from samverka.errors import SamverkaError
from samverka.mail.engines.answers import every, list_in, number_in, text_in
from samverka.mail.engines.api import Api
from samverka.mail.subscribers.register import Register
from samverka.mail.subscribers.subscriber import Reason
from samverka.schema import Data
from samverka.settings import Listmonk

AT_A_TIME: Final = 500
_BLOCKED: Final = "blocklisted"
_LEFT: Final = "unsubscribed"


@dataclass(frozen=True, slots=True)
class Member:
    """`number` is listmonk's; `on` the lists whose letters reach this one, none where blocked."""

    number: int
    address: str
    on: frozenset[int]


@dataclass(frozen=True, slots=True)
class InStep:
    """`members` as they are now: `taken_off` of them were just taken off the lists.

    `suppressed` are new to the register, and `erased` asked us to forget them but are still known
    to listmonk.
    """

    members: tuple[Member, ...]
    taken_off: int
    suppressed: int
    erased: int

    def reached(self, lists: tuple[int, ...]) -> int:
        """How many letters to the lists go out, at most: listmonk may wait for a second consent."""
        return sum(not one.on.isdisjoint(lists) for one in self.members)


def bring_in_step(api: Api, register: Register, engine: Listmonk, day: dt.date) -> InStep:
    """Raise `SamverkaError` where somebody who has left would get letters all the same."""
    lists = tuple(sorted({*engine.lists, *chain.from_iterable(engine.audiences.values())}))
    keyed = _keyed(api, register, lists)
    left_there = [key for key, one in keyed if key and not one.on]
    suppressed = register.suppress(left_there, Reason.UNSUBSCRIBED, day)
    unwanted = _unwanted(keyed, register)
    if unwanted:
        _take_off(api, unwanted, lists)
        keyed = _keyed(api, register, lists)
        if _unwanted(keyed, register):
            raise SamverkaError(
                "listmonk avslutade inte prenumerationen för dem som har tackat nej hos oss.",
                "Ge API-användaren rätt att ändra listorna (manage), och kör igen. "
                "Inget har skickats.",
            )
    return InStep(
        members=tuple(one for _, one in keyed),
        taken_off=len(unwanted),
        suppressed=len(suppressed),
        erased=_erased([key for key, _ in keyed], register),
    )


def read_members(api: Api, lists: tuple[int, ...]) -> tuple[Member, ...]:
    """Everyone on the lists, once each, with those who have left them."""
    asked = {"list_id": [str(number) for number in lists]}
    members = (_member(one, lists) for one in every(api, "/api/subscribers", asked))
    return tuple({member.number: member for member in members}.values())


def _member(one: Mapping[str, Data], lists: tuple[int, ...]) -> Member:
    is_blocked = text_in(one, "status") == _BLOCKED
    on = {
        number_in(of, "id")
        for of in list_in(one, "lists")
        if not is_blocked and text_in(of, "subscription_status") != _LEFT
    }
    return Member(number_in(one, "id"), text_in(one, "email"), frozenset(on & {*lists}))


def _erased(keys: Sequence[str], register: Register) -> int:
    reasons = register.suppressed()
    return sum(key in reasons and reasons[key].reason is Reason.ERASED for key in keys)


def _keyed(api: Api, register: Register, lists: tuple[int, ...]) -> Sequence[tuple[str, Member]]:
    return tuple(_with_keys(read_members(api, lists), register))


def _with_keys(members: Sequence[Member], register: Register) -> Iterator[tuple[str, Member]]:
    """What is no address to us cannot be that of one who has left; it gets an empty key."""
    for member in members:
        try:
            yield register.recipient_of(member.address).key, member
        except ValueError:
            yield "", member


def _unwanted(keyed: Sequence[tuple[str, Member]], register: Register) -> list[int]:
    return [one.number for key, one in keyed if one.on and register.is_suppressed(key)]


def _take_off(api: Api, numbers: Sequence[int], lists: tuple[int, ...]) -> None:
    for first in range(0, len(numbers), AT_A_TIME):
        wanted = {
            "ids": numbers[first : first + AT_A_TIME],
            "action": "unsubscribe",
            "target_list_ids": list(lists),
        }
        api.ask("PUT", "/api/subscribers/lists", content=wanted)
