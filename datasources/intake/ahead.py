"""What will be wanted next is made while what came before is looked at."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

Made = TypeVar("Made")


def ahead(works: Iterable[Callable[[], Made]], threads: int) -> Iterator[Made]:
    """What each of the works makes, in their order; so many are made before they are taken.

    What making one raises is raised where it would have been taken.
    """
    pool = ThreadPoolExecutor(threads)
    coming: deque[Future[Made]] = deque()
    try:
        for work in works:
            coming.append(pool.submit(work))
            if len(coming) > threads:
                yield coming.popleft().result()
        while coming:
            yield coming.popleft().result()
    finally:
        # Whoever takes no more may leave this to the collector of garbage, which may come at any
        # moment, also while a thread is being begun: to wait for one then would be for ever.
        pool.shutdown(wait=False, cancel_futures=True)
