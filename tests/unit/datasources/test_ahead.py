"""Batches that are made one before they are taken."""

from collections.abc import Iterator
from threading import current_thread

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

    assert [line.split()[0] for line in log] == ["0", "1"]
