"""Parts of one whole, sums beside their parts, and namesakes: told apart where that is provable."""

import pytest

from datasources import geography, kinds
from datasources.intake import read_files
from tests.unit.datasources.building import (
    ALSO_INSIDE,
    DISTRICT,
    INSIDE,
    NEIGHBOUR,
    OUTSIDE,
    WARD,
    asb,
    context,
    csv_text,
    found,
    lookup,
    read_street,
    row,
    severities,
    stored,
)


def crimes(first: int, count: int) -> list[str]:
    return [row(f"c{number}", crime="Drugs") for number in range(first, first + count)]


@pytest.mark.parametrize(("count", "joined"), [(20, True), (19, False)])
def test_files_of_one_month_that_share_no_crime_are_parts_of_it(tmp_path, count, joined):
    reading = read_street(
        tmp_path,
        ("2025-01-part1.csv", csv_text(*crimes(0, count), asb())),
        ("2025-01-part2.csv", csv_text(*crimes(100, 40), asb())),
    )

    assert [one.rows for one in reading.slices] == ([count + 42] if joined else [])
    assert ("parts-joined" in found(reading)) is joined
    assert ("two-versions-of-a-period" in severities(reading)) is not joined


def test_files_that_share_one_crime_are_versions(tmp_path):
    reading = read_street(
        tmp_path,
        ("2025-01-part1.csv", csv_text(*crimes(0, 40))),
        ("2025-01-part2.csv", csv_text(*crimes(39, 40))),
    )

    assert reading.slices == ()
    assert severities(reading)["two-versions-of-a-period"] == "error"


def people(folder, *tables: tuple[int, int]):
    """Tables of residents: so many in each of two small areas."""
    texts = [
        f"LSOA 2021 Code,Mid-2024: Population\n{INSIDE},{one}\n{ALSO_INSIDE},{other}\n"
        for one, other in tables
    ]
    files = [stored(folder, f"people{at}.csv", text) for at, text in enumerate(texts)]
    return read_files(kinds.by_slug("population"), files, context())


@pytest.mark.parametrize(
    ("tables", "used"),
    [
        ([(40, 7), (60, 3), (100, 10)], [100, 10]),
        ([(100, 10), (40, 7), (60, 3)], [100, 10]),
        ([(40, 7), (60, 3), (100, 11)], None),
        ([(40, 7), (60, 3)], None),
        ([(0, 0), (0, 0), (0, 0)], [0, 0]),
    ],
)
def test_of_three_tables_the_one_that_is_the_sum_of_the_others_is_of_all_persons(
    tmp_path, tables, used
):
    reading = people(tmp_path, *tables)

    kept = [one.frame["population"].tolist() for one in reading.slices]
    assert kept == ([used] if used else [])
    assert ("two-versions-of-a-period" in severities(reading)) is (used is None)


def test_an_area_is_named_with_its_council_where_another_has_its_name():
    areas = lookup().assign(ward_name=["Abbey", "Brook End", "Abbey"])

    named = {code: geography.name_of(areas, code) for code in (WARD, "X05000002", "X05000003")}

    assert named == {
        WARD: "Abbey (Wexmere)",
        "X05000002": "Brook End",
        "X05000003": "Abbey (Stourcombe)",
    }
    assert geography.told_apart(areas.assign(lad_name="Wexmere"), "ward_code") == {
        WARD: f"Abbey (Wexmere, {WARD})",
        "X05000002": "Brook End",
        "X05000003": "Abbey (Wexmere, X05000003)",
    }
    assert geography.names_of(areas, [DISTRICT, NEIGHBOUR]) == "Wexmere and Stourcombe"
    assert geography.name_of(areas, OUTSIDE) == "Stourcombe 001A"
