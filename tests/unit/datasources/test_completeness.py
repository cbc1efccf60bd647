"""A part taken for the whole: told by the version in use, or by the usual month of the source."""

import os
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from datasources import kinds
from datasources.intake import IncomingFile, read_files
from datasources.intake import findings as codes
from datasources.intake.completeness import (
    Profile,
    against_history,
    against_version,
    not_over,
    profile_of,
)
from datasources.kinds import police_street
from tests.unit.datasources.building import (
    asb,
    context,
    csv_text,
    read_as,
    read_street,
    row,
    stored,
)

JANUARY = "2025-01"
FEWER, TYPES, PLACES, KNOWN, NOT_OVER = codes.BESIDE_OTHERS


def plain(rows: int, *, located: int | None = None, **types: int) -> Profile:
    """So many rows, all with a place and of one type unless said otherwise."""
    return Profile(
        rows, rows if located is None else located, types or {"Drugs": rows}, 14, "crime type"
    )


def found(findings) -> list[tuple[str, int]]:
    return [(one.code, one.count) for one in findings]


def in_areas(rows: int, known: int | None) -> Profile:
    """All with a place, so many of them in areas that the look-up has."""
    return Profile(rows, rows, {"Drugs": rows}, 14, "crime type", known=known)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (200, 181, []),
        (200, 180, [(KNOWN, 20)]),
        (180, 200, []),
        (None, 0, []),
        (200, None, []),
    ],
)
def test_areas_that_the_look_up_does_not_have(before, now, expected):
    held, sent = in_areas(200, before), in_areas(200, now)

    assert found(against_version(JANUARY, held, sent)) == expected
    assert found(against_history(JANUARY, [held] * 3, sent)) == expected


class TestBesideTheVersionInUse:
    @pytest.mark.parametrize(
        ("before", "now", "expected"),
        [
            (100, 80, []),
            (100, 79, [(FEWER, 21)]),
            (60, 24, [(FEWER, 36)]),
            (5, 3, []),
            (5, 2, [(FEWER, 3)]),
            (24, 60, []),
        ],
    )
    def test_rows(self, before, now, expected):
        assert found(against_version(JANUARY, plain(before), plain(now))) == expected

    @pytest.mark.parametrize(
        ("before", "now", "expected"),
        [(2, 0, []), (3, 0, [(TYPES, 1)]), (3, 1, []), (0, 0, [])],
    )
    def test_types(self, before, now, expected):
        held = {"Drugs": 100} | ({"Robbery": before} if before else {})
        sent = {"Drugs": 100} | ({"Robbery": now} if now else {})

        assert found(against_version(JANUARY, plain(100, **held), plain(100, **sent))) == expected

    @pytest.mark.parametrize(
        ("rows", "before", "now", "expected"),
        [
            (200, 200, 181, []),
            (200, 200, 180, [(PLACES, 20)]),
            (200, 180, 200, []),
            (20, 20, 18, []),
            (20, 20, 17, [(PLACES, 3)]),
        ],
    )
    def test_places(self, rows, before, now, expected):
        held, sent = plain(rows, located=before), plain(rows, located=now)

        assert found(against_version(JANUARY, held, sent)) == expected


