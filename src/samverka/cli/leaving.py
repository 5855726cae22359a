"""Those who left on the web, where that page runs in this project: known before a letter goes."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from samverka.cli.printing import out
from samverka.cli.subscriber_lists import counted
from samverka.mail.subscribers.leavers import own_leavers
from samverka.mail.subscribers.leaving_mail import take
from samverka.mail.subscribers.register import Register
from samverka.mail.subscribers.subscriber import Reason
from samverka.website.clock import today


def take_in_leavers(root: Path, register: Register) -> None:
    """Off the register they go; said where there are any."""
    leavers = tell_leavers(root, register)
    register.suppress_each(leavers, Reason.UNSUBSCRIBED)


def tell_leavers(root: Path, register: Register) -> Mapping[str, dt.date]:
    """Those not taken in yet, and when they left; nothing is written."""
    leavers = take(register, own_leavers(root), today()).leavers
    if leavers:
        out.print(f"{counted(len(leavers))} har slutat prenumerera på webben och får inget brev.")
    return leavers
