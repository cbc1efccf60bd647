"""What `answer` says of the data in use: the same operations, with no worker running."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from datasources.analyses import ANALYSES
from datasources.analyses.options import AREA
from tests.factories.data import make_source, receive_and_accept
from tests.factories.people import World
from tests.integration.datasources.commands import refused, run

pytestmark = pytest.mark.slow


@pytest.fixture
def world(world_with_data: World) -> World:
    return world_with_data


@pytest.fixture
def here(world) -> list[str]:
    return ["--partnership", world.partnership.slug]


def test_counts_are_one_row_for_each_month_and_crime_type(world, here):
    answer = run("answer", "counts", *here, "--from", "2025-11", "--to", "2025-12")

    assert {tuple(row) for row in answer["table"]} == {
        ("area_code", "area_name", "month", "crime_type", "count")
    }
    assert {(row["area_code"], row["area_name"]) for row in answer["table"]} == {
        ("X07000001", "Wexmere")
    }
    assert len(answer["table"]) == 2 * 14
    assert [source["kind"] for source in answer["sources"]] == ["police-street", "area-look-up"]


@pytest.mark.parametrize("analysis", ["counts", "change", "rates", "trend", "season", "league"])
def test_every_analysis_answers_for_a_neighbour_a_ward_and_a_small_area(analysis, sample, here):
    areas = sample.place.small_areas
    ward = areas.iloc[0]["ward_code"]
    small_area = areas.iloc[0]["lsoa_code"]

    for code in ("X07000002", ward, small_area):
        answer = run("answer", analysis, *here, "--area", code)
        assert (answer["area_code"], bool(answer["finding"]), bool(answer["caveats"])) == (
            code,
            True,
            True,
        )


def test_of_two_police_sources_it_is_asked_which(world, sample, here):
    second = make_source(world.partnership, slug="second", by=world.analyst)
    receive_and_accept(second, sample.street[:2], by=world.analyst)

    code, reason, _ = refused("answer", "counts", *here)
    answer = run("answer", "counts", *here, "--source", "second")
    wrong, none_such, _ = refused("answer", "counts", *here, "--source", "third")

    assert (code, "Say which of them is asked" in reason) == (1, True)
    assert answer["period_to"] == "2024-02"
    assert (wrong, none_such) == (2, "There is no source third.")


def test_an_answer_speaks_to_a_person(here):
    printed = StringIO()

    call_command("answer", "rates", *here, stdout=printed)

    text = printed.getvalue()
    assert text.startswith("Wexmere had ")
    assert "Violence and sexual offences" in text
    assert "Source: Police recorded crime" in text


def test_what_cannot_be_answered_is_refused_with_the_reason(world, here):
    code, reason, _ = refused("answer", "counts", *here, "--area", "X99999999")

    assert (code, reason) == (
        1,
        "The area look-up does not hold X99999999. Check the code and the year of the look-up.",
    )


OF_ANY = [
    {
        "name": "measure",
        "takes": "measure",
        "default": "recorded crime where it is in use, else the only one in use",
    },
    {"name": "source", "takes": "source", "default": "the only one of the measure in use"},
    {"name": "together", "takes": "yes or no", "default": "one source alone"},
    {"name": "alike", "takes": "once or apart", "default": "it is asked"},
    {"name": "area", "takes": "area", "default": "the whole partnership"},
]
TO = {"name": "to", "takes": "period", "default": "the newest period held"}
OLDEST = {"name": "from", "takes": "period", "default": "the oldest period held"}
LEVEL = {
    "name": "level",
    "takes": "level",
    "default": "wards of one council, districts of several",
}
A_YEAR = {"name": "from", "takes": "period", "default": "a year up to the last period"}


def test_each_analysis_is_named_with_what_it_takes_and_what_is_meant_without():
    named = run("answer", "--list")

    assert [(one["name"], one["label"], one["is_standard"], one["needs"]) for one in named] == [
        ("trend", "Monthly trend", True, ["areas"]),
        ("change", "Change on the year before, by type", True, ["areas"]),
        ("rates", "Rate per 1,000 residents, by type", True, ["areas", "residents"]),
        ("counts", "Counts by month and type", False, ["areas"]),
        ("harm", "Number beside harm, by type", False, ["areas", "harm weights"]),
        ("league", "Areas side by side", False, ["areas"]),
        ("season", "Season: months with more or less", False, ["areas"]),
    ]
    assert {one["name"]: one["options"] for one in named} == {
        "trend": [*OF_ANY, OLDEST, TO],
        "change": [*OF_ANY, A_YEAR, TO],
        "rates": [*OF_ANY, A_YEAR, TO],
        "counts": [*OF_ANY, OLDEST, TO],
        "harm": [*OF_ANY, A_YEAR, TO],
        "league": [*OF_ANY, LEVEL, A_YEAR, TO],
        "season": [*OF_ANY, OLDEST, TO],
    }


@pytest.mark.parametrize(
    ("said", "beside"),
    [
        (["--from", "2025-11"], "from"),
        (["--to", "2025-11"], "to"),
        (["--area", "x07000001", "--from", "2025-11", "--to", "2025-12"], "from and to"),
    ],
)
def test_what_an_analysis_has_no_option_for_is_refused(here, monkeypatch, said, beside):
    monkeypatch.setitem(ANALYSES, "counts", replace(ANALYSES["counts"], options=(AREA,)))

    code, reason, _ = refused("answer", "counts", *here, *said)
    answer = run("answer", "counts", *here, "--area", "x07000001")

    assert (code, reason) == (
        1,
        f"“Counts by month and type” does not take “{beside}”, so the answer would be about"
        " something else than was asked. Ask again without it.",
    )
    assert answer["area_code"] == "X07000001"


def test_the_help_says_what_is_meant_without_an_option(capsys):
    with pytest.raises(SystemExit):
        call_command("answer", "--help")

    said = " ".join(capsys.readouterr().out.split())
    assert "ward or LSOA, or own:SOURCE:NAME; if not said, the whole partnership" in said
    assert (
        "--level LEVEL district, ward or lsoa; if not said, wards of one council, districts of"
        " several" in said
    )
    assert (
        "if not said, the oldest period held (trend, counts and season), a year up to the last"
        " period (change, rates, harm and league)" in said
    )