class TestBesideTheUsualMonth:
    @pytest.mark.parametrize(
        ("usual", "now", "expected"),
        [
            (300, 150, []),
            (300, 149, [(FEWER, 151)]),
            (300, 9, [(FEWER, 291)]),
            (11, 2, []),
            (12, 2, [(FEWER, 10)]),
        ],
    )
    def test_rows(self, usual, now, expected):
        near = [plain(usual - 1), plain(usual), plain(usual + 50)]

        assert found(against_history(JANUARY, near, plain(now))) == expected

    @pytest.mark.parametrize(
        ("usual", "now", "expected"),
        [(9, 0, []), (10, 0, [(TYPES, 1)]), (10, 1, [])],
    )
    def test_types(self, usual, now, expected):
        near = [plain(100, Drugs=50, Robbery=count) for count in (0, usual, 40)]
        sent = {"Drugs": 100} | ({"Robbery": now} if now else {})

        assert found(against_history(JANUARY, near, plain(100, **sent))) == expected

    @pytest.mark.parametrize(
        ("rows", "located", "expected"),
        [(200, 181, []), (200, 180, [(PLACES, 20)]), (90, 81, []), (100, 90, [(PLACES, 10)])],
    )
    def test_places(self, rows, located, expected):
        near = [plain(rows), plain(rows), plain(rows, located=rows // 2)]

        assert found(against_history(JANUARY, near, plain(rows, located=located))) == expected

    def test_two_months_are_no_usual(self):
        assert against_history(JANUARY, [plain(300)] * 2, plain(9)) == ()
        assert found(against_history(JANUARY, [plain(300)] * 3, plain(9))) == [(FEWER, 291)]

    def test_without_a_usual_one_type_alone_is_told_from_twenty_rows(self):
        few, many = plain(19), plain(20)

        assert against_history(JANUARY, [], few) == ()
        (told,) = against_history(JANUARY, [], many)
        assert (told.code, told.severity, told.count, told.message) == (
            "crime-types-absent",
            "warning",
            13,
            "January 2025 holds Drugs only: all 20 rows are of 1 crime type of the 14 that"
            " are known. It is not taken into use unless you say so.",
        )
        assert against_history(JANUARY, [plain(300)] * 3, plain(300)) == ()


def test_both_numbers_and_what_to_do_are_said():
    before = plain(60, located=58, Drugs=40, Robbery=12, Burglary=8)
    told = against_version(JANUARY, before, plain(24, located=12, Burglary=24))

    assert [one.message for one in told] == [
        "January 2025 has 24 rows where 60 are in use. It is not taken into use unless you say so.",
        "January 2025 holds Burglary only; 0 rows of Drugs and Robbery, of which what is in use has"
        " 52. It is not taken into use unless you say so.",
        "50% of the rows of January 2025 have a place; in what is in use it is 97%. Rows without"
        " one are counted in no district or ward. It is not taken into use unless you say so.",
    ]
    assert {one.what_to_do for one in told} == {
        "Ask the sender whether the file was cut short or filtered, and for the whole of it. Use"
        " it as it is only when you know that this is all there was."
    }
    assert {one.period for one in told} == {JANUARY}


def month(number: int, *crimes: str) -> tuple[str, str]:
    name = f"2025-{number:02d}"
    rows = [row(f"{name}-{at}", month=name, crime=crime) for at, crime in enumerate(crimes)]
    return f"{name}-wexshire-street.csv", csv_text(*rows)


MIXED = ("Drugs", "Burglary", "Robbery") * 10


def test_a_month_is_judged_by_those_that_came_with_it_and_told_first(tmp_path):
    files = [month(number, *MIXED) for number in (1, 2, 3)]

    reading = read_street(tmp_path, *files, month(4, *["Burglary"] * 10), month(5, *MIXED))

    assert [(one.period, found(one.shortfalls)) for one in reading.slices] == [
        ("2025-01", []),
        ("2025-02", []),
        ("2025-03", []),
        ("2025-04", [(FEWER, 20), (TYPES, 2)]),
        ("2025-05", []),
    ]
    assert [one.code for one in reading.findings[:2]] == [FEWER, TYPES]


def test_a_month_is_judged_by_those_in_use_of_which_the_nearest_count(tmp_path):
    held = {f"2024-{number:02d}": plain(30) for number in range(1, 13)}
    far = {f"2020-{number:02d}": plain(3000) for number in range(1, 13)}
    profiles = held | far
    given = context(held=tuple(profiles), profile=profiles.get)

    reading = read_street(
        tmp_path, month(1, *["Drugs"] * 15), month(2, *["Drugs"] * 14), given=given
    )

    assert [found(one.shortfalls) for one in reading.slices] == [[], [(FEWER, 16)]]


def test_a_whole_year_short_is_told_by_the_months_in_use_and_not_by_itself(tmp_path):
    sent = [month(number, *["Drugs"] * 10) for number in range(1, 8)]
    profiles = {f"2024-{number:02d}": plain(30) for number in (1, 2, 3)}
    few = dict(list(profiles.items())[:2])

    short, unknown = (
        read_street(tmp_path, *sent, given=context(held=tuple(held), profile=held.get))
        for held in (profiles, few)
    )

    assert [found(one.shortfalls) for one in short.slices] == [[(FEWER, 20)]] * 7
    assert [found(one.shortfalls) for one in unknown.slices] == [[]] * 7


def test_the_version_in_use_counts_before_the_usual_month(tmp_path):
    profiles = {"2025-01": plain(12)} | {f"2024-{number:02d}": plain(300) for number in (1, 2, 3)}
    given = context(held=tuple(profiles), profile=profiles.get)
    lost = context(
        held=tuple(profiles), profile=lambda period: profiles[period] if "24" in period else None
    )

    same, unknown = (
        read_street(tmp_path, month(1, *["Drugs"] * 12), given=each) for each in (given, lost)
    )

    assert found(same.slices[0].shortfalls) == []
    assert found(unknown.slices[0].shortfalls) == [(FEWER, 288)]


def test_of_two_versions_the_more_settled_is_not_used_when_a_part_of_the_other_is_missing(tmp_path):
    waiting = [row(f"a{number}", outcome="Under investigation") for number in range(6)]
    settled = [row(f"a{number}", outcome="Local resolution") for number in range(6)]
    name = "2025-01-wexshire-street.csv"

    whole = read_street(tmp_path, (name, csv_text(*waiting)), ("b.csv", csv_text(*settled)))
    part = read_street(tmp_path, (name, csv_text(*waiting)), ("b.csv", csv_text(*settled[:3])))

    assert [one.rows for one in whole.slices] == [6]
    assert list(whole.set_aside["reason"]) == [
        "beside the version used, its outcomes are less settled"
    ]
    assert part.slices == ()
    assert [one.code for one in part.findings] == [codes.TWO_VERSIONS] * 2


def test_a_profile_counts_rows_places_and_types(tmp_path):
    text = csv_text(row("a1"), row("a2", crime="Drugs", lsoa=""), asb(), asb())
    frame = read_street(tmp_path, ("2025-01-x-street.csv", text)).slices[0].frame

    assert profile_of(frame, police_street.KIND) == Profile(
        rows=4,
        located=3,
        types={"Anti-social behaviour": 2, "Burglary": 1, "Drugs": 1},
        declared=14,
        noun="crime type",
        areas={"X01000001": 3},
    )
    assert profile_of(frame, police_street.KIND, {"X01000001"}).share_known == 1.0
    assert profile_of(frame, police_street.KIND, {"X01999999"}).share_known == 0.0


@pytest.mark.slow
@pytest.mark.skipif("REAL_DATA" not in os.environ, reason="needs the real files")
def test_two_real_years_pass_with_room_to_spare():
    folder = Path(os.environ["REAL_DATA"]) / "police-uk" / "street"
    files = [IncomingFile(path.name, path) for path in sorted(folder.glob("*.csv.gz"))]

    reading = read_files(police_street.KIND, files, context(partnership_areas=(), lookup=None))

    profiles = [profile_of(one.frame, police_street.KIND) for one in reading.slices]
    for at, one in enumerate(reading.slices):
        near = profiles[max(0, at - 12) : at]
        assert against_history(one.period, near, profiles[at]) == ()
    assert [one.shortfalls for one in reading.slices] == [()] * 24
    rows = sorted(profile.rows for profile in profiles)
    shares = sorted(profile.share_located for profile in profiles)
    assert rows[0] / rows[12] > 0.86
    assert shares[-1] - shares[0] < 0.018


def test_a_table_of_areas_sent_again_is_judged_by_its_rows(tmp_path):
    heading = "LSOA 2021 Code,Mid-2024: Population"
    areas = [f"E0100{number:04d},100" for number in range(20)]

    def people(rows, held=None):
        file = stored(tmp_path, "p.csv", "\n".join([heading, *rows]))
        given = {"current": lambda period: held.frame} if held else {}
        if held:
            profile = profile_of(held.frame, kinds.by_slug("population"))
            given |= {"held": ("mid-2024",), "profile": lambda period: profile}
        return read_as("population", file, context(**given)).slices[0]

    whole = people(areas)
    nearly, part = (people(areas[:rows], whole) for rows in (16, 15))

    assert [found(one.shortfalls) for one in (whole, nearly, part)] == [[], [], [(FEWER, 5)]]
    assert part.shortfalls[0].message == (
        "mid-2024 has 15 rows where 20 are in use. It is not taken into use unless you say so."
    )


def test_columns_that_were_not_sent_say_no_types_and_no_place():
    rows = pd.DataFrame({"period": ["2025-01"] * 3})

    profile = profile_of(rows, police_street.KIND)

    assert (profile.rows, profile.located, profile.types) == (3, 0, {})


def test_words_that_a_kind_does_not_declare_are_told_as_its_rest():
    rows = pd.DataFrame(
        {
            "crime_type": ["Burglary", "at Mrs Jones's", "Drugs", "at Mrs Jones's"],
            "lsoa_code": [None, None, None, None],
        }
    )
    kind = kinds.by_slug("police-street")
    plain = kinds.by_slug("plain-table")

    assert profile_of(rows, kind).types == {
        "Burglary": 1,
        "Drugs": 1,
        kind.measures[0].words.rest: 2,
    }
    assert profile_of(rows.rename(columns={"crime_type": "category"}), plain).types == {"Other": 4}


@pytest.mark.parametrize(
    ("period", "came_on", "kind", "codes_told"),
    [
        ("2025/26", date(2026, 2, 3), "counts", [NOT_OVER]),
        ("2025/26", date(2026, 3, 31), "counts", [NOT_OVER]),
        ("2025/26", date(2026, 4, 1), "counts", []),
        ("2026", date(2026, 12, 31), "fire-incidents", [NOT_OVER]),
        ("2026-Q1", date(2026, 3, 1), "counts", [NOT_OVER]),
        ("2026-Q1", date(2026, 4, 1), "counts", []),
        ("2026-03", date(2026, 3, 1), "counts", []),
        ("2026", date(2026, 3, 1), "area-look-up", []),
        ("2025/26", date(2026, 3, 1), "indicators", []),
        ("2025/26", None, "counts", []),
    ],
)
def test_what_came_before_its_time_was_over_is_a_part(period, came_on, kind, codes_told):
    told = not_over(period, came_on, kinds.by_slug(kind))

    assert [one.code for one in told] == codes_told


def test_of_a_year_that_is_not_over_it_is_said_when_it_ends_and_when_it_came():
    (told,) = not_over("2025/26", date(2026, 2, 3), kinds.by_slug("counts"))

    assert told.message == (
        "2025/26 ends on 31 March 2026 and came on 3 February 2026: it can only be a part of it."
        " It is not taken into use unless you say so."
    )
