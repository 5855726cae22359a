"""Work in processes of its own, each call within limits of time and memory.

A call that takes too long cannot be interrupted from within (a regular expression, a library in C):
its process is killed, with what that process had started, and another takes its place.
"""

import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from queue import SimpleQueue
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

STARTS_WITHIN = 60
"""Seconds; the time of a call is counted from when its process is ready for it."""

MEGABYTE = 10**6
READY = "ready"
STDERR = 2
"""What a process or a library in it says as it crashes is not for the reader of the command."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one call may cost; memory (in megabytes) is held only where the system can."""

    seconds: float
    memory_mb: int


class DiedError(BrokenExecutor):
    """The process ended before the call did: killed from outside, or it crashed."""


@dataclass(frozen=True, slots=True)
class _Raised:
    """In place of an exception, which may not survive the way through the pipe."""

    said: str


class Processes(Executor):
    """Calls in up to `places` processes, started when first needed.

    A future raises `TimeoutError` where the call needed more than the seconds given and `DiedError`
    where its process ended; the other calls go on. Ending the executor kills what still runs.

    The processes are forked from a server that has loaded `modules` and has no threads, or are
    started from nothing where there is no fork. `lone` says that there will be only one call, from
    a program without threads: then it is forked from here, which costs milliseconds.
    """

    def __init__(
        self, places: int, bounds: Bounds, modules: tuple[str, ...] = (), *, lone: bool = False
    ) -> None:
        self._bounds = bounds
        self._context = _context(modules, lone=lone)
        self._unstarted = places
        self._idle: SimpleQueue[_Worker | None] = SimpleQueue()
        self._workers: set[_Worker] = set()
        self._threads = ThreadPoolExecutor(places)
        self._closing = threading.Lock()
        self._closed = False

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The first calls start their process here, in the thread of the caller."""
        if self._unstarted:
            self._unstarted -= 1
            self._idle.put(self._started())
        return self._threads.submit(self._run, partial(fn, *args, **kwargs))

    def _run(self, call: partial[T]) -> T:
        worker = self._idle.get()
        try:
            worker = worker or self._started()
            answer = worker.answer(call, self._bounds.seconds)
        except TimeoutError:
            self._dismiss(worker)
            worker = None
            raise
        except (EOFError, OSError) as fault:
            self._dismiss(worker)
            worker = None
            raise DiedError(str(fault)) from None
        finally:
            self._idle.put(worker)
        if isinstance(answer, _Raised):
            raise DiedError(answer.said)
        return answer

    def _started(self) -> "_Worker":
        with self._closing:
            if self._closed:
                raise DiedError
            worker = _Worker(self._context, self._bounds)
            self._workers.add(worker)
            return worker

    def _dismiss(self, worker: "_Worker | None") -> None:
        with self._closing:
            if worker in self._workers:
                self._workers.remove(worker)
                worker.end()

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002  as in the class above
        """Kill the processes; nothing that was asked for is waited for."""
        with self._closing:
            self._closed = True
            for worker in self._workers:
                worker.end()
            self._workers.clear()
        self._threads.shutdown(wait=True, cancel_futures=True)


def _context(modules: tuple[str, ...], *, lone: bool) -> BaseContext:
    methods = multiprocessing.get_all_start_methods()
    if lone and sys.platform == "linux":
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    context.set_forkserver_preload(["__main__", *modules])
    return context


class _Worker:
    """A process, and the pipe to it."""

    def __init__(self, context: BaseContext, bounds: Bounds) -> None:
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, bounds), daemon=True)  # type: ignore[attr-defined]  # every context has it, the base class says it not
        with _interrupts_held_back():
            self._process.start()
        theirs.close()
        self._is_ready = False

    def answer(self, call: partial[T], seconds: float) -> T | _Raised:
        """Raise `TimeoutError`, or `EOFError` or another `OSError` where the process is gone."""
        if not self._is_ready:
            if not self._pipe.poll(STARTS_WITHIN):
                raise EOFError
            self._is_ready = self._pipe.recv() == READY
        self._pipe.send(call)
        if not self._pipe.poll(seconds):
            raise TimeoutError
        answer: T | _Raised = self._pipe.recv()
        return answer

    def end(self) -> None:
        """Kill the process and its own children, and wait until it is gone."""
        if sys.platform != "win32" and self._is_ready:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid or 0, signal.SIGKILL)
        self._process.kill()
        self._process.join()
        self._process.close()


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """A Ctrl-C is for the parent to answer: what is started here never hears it."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # it lets the signal through again, so it comes first
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, bounds: Bounds) -> None:
    """Answer calls until there are no more, or nobody is left to ask."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), STDERR)
    _settle(bounds)
    parent = multiprocessing.parent_process()
    with suppress(EOFError, OSError):
        pipe.send(READY)
        while parent is not None and wait([pipe, parent.sentinel]) == [pipe]:
            call = pipe.recv()
            _bound_time(bounds.seconds)
            pipe.send_bytes(_answer(call))


def _answer(call: partial[object]) -> bytes:
    try:
        return pickle.dumps(call())
    except Exception as fault:  # noqa: BLE001  whatever it is, only this call failed
        return pickle.dumps(_Raised(f"{type(fault).__name__}: {fault}"))


if sys.platform == "win32":

    def _settle(_bounds: Bounds) -> None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)

    def _bound_time(_seconds: float) -> None:
        """Nothing to set."""

else:
    import resource

    def _settle(bounds: Bounds) -> None:
        """A group of its own, to be killed with its children; no memory dumps; bounded memory.

        RLIMIT_DATA and not RLIMIT_AS: programs in Haskell and Java reserve far more than they use.
        """
        os.setpgid(0, 0)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _lower(resource.RLIMIT_DATA, bounds.memory_mb * MEGABYTE)

    def _bound_time(seconds: float) -> None:
        """Processor time, for the day nobody is left to kill this process."""
        used = resource.getrusage(resource.RUSAGE_SELF)
        _lower(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + 2 * seconds) + 1)

    def _lower(which: int, wanted: int) -> None:
        _, most = resource.getrlimit(which)
        soft = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
        resource.setrlimit(which, (soft, most))
