"""Batches that are made one before they are taken."""

import threading
from collections.abc import Iterator
from threading import Thread, current_thread
from time import sleep

import pytest

from datasources.intake.ahead import ahead


class TroubleError(Exception):
    pass


def made(count: int, log: list[str], *, then: Exception | None = None) -> Iterator[int]:
    for number in range(count):
        log.append(f"{number} {current_thread() is not MAIN}")
        yield number
    if then:
        raise then
    log.append("end")


MAIN = current_thread()


def test_all_come_in_order_from_another_thread():
    log: list[str] = []

    assert list(ahead(made(3, log))) == [0, 1, 2]
    assert log == ["0 True", "1 True", "2 True", "end"]


def test_of_none_there_is_none():
    assert list(ahead(made(0, []))) == []


def test_what_is_raised_comes_after_the_batches_before_it():
    batches = ahead(made(2, [], then=TroubleError()))

    assert [next(batches), next(batches)] == [0, 1]
    with pytest.raises(TroubleError):
        next(batches)


def test_when_nobody_takes_any_more_no_more_than_one_is_made():
    log: list[str] = []
    batches = ahead(made(9, log))

    assert next(batches) == 0
    batches.close()

    sleep(0.1)
    assert [line.split()[0] for line in log] == ["0", "1"]


def test_it_may_end_while_a_thread_is_being_begun():
    batches = ahead(made(9, []))
    next(batches)

    def end_within() -> None:
        # What the collector of garbage does when it comes as threads are counted.
        with threading._shutdown_locks_lock:
            batches.close()

    ending = Thread(target=end_within, daemon=True)
    ending.start()
    ending.join(10)
    assert not ending.is_alive()
