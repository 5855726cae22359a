"""Who reads the files of a run: processes on this computer, or a Dask cluster."""

import logging
import os
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from importlib.metadata import version
from typing import Any

from samverka.errors import SamverkaError
from samverka.processes import Bounds, Processes
from samverka.settings import Limits
from samverka.word.batch import Crew

ADDRESS = re.compile(r"((tcp|tls|wss?)://)?[\w.:\[\]-]+:\d{1,5}", re.ASCII)
READER = "samverka.word.delivery"
AHEAD = 8
"""Files under way for each reader: the others go on past one that takes long, in little memory."""

ANSWERS_WITHIN = 10
"""Seconds that a cluster has for each answer while it is asked who is there."""


def cores() -> int:
    """Those that this process may use, where the system says it."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def hire(files: int, jobs: int, scheduler: str | None, limits: Limits) -> Iterator[Crew]:
    """Those who read; raise `SamverkaError` where there is no cluster at the address."""
    if scheduler is not None:
        with _cluster(scheduler, limits) as crew:
            yield crew
        return
    places = min(jobs, files)
    bounds = Bounds(limits.seconds, limits.memory_mb)
    with Processes(places, bounds, (READER,), lone=files == 1) as executor:
        yield Crew(executor, AHEAD * places)


@contextmanager
def _cluster(address: str, limits: Limits) -> Iterator[Crew]:
    """A Dask cluster; its workers need Samverka and pandoc, and none of our files.

    The cluster itself watches over memory, and over workers that die. Nobody there can stop a
    reading that takes too long: it is given up here, and holds its thread until it ends.
    """
    with _client(address) as client:
        _check_versions(client)
        places = sum(client.nthreads().values())
        here = partial(_is_there, client)
        yield Crew(client.get_executor(), AHEAD * places, limits.seconds, here)


def _is_there(client: Any) -> bool:  # noqa: ANN401  the library is an optional extra
    return bool(client.status == "running")


def _client(address: str) -> Any:  # noqa: ANN401
    try:
        distributed = import_module("distributed")
    except ImportError:
        said = "För --scheduler behövs Dask, som inte är installerat."
        raise SamverkaError(said, 'Kör: pip install "samverka[dask]"') from None
    logging.disable()  # what goes wrong is told here, in words for the reader
    warnings.filterwarnings("ignore", module="distributed")
    do = "Kontrollera adressen (som tcp://10.0.0.5:8786) och att klustret är igång."
    if not ADDRESS.fullmatch(address):
        raise SamverkaError(f"{address!r} är ingen adress till ett Dask-kluster.", do)
    try:
        return distributed.Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)
    except (OSError, ValueError):
        raise SamverkaError(f"Inget Dask-kluster svarar på {address}.", do) from None


def _check_versions(client: Any) -> None:  # noqa: ANN401
    ours = version("samverka")
    do = f"Installera samverka {ours} på klustrets alla arbetare."
    try:
        theirs = set(client.run(version, "samverka").values())
    except ImportError:
        raise SamverkaError("Klustrets arbetare saknar Samverka.", do) from None
    if not theirs:
        raise SamverkaError("Klustret har inga arbetare igång.", "Starta dem och kör igen.")
    if theirs != {ours}:
        raise SamverkaError(f"Klustrets arbetare har samverka {', '.join(sorted(theirs))}.", do)
