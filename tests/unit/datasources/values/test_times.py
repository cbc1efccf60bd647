"""Times in a column of their own, and days put together from several columns."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources import periods
from datasources.values.clocks import Clock
from datasources.values.decisions import Decision, State
from datasources.values.spellings import Moment
from datasources.values.times import Times, day_of, read_times
from partnerships.words import MONTHS

CLOCK = "figures are those of a clock, as 725 for 07:25 and 8 for 00:08"


def column(*texts: str, **told) -> Times:
    return read_times(dict.fromkeys(texts, 1), **told)


def on(year: int, month: int, day: int, minute: int | None = None) -> Moment:
    return Moment(periods.month(year, month), date(year, month, day), minute)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("07:25", Clock(445)),
        ("7:25:59", Clock(445)),
        ("7.25pm", Clock(1165)),
        ("12am", Clock(0)),
        ("725", Clock(445)),
        ("0725", Clock(445)),
        ("725.0", Clock(445)),
        ("1959", Clock(1199)),
        ("0.309", Clock(445)),
        (".5", Clock(720)),
        ("0.99999", Clock(0, 1)),
        ("24:00", Clock(0, 1)),
        ("2400", Clock(0, 1)),
        ("25:10", Clock(70, 1)),
        ("07:25Z", Clock(445, 0, 0)),
        ("0", Clock(0)),
        ("59", Clock(59)),
    ],
)
def test_what_people_write_is_a_time(text, clock):
    times = read_times({text: 2})

    assert (times.meanings, times.waiting, times.unreadable) == ({text: clock}, {}, {})


@pytest.mark.parametrize(
    "text", ["60", "760", "3000", "07:60", "30:00", "12345", "1.5", "noon", "٧:٢٥", "13pm"]
)
def test_what_is_no_time_is_named_with_its_cells(text):
    assert read_times({text: 2, "": 3, "n/a": 1}) == Times(
        {text: None, "": None, "n/a": None}, (), {}, {text: 2}, ()
    )


@pytest.mark.parametrize(
    ("texts", "clocks", "decision"),
    [
        (
            ["8", "725"], [Clock(8), Clock(445)],
            Decision(
                "figures", State.PROVED, "clock", f"1 cell (725) can be read only if {CLOCK}."
            ),
        ),
        (
            ["8", "25"], [Clock(8), Clock(25)],
            Decision("figures", State.PROVED, "clock", f"1 cell (25) can be read only if {CLOCK}."),
        ),
        (
            ["8", "24"], [None, None],
            Decision(
                "figures", State.ASKED, None,
                "24 may be an hour or so many minutes past midnight, and no other cell of the"
                " column says which.",
            ),
        ),
        (
            ["8", "0", "24"], [Clock(480), Clock(0), Clock(0, 1)],
            Decision(
                "figures", State.LIKELY, "hours",
                "All 3 different numbers are hours of a day: as a clock's figures every one would"
                " be within half an hour after midnight.",
            ),
        ),
        (
            ["8", "9", "10", "07:25"], [None, None, None, Clock(445)],
            Decision(
                "figures", State.ASKED, None,
                "10 may be an hour or so many minutes past midnight, and no other cell of the"
                " column says which.",
            ),
        ),
    ],
)  # fmt: skip
def test_whether_figures_are_hours_is_decided_by_the_whole_column(texts, clocks, decision):
    times = column(*texts)

    assert list(times.meanings.values()) == clocks
    assert times.decisions == (decision,)
    assert times.asked == ((decision,) if decision.chosen is None else ())
    assert times.waiting == {text: 1 for text in texts if times.meanings[text] is None}


def test_what_was_told_of_figures_holds():
    hours = column("8", "725", given={"figures": "hours"})
    clock = column("8", "9", "10", given={"figures": "clock"})

    assert (hours.meanings, hours.unreadable) == ({"8": Clock(480), "725": None}, {"725": 1})
    assert list(clock.meanings.values()) == [Clock(8), Clock(9), Clock(10)]


def test_times_of_the_next_day_are_said():
    assert read_times({"25:10": 2, "07:25": 1}).notes == (
        "2 of the times are 24:00 or after: of the next day.",
    )


@given(st.integers(0, 1439))
def test_every_minute_is_read_in_every_spelling(minute):
    hour, rest = divmod(minute, 60)
    half = f"{hour % 12 or 12}:{rest:02d} {'am' if hour < 12 else 'pm'}"
    figures = f"{hour}{rest:02d}" if hour else str(rest)

    times = column(
        f"{hour:02d}:{rest:02d}", f"{hour}:{rest:02d}:59", half, f"{hour:02d}{rest:02d}",
        f"{minute / 1440:.8f}", figures, f"{figures}.0",
        given={"figures": "clock"},
    )  # fmt: skip

    assert set(times.meanings.values()) == {Clock(minute)}


@pytest.mark.parametrize(
    ("columns", "meaning"),
    [
        (("2014", "July", "1"), on(2014, 7, 1)),
        (("2014", "7", "31"), on(2014, 7, 31)),
        (("2014.0", "7.0", "31.0"), on(2014, 7, 31)),
        (("14", "Sept", "05"), on(2014, 9, 5)),
        (("2014", "July", ""), Moment(periods.month(2014, 7))),
        (("2014", "12", "n/a"), Moment(periods.month(2014, 12))),
        (("2024/25", "March", ""), Moment(periods.month(2025, 3))),
        (("2024/25", "Apr", "30"), on(2024, 4, 30)),
        (("2011-12", "Jan", "3"), on(2012, 1, 3)),
        (("2014", "February", "30"), None),
        (("2014", "13", "1"), None),
        (("2014", "13", ""), None),
        (("2014", "100", ""), None),
        (("2014", "0", "1"), None),
        (("2014", "1", "0"), None),
        (("2014", "Octember", "1"), None),
        (("", "July", "1"), None),
        (("214", "July", "1"), None),
        (("4", "July", "1"), None),
        (("Q1 2014", "July", "1"), None),
        (("2014", "July", "first"), None),
    ],
)
def test_a_day_is_put_together_from_three_columns(columns, meaning):
    assert day_of(*columns) == meaning


@given(st.dates(date(1981, 1, 1), date(2049, 12, 31)))
def test_every_day_is_put_together(day):
    meaning = on(day.year, day.month, day.day)

    assert day_of(str(day.year), str(day.month), str(day.day)) == meaning
    assert day_of(f"{day:%y}", MONTHS[day.month - 1].upper(), f"{day:%d}") == meaning
