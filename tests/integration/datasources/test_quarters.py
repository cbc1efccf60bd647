"""Tables of a year and its quarters: each quarter is held for itself, and a part is no whole."""

from datetime import date

import pandas as pd
import pytest
from django.utils import timezone

from datasources import frames
from datasources.analyses import wording
from datasources.analyses.judgement import NOT_KNOWN_TO_SWING
from datasources.models import Source
from datasources.operations import expecting
from datasources.periods import Rhythm
from tests.factories.deliveries import make_delivered, make_registered
from tests.factories.people import World
from tests.integration.datasources.commands import refused, run

HERE = ("--partnership", "wexmere")
HEADINGS = "Financial Year,Financial Quarter,Force Name,CSP Code,Offence Group,Number of Offences"
WHOLE_YEARS = ("2023/24", "2024/25")


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


def written(folder, quarters, *, headings=HEADINGS, number=100):
    """A table as the Home Office publishes it: so many robberies in each of these quarters."""
    path = folder / "prc-csp.csv"
    lines = [f"{year},{quarter},Wexshire,X07000001,Robbery,{number}" for year, quarter in quarters]
    path.write_text("\n".join([headings, *lines]) + "\n")
    return path


def of_years(*years, to=4):
    """Every quarter of these years, of the last as many as had come."""
    *whole, last = years
    every = [(year, quarter) for year in whole for quarter in range(1, 5)]
    return [*every, *((last, quarter) for quarter in range(1, to + 1))]


def received(path, *options):
    said = ("receive", "home-office", path, "--kind", "counts", *HERE, "--accept", "--use-short")
    return run(*said, *options)


def robbery(answer):
    return next(row for row in answer["table"] if row["offence_group"] == "Robbery")


def asked(analysis, *options):
    return run("answer", analysis, "--source", "home-office", *HERE, *options)


def test_the_period_of_a_row_is_its_quarter(world, tmp_path):
    result = received(written(tmp_path, of_years("2024/25", to=3)))

    assert [one["period"] for one in result["slices"]] == ["2024-Q2", "2024-Q3", "2024-Q4"]
    trend = asked("trend")
    assert [(row["period"], row["all"]) for row in trend["table"]] == [
        ("2024-Q2", 100),
        ("2024-Q3", 100),
        ("2024-Q4", 100),
    ]


@pytest.mark.parametrize("quarters", [2, 3])
def test_a_part_of_a_year_is_never_set_beside_a_whole_one(world, tmp_path, quarters):
    received(written(tmp_path, of_years("2024/25", "2025/26", to=quarters)))

    year = asked("change", "--from", "2025/26", "--to", "2025/26")

    row = robbery(year)
    assert (row["count_before"], row["count_now"], row["verdict"]) == (400, None, "no data")
    assert row["reason"] == "Not all quarters of both years are held."
    assert year["caveats"][1] == (
        f"{quarters} of 4 quarters of the year to March 2026 are held: a part is not set beside a"
        " whole, so no rise or fall is told. Ask the sender for the others, or compare periods"
        " that are held."
    )


def test_a_year_is_answered_from_its_four_quarters(world, tmp_path):
    received(written(tmp_path, of_years("2022/23", *WHOLE_YEARS)))

    newest = robbery(asked("change"))
    year = asked("change", "--from", "2024/25", "--to", "2024/25")

    told = ("verdict", "reason")
    assert robbery(year) | dict.fromkeys(told) == newest | dict.fromkeys(told)
    # A year that is asked for rests on its quarters and those of the year before: four pairs.
    assert [robbery(year)[name] for name in told] == ["cannot tell", NOT_KNOWN_TO_SWING]
    assert (newest["count_before"], newest["count_now"]) == (400, 400)
    assert newest["verdict"] == "no clear change"
    assert (year["period_from"], year["period_to"]) == ("2024-Q2", "2025-Q1")


def test_with_no_year_named_the_last_four_quarters_are_compared(world, tmp_path):
    received(written(tmp_path, of_years("2023/24", "2024/25", "2025/26", to=2)))

    change = asked("change")

    assert (change["period_from"], change["period_to"]) == ("2024-Q4", "2025-Q3")
    assert (robbery(change)["count_before"], robbery(change)["count_now"]) == (400, 400)


