"""What is made before it is taken."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from threading import Event, Thread, current_thread
from time import sleep

import pytest

from datasources.intake.ahead import ahead


class TroubleError(Exception):
    pass


def works(
    count: int, log: list[str], *, then: Exception | None = None
) -> Iterator[Callable[[], int]]:
    def work(number: int) -> int:
        log.append(f"{number} {current_thread() is not MAIN}")
        if number == count:
            raise TroubleError
        return number

    for number in range(count + (then is not None)):
        yield partial(work, number)


MAIN = current_thread()


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_all_come_in_order_from_other_threads(threads):
    log: list[str] = []

    assert list(ahead(works(3, log), threads)) == [0, 1, 2]
    assert sorted(log) == ["0 True", "1 True", "2 True"]


def test_the_later_is_given_after_the_earlier_though_it_is_made_first():
    is_second_made = Event()

    def first() -> int:
        assert is_second_made.wait(10)
        return 0

    def second() -> int:
        is_second_made.set()
        return 1

    assert list(ahead([first, second], 2)) == [0, 1]


def test_of_none_there_is_none():
    assert list(ahead(works(0, []), 1)) == []


def test_what_is_raised_comes_after_the_batches_before_it():
    batches = ahead(works(2, [], then=TroubleError()), 2)

    assert [next(batches), next(batches)] == [0, 1]
    with pytest.raises(TroubleError):
        next(batches)


@pytest.mark.parametrize("threads", [1, 3])
def test_when_nobody_takes_any_more_no_more_are_made_than_there_are_threads(threads):
    log: list[str] = []
    batches = ahead(works(9, log), threads)

    assert next(batches) == 0
    batches.close()

    sleep(0.1)
    assert {line.split()[0] for line in log} <= set("0123"[: threads + 1])


def test_it_may_end_while_a_thread_is_being_begun():
    batches = ahead(works(9, []), 1)
    next(batches)

    def end_within() -> None:
        # What the collector of garbage does when it comes as threads are counted.
        with threading._shutdown_locks_lock:
            batches.close()

    ending = Thread(target=end_within, daemon=True)
    ending.start()
    ending.join(10)
    assert not ending.is_alive()
