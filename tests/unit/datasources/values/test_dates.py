"""Dates of a column: every spelling, and what the whole column decides."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources import periods
from datasources.periods import Grain, Period
from datasources.values.dates import Dates, read_dates
from datasources.values.decisions import Decision, State
from datasources.values.spellings import Moment, Span
from partnerships.words import MONTHS, SHORT_MONTHS

A_DAY = st.dates(date(1981, 1, 1), date(2049, 12, 31))
A_YEAR = st.integers(1901, 2098)
ANY_PERIOD = st.one_of(
    st.builds(periods.month, A_YEAR, st.integers(1, 12)),
    st.builds(periods.quarter, A_YEAR, st.integers(1, 4)),
    st.builds(periods.year, A_YEAR),
    st.builds(periods.financial_year, A_YEAR),
    st.builds(periods.mid_year, A_YEAR),
)


def only(text: str, **told) -> Moment | Span | None:
    """What a text means that stands alone in its column."""
    return read_dates({text: 1}, **told).meanings[text]


def on(year: int, month: int, day: int, minute: int | None = None) -> Moment:
    return Moment(periods.month(year, month), date(year, month, day), minute)


def of(key: str) -> Moment:
    return Moment(Period.of(key))


def column(*texts: str, **told) -> Dates:
    return read_dates(dict.fromkeys(texts, 1), **told)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("2024-01", of("2024-01")),
        ("2024-1", of("2024-01")),
        ("2024/01", of("2024-01")),
        ("202401", of("2024-01")),
        ("202401.0", of("2024-01")),
        ("201004", of("2010-04")),
        ("2024M01", of("2024-01")),
        ("01/2024", of("2024-01")),
        ("1-2024", of("2024-01")),
        ("Jan-24", of("2024-01")),
        (" Jan-24 ", of("2024-01")),
        ("Jan 24", of("2024-01")),
        ("Jan '24", of("2024-01")),
        ("Jan-68", of("2068-01")),
        ("Jan-69", of("1969-01")),
        ("Sept-24", of("2024-09")),
        ("Sept. 2024", of("2024-09")),
        ("JANUARY 2024", of("2024-01")),
        ("January\u00a02024", of("2024-01")),
        ("May2024", of("2024-05")),
        ("2024 JAN", of("2024-01")),
        ("01/01/2024", on(2024, 1, 1)),
        ("1/1/2024", on(2024, 1, 1)),
        ("1.1.24", on(2024, 1, 1)),
        ("31/01/2024", on(2024, 1, 31)),
        ("01/31/2024", on(2024, 1, 31)),
        ("31 01 2024", on(2024, 1, 31)),
        ("'31/01/2024", on(2024, 1, 31)),
        ("2024/01/31", on(2024, 1, 31)),
        ("2024.01.31", on(2024, 1, 31)),
        ("2024-1-31", on(2024, 1, 31)),
        ("20160106", on(2016, 1, 6)),
        ("20160106.0", on(2016, 1, 6)),
        ("31-Jan-2024", on(2024, 1, 31)),
        ("31-Jan-24", on(2024, 1, 31)),
        ("31JAN2024", on(2024, 1, 31)),
        ("1st January 2024", on(2024, 1, 1)),
        ("22nd of June, 2024", on(2024, 6, 22)),
        ("Jan 31, 2024", on(2024, 1, 31)),
        ("2024-Jan-31", on(2024, 1, 31)),
        ("Mon 1 Jan 2024", on(2024, 1, 1)),
        ("Monday, 1 January 2024", on(2024, 1, 1)),
        ("Mon 1 Jan 2024 23:15", on(2024, 1, 1, 23 * 60 + 15)),
        ("45292", on(2024, 1, 1)),
        ("45292.0", on(2024, 1, 1)),
        ("45292.5", on(2024, 1, 1, 720)),
        ("45292.99999", on(2024, 1, 2)),
        ("29221", on(1980, 1, 1)),
        ("55153", on(2050, 12, 31)),
        ("Q1 2011/12", of("2011-Q2")),
        ("2024/25 Q4", of("2025-Q1")),
        ("Q4 FY 2024-25", of("2025-Q1")),
        ("Apr-Jun 2024", of("2024-Q2")),
        ("July to September 2024", of("2024-Q3")),
        ("Jan-Dec 2024", of("2024")),
        ("Jan-Feb 2024", Span(Period.of("2024-01"), Period.of("2024-02"))),
        ("Feb-Apr 2024", Span(Period.of("2024-02"), Period.of("2024-04"))),
        ("2017-10 to 2018-11", Span(Period.of("2017-10"), Period.of("2018-11"))),
        ("2017-10 to 2017-12", of("2017-Q4")),
        ("2017-10 to 2017-10", of("2017-10")),
        ("April 2023 to March 2024", of("2023/24")),
        ("Apr-23 - Mar-24", of("2023/24")),
        ("01/04/2023 to 31/03/2024", of("2023/24")),
        (
            "from Wednesday 1st of January 2025 to Friday 31st of October 2025",
            Span(Period.of("2025-01"), Period.of("2025-10")),
        ),
        ("01/04/2023 to 30 June 2023", of("2023-Q2")),
        ("1 April 2023 to 30/06/2023", of("2023-Q2")),
        ("2023-24 to 2024-25", Span(Period.of("2023-04"), Period.of("2025-03"))),
        ("2023/24 to 2024/25", Span(Period.of("2023-04"), Period.of("2025-03"))),
        ("2023 - 2024", of("2023/24")),
        ("year ending June 2025", Span(Period.of("2024-07"), Period.of("2025-06"))),
        ("Year ended 30 June 2025", Span(Period.of("2024-07"), Period.of("2025-06"))),
        ("YE Mar 2025", of("2024/25")),
        ("12 months to December 2024", of("2024")),
        ("2024", of("2024")),
        ("2024.0", of("2024")),
        ("2011/12", of("2011/12")),
        ("2024-25", of("2024/25")),
        ("2024–25", of("2024/25")),
        ("2024/2025", of("2024/25")),
        ("201213", of("2012/13")),
        ("1999/00", of("1999/00")),
        ("FY2024/25", of("2024/25")),
        ("FY24/25", of("2024/25")),
        ("Financial year 2011-12", of("2011/12")),
        ("Mid-2024", of("mid-2024")),
        ("mid-year 2024", of("mid-2024")),
    ],
)  # fmt: skip
def test_what_people_write_is_read(text, meaning):
    dates = read_dates({text: 3})

    assert (dates.meanings, dates.waiting, dates.unreadable) == ({text: meaning}, {}, {})


@pytest.mark.parametrize(
    "text",
    ["12", "31/02/2024", "2024-02-30", "32/01/2024", "13/13/2024", "Jam 2024", "Q5 2024", "Q0 2024",
     "2024/26", "2024-23", "2024/2026", "1850", "Total", "Jan 124", "Q3 2024/26", "24-Jan", "29220",
     "55154", "2024-13", "202413", "Tuesday 1 Jan 2024", "Dec-Feb 2024", "2018-11 to 2017-10",
     "Jan-Jan 2024", "in to Feb 2024", "Feb to in 2024", "01/04/2023 to 2023-24",
     "2010-11 to 01/02/2012", "Thu 45292", "31JAN2024:99:99", "soon:07:25",
     "Mon 2024-01", "1 Jan 2024 to 2 Jan 2024",
     "year ending 12 June 2025", "02/01/2024 to 31/03/2024", "01/01/2024 to 30/03/2024", "Jan",
     "year ending 2024", "Jan 2024 07:25", "01/01/2024 07:60", "01/01/2024 30:00", "1,234",
     "2024-00", "1.2024", "01/01/2024 13:00 pm", "01/01/2024 0:30 pm", "01-01/2024", "٢٠٢٤",
     "Incident 4 at 07:25", "31 January 2024 " * 6],
)  # fmt: skip
def test_what_means_nothing_in_time_is_named_with_its_cells(text):
    dates = read_dates({text: 3, "2024-01": 5})

    assert dates.meanings == {text: None, "2024-01": of("2024-01")}
    assert (dates.waiting, dates.unreadable) == ({}, {text: 3})


@pytest.mark.parametrize("text", ["", " ", "NULL", "n/a", "-", "..", "Unknown", "(blank)"])
def test_what_is_not_known_is_not_unreadable(text):
    assert read_dates({text: 2}) == Dates({text: None}, (), {}, {}, ())


@pytest.mark.parametrize(
    ("time", "minute"),
    [
        ("07:25", 445), ("7:25", 445), ("07:25:59", 445), ("07:25:59.999", 445), ("7:25 pm", 1165),
        ("7:25PM", 1165), ("12:05 am", 5), ("12:05pm", 725), ("1:05 pm", 785), ("7.25pm", 1165),
        ("7pm", 1140),
        ("at 07:25", 445), ("0725", 445), ("23:59", 1439),
    ],
)  # fmt: skip
def test_the_time_of_day_stands_beside_the_day(time, minute):
    assert only(f"31/01/2024 {time}") == on(2024, 1, 31, minute)
    assert only(f"31 Jan 2024 {time}") == on(2024, 1, 31, minute)


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("2024-01-31T23:15", on(2024, 1, 31, 1395)),
        ("23:15 31/01/2024", on(2024, 1, 31, 1395)),
        ("31JAN2024:23:15:00", on(2024, 1, 31, 1395)),
        ("0725 31/01/2024", on(2024, 1, 31, 445)),
        ("7.25 pm 31 Jan 2024", on(2024, 1, 31, 1165)),
        ("31 Jan 2024 7.25 pm", on(2024, 1, 31, 1165)),
        ("2024-03-31T00:30:00+01:00", on(2024, 3, 30, 1410)),
        ("2024-01-31T23:15:00Z", on(2024, 1, 31, 1395)),
        ("2024-03-31T00:59:00+00:00", on(2024, 3, 31, 59)),
        ("2024-03-31T01:00:00Z", on(2024, 3, 31, 120)),
        ("2024-03-31T23:51:00+00:00", on(2024, 4, 1, 51)),
        ("2024-10-27T00:59:00Z", on(2024, 10, 27, 119)),
        ("2024-10-27T01:00:00Z", on(2024, 10, 27, 60)),
        ("2024-12-31T23:30:00-01:00", on(2025, 1, 1, 30)),
        ("2024-01-01T00:30:00+0100", on(2023, 12, 31, 1410)),
        ("2024-07-01 08:00 BST", on(2024, 7, 1, 480)),
        ("2024-07-01 08:00 GMT", on(2024, 7, 1, 540)),
        ("2024-07-01 08:00 UTC", on(2024, 7, 1, 540)),
        ("2024-01-01 08:00+05:30", on(2024, 1, 1, 150)),
        ("2024-01-01T08:00+01", on(2024, 1, 1, 420)),
        ("2024-01-01T08:00-0330", on(2024, 1, 1, 690)),
    ],
)
def test_a_time_that_names_its_zone_is_told_as_clocks_here_show_it(text, meaning):
    assert only(text) == meaning


def test_times_after_midnight_are_of_the_next_day_and_it_is_said():
    dates = read_dates({"31/12/2024 24:00": 2, "31/12/2024 25:10": 1, "31/12/2024 29:59": 1})

    assert list(dates.meanings.values()) == [
        on(2025, 1, 1, 0), on(2025, 1, 1, 70), on(2025, 1, 1, 359),
    ]  # fmt: skip
    assert dates.notes == ("4 cells have a time of 24:00 or after, read as of the next day.",)


def test_a_note_of_one_cell_says_so():
    assert read_dates({"31/12/2024 24:00": 1}).notes == (
        "1 cell has a time of 24:00 or after, read as of the next day.",
    )
    assert read_dates({"2024-01-01T07:25Z": 1}).notes == (
        "1 cell has a time that names its zone, read as British time.",
    )


def test_midnight_in_every_cell_is_no_time_at_all():
    assert column("2024-01-01 00:00:00", "2024-01-02T00:00:00Z", "45292").meanings == {
        "2024-01-01 00:00:00": on(2024, 1, 1),
        "2024-01-02T00:00:00Z": on(2024, 1, 2),
        "45292": on(2024, 1, 1),
    }
    assert only("2024-07-02T00:00:00Z") == on(2024, 7, 2)
    assert only("2024-06-30T23:00:00Z") == on(2024, 7, 1)
    assert only("31/12/2024 24:00") == on(2025, 1, 1, 0)
    assert column("2024-01-01 00:00", "2024-01-02 00:01").meanings == {
        "2024-01-01 00:00": on(2024, 1, 1, 0),
        "2024-01-02 00:01": on(2024, 1, 2, 1),
    }
    assert column("45292", "45293.25").meanings == {
        "45292": on(2024, 1, 1, 0),
        "45293.25": on(2024, 1, 2, 360),
    }


@pytest.mark.parametrize(
    ("texts", "meanings", "decision"),
    [
        (
            {"01/02/2024": 5, "13/01/2024": 2},
            [on(2024, 2, 1), on(2024, 1, 13)],
            Decision(
                "order", State.PROVED, "day-first",
                "2 cells (such as 13/01/2024) can be read only if the day stands before the month.",
            ),
        ),
        (
            {"01/02/2024": 5, "01/13/2024": 1},
            [on(2024, 1, 2), on(2024, 1, 13)],
            Decision(
                "order", State.PROVED, "month-first",
                "1 cell (01/13/2024) can be read only if the month stands before the day.",
            ),
        ),
        (
            {"02/03/2024": 5, "05/04/2024": 1},
            [None, None],
            Decision(
                "order", State.ASKED, None,
                "02/03/2024 may be 2 March 2024 or 3 February 2024, and no other cell of the column"
                " says which.",
            ),
        ),
        (
            {"13/01/2024": 5, "01/13/2024": 1, "01/02/2024": 3},
            [None, None, None],
            Decision(
                "order", State.CONTRADICTORY, None,
                "5 cells (such as 13/01/2024) can be read only if the day stands before the month,"
                " and 1 cell (01/13/2024) only if the month stands before the day.",
            ),
        ),
        (
            {"01/02/2024": 5, "01/03/2024": 1, "1/1/2024": 1},
            [on(2024, 2, 1), on(2024, 3, 1), on(2024, 1, 1)],
            Decision(
                "order", State.LIKELY, "day-first",
                "Every date is the first of a month if the day stands before the month, and not"
                " otherwise.",
            ),
        ),
        (
            {"02/01/2024": 5, "03/01/2024": 1},
            [on(2024, 2, 1), on(2024, 3, 1)],
            Decision(
                "order", State.LIKELY, "month-first",
                "Every date is the first of a month if the month stands before the day, and not"
                " otherwise.",
            ),
        ),
        (
            {"01/02/2024 10:15": 1, "01/03/2024 11:20": 1},
            [None, None],
            Decision(
                "order", State.ASKED, None,
                "01/02/2024 may be 1 February 2024 or 2 January 2024, and no other cell of the"
                " column says which.",
            ),
        ),
        (
            {"Thu 01/02/2024": 1, "02/03/2024": 1},
            [on(2024, 2, 1), on(2024, 3, 2)],
            Decision(
                "order", State.PROVED, "day-first",
                "1 cell (thu 01/02/2024) can be read only if the day stands before the month.",
            ),
        ),
        ({"1/1/2024": 3, "2/2/2024": 1}, [on(2024, 1, 1), on(2024, 2, 2)], None),
    ],
)  # fmt: skip
def test_which_stands_first_is_decided_by_the_whole_column(texts, meanings, decision):
    dates = read_dates(texts)

    assert list(dates.meanings.values()) == meanings
    assert dates.decisions == ((decision,) if decision else ())
    assert dates.waiting == {text: n for text, n in texts.items() if dates.meanings[text] is None}
    assert dates.unreadable == {}


def test_a_day_that_begins_no_month_either_way_leaves_the_order_open():
    dates = column("01/02/2024", "12/12/2024")

    assert [(one.state, one.chosen) for one in dates.decisions] == [(State.ASKED, None)]
    assert dates.meanings == {"01/02/2024": None, "12/12/2024": on(2024, 12, 12)}
    assert dates.waiting == {"01/02/2024": 1}


def test_what_was_told_holds_and_what_does_not_fit_it_is_unreadable():
    dates = column("01/02/2024", "01/13/2024", given={"order": "day-first"})

    assert dates.meanings == {"01/02/2024": on(2024, 2, 1), "01/13/2024": None}
    assert (dates.waiting, dates.unreadable) == ({}, {"01/13/2024": 1})
    assert dates.decisions == (
        Decision(
            "order", State.TOLD, "day-first", "It was said that the day stands before the month."
        ),
    )
    assert column("01/02/2024", given={"order": "month-first"}).decisions[0].why == (
        "It was said that the month stands before the day."
    )
    with pytest.raises(ValueError, match="'european' is no answer to 'order'"):
        column("01/02/2024", given={"order": "european"})


@pytest.mark.parametrize(
    ("texts", "told", "state", "keys"),
    [
        (["2011-12"], {}, State.ASKED, [None]),
        (["2010-11", "2011-12"], {}, State.ASKED, [None, None]),
        (["2009-10", "2010-11", "2011-12"], {}, State.LIKELY, ["2009/10", "2010/11", "2011/12"]),
        (["2011/12"], {}, State.LIKELY, ["2011/12"]),
        (["2011/12", "2011/11"], {}, State.PROVED, ["2011-12", "2011-11"]),
        (["2011-12", "2012-13"], {}, State.PROVED, ["2011/12", "2012/13"]),
        (["201112", "201201"], {}, State.PROVED, ["2011-12", "2012-01"]),
        (["2011-12", "2012-13", "2012-01"], {}, State.CONTRADICTORY, [None, "2012/13", "2012-01"]),
        (["2011-12"], {"grains": (Grain.MONTH,)}, State.TOLD, ["2011-12"]),
        (["2011/12"], {"grains": (Grain.MONTH, Grain.QUARTER)}, State.TOLD, ["2011-12"]),
        (["2011-12"], {"grains": (Grain.MONTH, Grain.FINANCIAL_YEAR)}, State.ASKED, [None]),
        (["2011-12"], {"given": {"years": "financial-years"}}, State.TOLD, ["2011/12"]),
    ],
)  # fmt: skip
def test_a_year_and_a_number_is_a_month_or_a_financial_year_by_the_column(texts, told, state, keys):
    dates = column(*texts, **told)

    assert [(one.about, one.state) for one in dates.decisions] == [("years", state)]
    assert list(dates.meanings.values()) == [of(key) if key else None for key in keys]


def test_days_are_counted_from_1904_only_where_that_is_proved():
    firsts = [43830, 43861, 43890]

    proved = column(*map(str, firsts))
    too_few = column(*map(str, firsts[:2]))

    assert list(proved.meanings.values()) == [on(2024, 1, 1), on(2024, 2, 1), on(2024, 3, 1)]
    assert [(one.state, one.chosen) for one in proved.decisions] == [(State.PROVED, "1904")]
    assert list(too_few.meanings.values()) == [on(2019, 12, 31), on(2020, 1, 31)]
    assert [(one.state, one.chosen) for one in too_few.decisions] == [(State.LIKELY, "1900")]
    assert only("43830", given={"serials": "1904"}) == on(2024, 1, 1)


def test_of_quarters_of_a_financial_year_it_is_said_from_which_month_they_are_counted():
    assert column("Q1 2011/12", "Q2 2011/12").notes == (
        "Q1 2011/12 was read as April to June 2011: its quarters are counted from April.",
    )


@pytest.mark.parametrize(
    ("text", "calendar", "financial"),
    [
        ("Q1 2024", "2024-Q1", "2024-Q2"),
        ("2024 Q1", "2024-Q1", "2024-Q2"),
        ("2024q4", "2024-Q4", "2025-Q1"),
        ("Quarter 3 2024", "2024-Q3", "2024-Q4"),
    ],
)
def test_from_where_quarters_of_one_year_are_counted_is_asked(text, calendar, financial):
    dates = column(text)
    shown = text.replace("q", "Q")

    assert dates.meanings == {text: None}
    assert dates.waiting == {text: 1}
    assert [(one.about, one.state, one.why) for one in dates.asked] == [
        (
            "quarters",
            State.ASKED,
            f"{shown} may be {Period.of(calendar).words} or {Period.of(financial).words}, and no"
            " other cell of the column says which.",
        )
    ]
    assert only(text, given={"quarters": "calendar"}) == of(calendar)
    assert only(text, given={"quarters": "financial"}) == of(financial)


def test_months_that_a_spreadsheet_took_for_days_are_asked():
    texts = [f"{day}/01/2024" for day in range(13, 19)]
    held = ["2024-02-05", "2024-03-05 00:00:00", "2024-04-05", "45357", "20240605", "2024-07-12"]

    dates = column(*texts, *held)
    told = column(*texts, *held, given={"swapped": "swapped"})
    as_written = column(*texts, *held, given={"swapped": "as-written"})

    assert [(one.about, one.state, one.why) for one in dates.asked] == [
        (
            "swapped", State.ASKED,
            "All 6 dates written as text have a day after the 12th, and all 6 others one of the"
            " 12th or before: a spreadsheet may have taken the month for the day in those.",
        )
    ]  # fmt: skip
    assert set(dates.waiting) == set(held)
    assert [told.meanings[one] for one in held] == [
        on(2024, 5, 2), on(2024, 5, 3), on(2024, 5, 4), on(2024, 6, 3), on(2024, 5, 6),
        on(2024, 12, 7),
    ]  # fmt: skip
    assert as_written.meanings["2024-02-05"] == on(2024, 2, 5)
    assert [told.meanings[one] for one in texts] == [on(2024, 1, day) for day in range(13, 19)]


@pytest.mark.parametrize("other", ["2024-02-13", "12/01/2024", None])
def test_dates_held_beside_texts_are_as_written_where_that_is_no_accident(other):
    texts = [f"{day}/01/2024" for day in range(13, 19)]
    held = [f"2024-{month:02d}-12" for month in range(1, 7)]

    found = [
        column(*texts[bool(without) :], *held[without == 2 :], *([other] if other else []))
        for without in ((1, 2) if other is None else (0,))
    ]

    assert [one.meanings["2024-03-12"] for one in found] == [on(2024, 3, 12)] * len(found)


DAY_SPELLINGS = {
    "iso": lambda d: d.isoformat(),
    "strokes, year first": lambda d: f"{d:%Y/%m/%d}",
    "figures": lambda d: f"{d:%Y%m%d}",
    "figures as a number": lambda d: f"{d:%Y%m%d}.0",
    "short name": lambda d: f"{d.day}-{SHORT_MONTHS[d.month - 1]}-{d.year}",
    "short year": lambda d: f"{d.day}-{SHORT_MONTHS[d.month - 1]}-{d.year % 100:02d}",
    "in words": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "month first in words": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
    "with its weekday": lambda d: f"{d:%a} {d.day} {SHORT_MONTHS[d.month - 1]} {d.year}",
    "serial": lambda d: str((d - date(1899, 12, 30)).days),
}
ORDERED = {
    "day-first": lambda d, gap, year: gap.join((f"{d.day}", f"{d.month:02d}", year)),
    "month-first": lambda d, gap, year: gap.join((f"{d.month:02d}", f"{d.day}", year)),
}


@pytest.mark.parametrize("spelling", DAY_SPELLINGS)
@given(day=A_DAY)
def test_every_day_is_read_in_every_spelling(spelling, day):
    assert only(DAY_SPELLINGS[spelling](day)) == on(day.year, day.month, day.day)


@pytest.mark.parametrize("gap", ["/", "-", ".", " "])
@pytest.mark.parametrize("order", ORDERED)
@given(
    days=st.sets(A_DAY, min_size=1, max_size=8), is_short=st.booleans(), minute=st.integers(1, 1439)
)
def test_every_day_is_read_in_the_order_that_was_told(order, gap, days, is_short, minute):
    time = f" {minute // 60:02d}:{minute % 60:02d}"
    written = {
        ORDERED[order](day, gap, f"{day:%y}" if is_short else f"{day:%Y}") + time: day
        for day in days
        if not is_short or 1969 <= day.year <= 2068
    }
    dates = read_dates(dict.fromkeys(written, 1), given={"order": order})

    assert dates.meanings == {
        text: on(day.year, day.month, day.day, minute) for text, day in written.items()
    }


@given(days=st.sets(A_DAY, min_size=1, max_size=20), order=st.sampled_from(sorted(ORDERED)))
def test_a_column_is_never_read_in_the_other_order_once_a_cell_proves_one(days, order):
    days |= {date(2024, 1, 13)}
    written = {ORDERED[order](day, "/", str(day.year)): day for day in days}

    dates = column(*written)

    assert dates.meanings == {text: on(d.year, d.month, d.day) for text, d in written.items()}
    assert [(one.state, one.chosen) for one in dates.decisions] == [(State.PROVED, order)]


@given(ANY_PERIOD)
def test_what_is_stored_and_said_of_a_period_is_read_back(period):
    given = {
        "years": "months" if period.grain is Grain.MONTH else "financial-years",
        "quarters": "calendar",
    }

    assert only(period.key, given=given) == Moment(period)
    assert only(period.words) == Moment(period) or period.grain is Grain.FINANCIAL_YEAR


@given(st.builds(periods.month, st.integers(1901, 2090), st.integers(1, 12)), st.integers(0, 30))
def test_a_span_that_is_a_whole_period_is_that_period(first, months):
    last = first.later(months)
    read = only(f"{first.words} to {last.words}")

    found = list(periods.between(*read)) if isinstance(read, Span) else list(read.period.months)
    assert found == list(periods.between(first, last))
    assert isinstance(read, Span) == (
        months not in (0, 2, 11)
        or (months == 2 and first.start % 3 != 0)
        or (months == 11 and first.start % 12 not in (0, 3))
    )


NOISE = st.sampled_from(
    ["", "n/a", "see note 4", "31/02/2024", "Total", "99/99/9999", "12:00 noon"]
)
MIXED = st.sampled_from(
    ["01/02/2024", "02/03/2024", "13/01/2024", "01/13/2024", "2011-12", "2012-13", "2012-01",
     "45292", "45323.5", "Q1 2024", "31 Jan 2024 07:25", "2024-07-01T00:00:00Z", "Jan-24"]
)  # fmt: skip


@given(st.dictionaries(MIXED, st.integers(1, 9)), st.sets(NOISE), st.randoms())
def test_neither_order_of_cells_nor_unreadable_ones_change_what_is_decided(texts, noise, random):
    shuffled = [*texts.items(), *((one, 1) for one in noise)]
    random.shuffle(shuffled)

    plain, other = read_dates(texts), read_dates(dict(shuffled))

    assert {text: other.meanings[text] for text in texts} == dict(plain.meanings)
    assert (other.decisions, other.notes, other.waiting) == (
        plain.decisions, plain.notes, plain.waiting,
    )  # fmt: skip
    assert all(other.meanings[one] is None for one in noise)
