"""The next batch is made while the one before is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Batch = TypeVar("Batch")


def ahead(batches: Iterator[Batch]) -> Iterator[Batch]:
    """The same batches in the same order, made on a thread one before they are taken.

    What making one raises is raised where it would have been taken. Batches are never None.
    """
    thread = ThreadPoolExecutor(1)
    try:
        coming = thread.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = thread.submit(next, batches, None)
            yield batch
    finally:
        # Whoever takes no more may leave this to the collector of garbage, which may come at any
        # moment, also while a thread is being begun: to wait for one then would be for ever.
        thread.shutdown(wait=False)
