"""Work done in a process of its own: limited, stopped when nobody wants it, its death told.

The process is forked from the worker, which has everything loaded: it begins in some hundredths of
a second, where a fresh one would take more than one. It writes nothing into the database; what it
says on the way, and what it found, comes back over a pipe.
"""

import contextlib
import ctypes
import logging
import multiprocessing
import os
import pickle
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.db import connections

from datasources.intake.side_by_side import Processes

logger = logging.getLogger(__name__)

Found = TypeVar("Found")
Say = Callable[..., None]
"""Tells the worker how far it is; whatever it is given is passed on."""

POLL_SECONDS = 0.1
PR_SET_PDEATHSIG = 1
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD = -1, -3
KEPT_FREE, LARGEST_KEPT = 1024 * 1024 * 1024, 32 * 1024 * 1024
# Where memory runs out this process goes first, and not the worker.
GOES_FIRST = "500"
_is_apart = False
SAID, DONE, RAISED = "said", "done", "raised"


class Stopped(Exception):  # noqa: N818 - it reads as a sentence where it is raised
    """Nobody wants the work any more."""


class BrokenOffError(Exception):
    """The process came to no end of its own; the reason is a sentence."""

    what_to_do = "Send the files in smaller parts."


class TooLargeError(BrokenOffError):
    """It needed more memory than it may have."""


class TooLongError(BrokenOffError):
    """It took longer than it may."""


class DiedError(BrokenOffError):
    """It was killed, or the program itself broke down."""

    what_to_do = (
        "Save them anew in the program they come from and send them again. If it happens again,"
        " tell whoever looks after this system."
    )


def run(work: Callable[[Say], Found], *, heard: Callable[..., bool]) -> Found:
    """What `work` gives. `heard` is told what it says, and nothing now and then; False stops it.

    Raises what the work raises, Stopped, or one of BrokenOffError. Where no process can be forked
    (not on Linux, or within a transaction) it is done here, without limits.
    """
    if not _can_fork():
        return work(lambda *said: _here(heard, *said))
    # An open connection must not be shared with the process, which makes its own.
    connections.close_all()
    # Whatever the process has unpacked or decrypted goes with it, however it ends.
    with tempfile.TemporaryDirectory(prefix="reading-") as folder:
        reading, writing = Pipe(duplex=False)
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            tempfile.tempdir = folder
            _child(work, writing, parent)
        writing.close()
        try:
            return _followed(pid, reading, heard)
        finally:
            reading.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)


def processes() -> Processes | None:
    """Those that work apart may have for itself; None where it is done here."""
    if not _is_apart:
        return None
    return Processes(settings.READING_PROCESSES, partial(_settle_in, os.getpid()))


def without_its_words(trouble: Exception) -> str:
    """What went wrong where, for the log: not the message, which may quote a cell of a file."""
    here = "".join(traceback.format_tb(trouble.__traceback__))
    return "\n".join([type(trouble).__name__, here, *getattr(trouble, "__notes__", [])])


def _can_fork() -> bool:
    within = any(each.in_atomic_block for each in connections.all(initialized_only=True))
    return settings.READING_APART and sys.platform == "linux" and not within


def _here(heard: Callable[..., bool], *said: Any) -> None:
    if not heard(*said):
        raise Stopped


def _followed(pid: int, reading: Connection, heard: Callable[..., bool]) -> Found:
    until = time.monotonic() + settings.READING_SECONDS
    while True:
        if reading.poll(POLL_SECONDS):
            try:
                kind, value = reading.recv()
            except EOFError:
                raise _death(pid) from None
            if kind == DONE:
                return value
            if kind == RAISED:
                raise value
            is_wanted = heard(*value)
        else:
            is_wanted = heard()
        if not is_wanted:
            raise Stopped
        _check_limits(pid, until)


def _check_limits(pid: int, until: float) -> None:
    if time.monotonic() > until:
        minutes = settings.READING_SECONDS // 60
        raise TooLongError(
            f"Reading these files took longer than {minutes:,} minutes and was stopped. The files"
            " are safe."
        )
    if _holds_more(pid, settings.READING_MEMORY_BYTES):
        raise _too_large()


def _too_large() -> TooLargeError:
    megabytes = settings.READING_MEMORY_BYTES // (1024 * 1024)
    return TooLargeError(
        f"Reading these files needed more memory than it may have ({megabytes:,} MB) and was"
        " stopped. The files are safe."
    )


def _holds_more(pid: int, most: int) -> bool:
    """Whether the process, and those that it has begun with what is their own, hold more."""
    itself, begun = _resident(pid), _begun_by(pid)
    # What is their own costs them time to be told, and is never more than all they hold.
    if itself + sum(map(_resident, begun)) <= most:
        return False
    return itself + sum(map(_own, begun)) > most


def _resident(pid: int) -> int:
    """What the process holds, with what it shares."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _begun_by(pid: int) -> list[int]:
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))
    except (OSError, ValueError):
        return []


def _own(pid: int) -> int:
    """Of a forked process the memory that it does not share with the one it came from."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            name, *size = line.split()
            if name == "Private_Dirty:":
                return int(size[0]) * 1024
    return 0


def _death(pid: int) -> BrokenOffError:
    _, status = os.waitpid(pid, 0)
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    logger.error("reading process died", extra={"pid": pid, "signal": number, "status": status})
    if number == signal.SIGKILL:
        return _killed()
    return DiedError("The program that reads files broke down on these. The files are safe.")


def _killed() -> DiedError:
    return DiedError(
        "The process that was reading these files was killed, perhaps because the machine had no"
        " memory left. The files are safe."
    )


def _child(work: Callable[[Say], Any], writing: Connection, parent: int) -> None:
    """Never returns: what the worker had planned for after is not this process's business."""
    global _is_apart  # noqa: PLW0603 - this process does nothing else
    code = 1
    try:
        _settle_in(parent)
        # Celery's workers are of those that may begin no processes; this one is none of them.
        multiprocessing.current_process().daemon = False
        _is_apart = True
        try:
            message = (DONE, work(lambda *said: writing.send((SAID, said))))
        except Exception as trouble:
            message = (RAISED, _to_be_sent(trouble))
        writing.send(message)
        connections.close_all()
        code = 0
    finally:
        os._exit(code)


def _settle_in(parent: int) -> None:
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, signal.SIG_DFL)
    with contextlib.suppress(OSError):
        system = ctypes.CDLL(None)
        system.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        _keep_what_is_freed(system)
    if os.getppid() != parent:
        os._exit(1)
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(GOES_FIRST)


def _keep_what_is_freed(system: ctypes.CDLL) -> None:
    """The process ends soon: to give memory back and be given it again takes a fifth of its time.

    Only glibc can be told.
    """
    with contextlib.suppress(AttributeError):
        system.mallopt(M_TRIM_THRESHOLD, KEPT_FREE)
        system.mallopt(M_MMAP_THRESHOLD, LARGEST_KEPT)


def _to_be_sent(trouble: Exception) -> Exception:
    """The fault itself with where it happened; one that cannot be sent is named.

    Of the message of another's error nothing is told on: it may quote a cell.
    """
    where = "".join(traceback.format_tb(trouble.__traceback__))
    if isinstance(trouble, BrokenProcessPool):
        return _killed()
    try:
        sent = pickle.loads(pickle.dumps(trouble))  # noqa: S301 - written in this very line
    except Exception:
        return RuntimeError(f"{type(trouble).__name__}\n{where}")
    if isinstance(trouble, MemoryError):
        return _too_large()
    sent.add_note(where)
    return sent