def test_a_quarter_that_did_not_come_is_late(world, tmp_path):
    received(written(tmp_path, of_years("2024/25", to=2)))
    source = Source.objects.get(slug="home-office")

    today = date(2025, 6, 30)
    awaited = expecting.of_sources([source], today)[source.pk]

    assert [(one.words, one.is_whole, one.due_on) for one in awaited] == [
        ("April to June 2024", True, date(2024, 8, 30)),
        ("July to September 2024", True, date(2024, 11, 30)),
        ("October to December 2024", False, date(2025, 3, 2)),
        ("January to March 2025", False, date(2025, 5, 31)),
        ("April to June 2025", False, date(2025, 8, 30)),
    ]
    assert [one.words for one in expecting.late(awaited, today)] == [
        "October to December 2024",
        "January to March 2025",
    ]


def test_quarters_of_one_year_are_asked_and_then_read(world, tmp_path):
    headings = HEADINGS.replace("Financial ", "")
    path = written(tmp_path, [("2024", "Q1"), ("2024", "Q4")], headings=headings)

    code, reason, _ = refused(
        "receive", "home-office", path, "--kind", "counts", *HERE, "--accept", "--use-short"
    )

    assert "2024, Q1 may be January to March 2024 or April to June 2024" in reason
    layout = tmp_path / "layout.json"
    layout.write_text('{"told": {"quarters": "financial"}}')
    result = received(path, "--layout", layout)
    assert [one["period"] for one in result["slices"]] == ["2024-Q2", "2025-Q1"]


def test_eight_quarters_do_not_say_how_they_swing(world, tmp_path):
    received(written(tmp_path, of_years(*WHOLE_YEARS)))

    row = robbery(asked("change"))

    assert (row["count_before"], row["count_now"]) == (400, 400)
    assert (row["verdict"], row["reason"]) == ("cannot tell", NOT_KNOWN_TO_SWING)


@pytest.fixture
def of_older_reading(world):
    """A whole year and one of three quarters, added up as an earlier version did."""
    source = make_registered(world.partnership, "home-office")
    for year, quarters in (("2024/25", 4), ("2025/26", 3)):
        rows = pd.DataFrame(
            {
                "period": year,
                "area_code": "X07000001",
                "offence_group": "Robbery",
                "number": 100.0,
                "quarter": [str(one) for one in range(1, quarters + 1)],
            }
        )
        path = frames.store(rows, folder="slices").path
        make_delivered(source, year, on=date(2026, 4, 1))
        source.slices.filter(period=year).update(path=path)
    return source


def test_years_that_were_added_up_before_are_said_to_be_and_a_part_has_no_verdict(
    of_older_reading,
):
    change = asked("change")

    row = robbery(change)
    assert (row["count_before"], row["count_now"], row["verdict"]) == (400, 300, "cannot tell")
    assert row["reason"] == wording.IN_PART
    assert (
        "An earlier version of this application added up 2024/25 from 4 of 4 quarters and 2025/26"
        " from 3 of 4 quarters. Send the file again: its quarters are then held each for itself."
    ) in change["caveats"]


def test_of_a_year_that_was_added_up_before_the_quarters_that_came_are_held(of_older_reading):
    awaited = expecting.of_sources([of_older_reading], date(2026, 7, 1))[of_older_reading.pk]

    assert [(one.words, one.is_whole) for one in awaited[-4:]] == [
        ("October to December 2025", True),
        ("January to March 2026", False),
        ("April to June 2026", False),
        ("July to September 2026", False),
    ]


def test_sent_again_their_quarters_answer_in_their_place(of_older_reading, tmp_path):
    received(written(tmp_path, of_years("2024/25", "2025/26", to=3)))

    newest, year = asked("change"), asked("change", "--from", "2025/26", "--to", "2025/26")

    assert (newest["period_from"], newest["period_to"]) == ("2025-Q1", "2025-Q4")
    assert (robbery(year)["count_before"], robbery(year)["count_now"]) == (400, None)
    assert not any("earlier version" in one for one in (*newest["caveats"], *year["caveats"]))


def test_a_year_that_came_before_it_was_over_is_kept_out_and_has_no_verdict(world, tmp_path):
    running = Rhythm.of("financial").running_on(timezone.localdate())
    years = [running.later(-2), running.later(-1), running]
    path = written(tmp_path, [(year.key, "") for year in years])
    said = ("receive", "home-office", path, "--kind", "counts", *HERE, "--accept")

    result = run(*said)

    not_over = [one["period"] for one in result["findings"] if one["code"] == "period-not-over"]
    assert not_over == [running.key]
    assert {one["period"]: one["looks_short"] for one in result["slices"]} == {
        years[0].key: False,
        years[1].key: False,
        running.key: True,
    }
    assert asked("change")["period_to"] == years[1].key
    received(path)
    row = robbery(asked("change"))
    assert (row["count_before"], row["count_now"], row["verdict"]) == (100, 100, "cannot tell")
    assert row["reason"] == wording.IN_PART
