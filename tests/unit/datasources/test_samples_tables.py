"""The table that is written for any kind from its declaration."""

import csv
from collections import Counter

import pytest

from datasources import kinds, samples
from datasources.intake import Context, IncomingFile, privacy, read_files
from datasources.kinds import Role, Shape
from datasources.kinds.headings import plain
from tests.factories.maps import boundaries_of

pytestmark = pytest.mark.slow

MONTHS = samples.months_back_from("2025-06", 3)
PLACE = samples.wexmere(seed=3, small_areas=24)
EVERY = pytest.mark.parametrize("slug", kinds.BY_SLUG)
WRITTEN_BY_HAND = {"police-street", "area-look-up", "population"}
DECLARED = pytest.mark.parametrize("slug", sorted(set(kinds.BY_SLUG) - WRITTEN_BY_HAND))


def rows_of(slug, **differences):
    options = {"seed": 4, "rows_per_month": 40} | differences
    return samples.sample_rows(kinds.by_slug(slug), PLACE, MONTHS, **options)


def columns_of(slug):
    """Each cell of the sample by its heading."""
    headings, *rows = rows_of(slug)
    return {heading: [row[at] for row in rows] for at, heading in enumerate(headings)}


@EVERY
def test_the_same_seed_writes_the_same_bytes_and_another_does_not(slug, tmp_path):
    kind = kinds.by_slug(slug)

    def written(folder, seed):
        paths = samples.write_sample(
            tmp_path / folder, kind, samples.wexmere(seed=seed), MONTHS, seed=seed
        )
        return {path.name: path.read_bytes() for path in paths}

    assert written("a", 5) == written("b", 5)
    if kind.shape is not Shape.LOOK_UPS:
        assert written("a", 5) != written("c", 6)


@DECLARED
def test_each_row_has_a_cell_for_each_heading(slug):
    headings, *rows = rows_of(slug)

    assert {len(row) for row in rows} == {len(headings)}
    assert len(set(headings)) == len(headings)


@DECLARED
def test_nothing_personal_stands_in_it(slug):
    for heading, cells in columns_of(slug).items():
        assert privacy.patterns_in(set(cells)) == (), heading
    assert not {"Name", "Address", "Postcode"} & columns_of(slug).keys()


@DECLARED
def test_its_words_are_declared_ones_or_a_partners(slug):
    kind = kinds.by_slug(slug)
    cells = columns_of(slug)

    for column in kind.columns:
        if column.words is not None and column.words.words and column.heading in cells:
            known = {plain(word) for word in (*column.words.words, *column.words.also)}
            assert {plain(cell) for cell in cells[column.heading] if cell} <= known


@DECLARED
def test_a_finer_word_is_one_of_the_wider_words_own(slug):
    kind = kinds.by_slug(slug)
    first, *finer = [one for one in kind.columns if one.role is Role.WHAT] or [None]
    cells = columns_of(slug)

    for column in finer:
        for wide, fine in zip(cells[first.heading], cells[column.heading], strict=True):
            assert not fine or fine == wide or first.words.also[fine] == wide


def test_events_come_about_as_often_as_was_said():
    by_month = Counter(day[3:] for day in columns_of("asb-incidents")["Date reported"])

    assert sorted(by_month) == ["04/2025", "05/2025", "06/2025"]
    assert all(20 <= count <= 60 for count in by_month.values())


def test_numbers_stand_once_for_each_period_area_and_word():
    cells = columns_of("safeguarding")
    rows = Counter(zip(cells["Period"], cells["Area code"], cells["Concern type"], strict=True))

    wards = PLACE.small_areas.query("lad_code == @PLACE.code")["ward_code"].nunique()
    words = kinds.by_slug("safeguarding").measures[0].words.words
    assert set(rows.values()) == {1}
    assert len(rows) == 1 * wards * len(words)
    assert set(cells["Period"]) == {"April to June 2025"}


def test_years_of_yearly_tables_begin_in_april():
    months = ("2025-03", "2025-04")
    kind = kinds.by_slug("school-exclusions")
    headings, *rows = samples.sample_rows(kind, PLACE, months)

    assert {row[headings.index("Period")] for row in rows} == {"2024/25", "2025/26"}


def test_quarters_are_those_of_the_months():
    kind = kinds.by_slug("homelessness")
    headings, *rows = samples.sample_rows(kind, PLACE, ("2025-03", "2025-04"))

    assert {row[headings.index("Period")] for row in rows} == {
        "January to March 2025",
        "April to June 2025",
    }


def test_a_crime_may_have_been_later_and_never_earlier():
    cells = columns_of("crime-extract")

    def moments(day, time):
        pairs = zip(cells[day], cells[time], strict=True)
        return [(one[6:], one[3:5], one[:2], at) for one, at in pairs]

    pairs = list(zip(moments("Date from", "Time from"), moments("Date to", "Time to"), strict=True))
    assert all(first <= last for first, last in pairs)
    assert any(first < last for first, last in pairs)


def test_some_victims_come_again():
    keys = Counter(columns_of("crime-extract")["Victim key"])

    assert max(keys.values()) > 2


def test_a_published_value_lies_in_its_interval():
    cells = columns_of("indicators")
    lower, value, upper = (
        [float(cell) for cell in cells[heading]]
        for heading in ("Lower CI 95.0 limit", "Value", "Upper CI 95.0 limit")
    )

    assert all(a < b < c for a, b, c in zip(lower, value, upper, strict=True))


def test_deciles_follow_ranks():
    cells = columns_of("deprivation")
    ranks = [int(cell) for cell in cells["IMD_rank"]]

    assert sorted(ranks) == list(range(1, len(ranks) + 1))
    assert cells["IMD_decile"][ranks.index(1)] == "1"
    assert cells["IMD_decile"][ranks.index(len(ranks))] == "10"


def test_fires_have_their_day_in_three_columns():
    headings, *rows = rows_of("fire-incidents")
    at = headings.index("Day")

    assert headings[at : at + 3] == ["Day", "Month", "Year"]
    assert {tuple(row[at + 1 : at + 3]) for row in rows} == {
        ("April", "2025"),
        ("May", "2025"),
        ("June", "2025"),
    }


def test_severity_is_written_in_the_numbers_of_the_form():
    assert set(columns_of("road-collisions")["collision_severity"]) <= {"1", "2", "3"}
    assert set(columns_of("road-casualties")["casualty_severity"]) <= {"1", "2", "3"}


def test_years_that_are_run_together_are_those_of_schools():
    cells = columns_of("school-absence")

    assert set(cells["time_period"]) == {"202526"}
    assert set(cells["new_la_code"]) == set(PLACE.small_areas["lad_code"])


def test_a_table_that_does_not_say_when_is_named_for_its_year(tmp_path):
    def name(slug):
        return samples.write_table(tmp_path, kinds.by_slug(slug), PLACE, MONTHS).name

    assert name("deprivation") == "deprivation-2025-sample.csv"
    assert name("incidents") == "incidents-sample.csv"


def test_a_file_holds_what_the_rows_say(tmp_path):
    kind = kinds.by_slug("incidents")
    path = samples.write_table(tmp_path, kind, PLACE, MONTHS, seed=4, rows_per_month=40)

    with path.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == rows_of("incidents")


def lookup(folder):
    path = samples.write_lookup(folder, PLACE)
    kind = kinds.by_slug("area-look-up")
    return read_files(kind, [IncomingFile(path.name, path)], Context((PLACE.code,))).slices[0].frame


@EVERY
def test_every_row_of_its_own_sample_is_read(slug, tmp_path):
    kind = kinds.by_slug(slug)
    paths = samples.write_sample(tmp_path, kind, PLACE, MONTHS, seed=4, rows_per_month=40)
    files = [IncomingFile(path.name, path) for path in paths]

    held = boundaries_of(PLACE)
    context = Context((PLACE.code,), lookup(tmp_path), boundaries=lambda: held)
    reading = read_files(kind, files, context)

    assert [one.code for one in reading.findings if one.severity != "note"] == []
    assert reading.rows_set_aside == 0
    assert reading.rows_kept == reading.rows_read > 0
