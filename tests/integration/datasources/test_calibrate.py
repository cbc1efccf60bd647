"""The placebo by command: any police force's files, with councils and wards where a look-up is."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from datasources import samples
from datasources.analyses.placebo import MORE


@pytest.fixture(scope="module")
def two_years(tmp_path_factory):
    folder = tmp_path_factory.mktemp("calibrate")
    return samples.generate(
        folder, months=samples.months_back_from("2025-12", 24), rows_per_month=400
    )


def calibrated(*words: object) -> str:
    out = StringIO()
    call_command("calibrate", *map(str, words), stdout=out)
    return out.getvalue()


def test_months_in_which_nothing_changed_are_scored_by_size_and_by_level(two_years):
    told = json.loads(calibrated(*two_years.street, "--look-up", two_years.lookup, "--json"))

    assert told["more"] == list(MORE)
    assert [row["level"] for row in told["levels"]] == [
        "whole files, by type",
        "small areas, all together",
        "councils, all together",
        "councils, by type",
        "wards, all together",
        "wards, by type",
    ]
    assert {tuple(row) for row in told["bands"]} == {
        ("from", "to", "looks", "false", "false_by_poisson", "noticed")
    }
    assert sum(row["looks"] for row in told["bands"]) == sum(row["looks"] for row in told["levels"])
    assert told["bands"][-1]["to"] is None
    assert all(0 <= row["false"] <= row["false_by_poisson"] for row in told["levels"])
    for row in told["levels"]:
        assert row["noticed"] == sorted(row["noticed"])


def test_without_a_look_up_it_is_asked_of_whole_files_and_small_areas(two_years):
    sizes, levels = calibrated(*two_years.street).split("\n\n")

    assert sizes.startswith("size ")
    assert [line.split("  ")[0] for line in levels.splitlines()] == [
        "level",
        "whole files, by type",
        "small areas, all together",
    ]


def test_it_is_kept_where_documents_are_drawn_from(two_years, settings, tmp_path):
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path

    printed = calibrated(*two_years.street, "--json", "--write")

    assert (tmp_path / "docs" / "calibration.json").read_text() == printed


def test_wrong_use_is_a_sentence(two_years, tmp_path):
    empty = tmp_path / "empty.csv"
    empty.write_text("Crime ID,Month,Crime type,LSOA code\n")
    unknown = tmp_path / "unknown.csv"
    unknown.write_text("What,When\na,b\n")
    cases = [
        ((Path("nowhere.csv"),), "There is no file nowhere.csv."),
        ((unknown,), "Say with --kind what unknown.csv is. It may be: "),
        ((two_years.lookup,), f"Say with --kind what {Path(two_years.lookup).name} is."),
        ((empty, "--kind", "police-street"), "empty.csv: "),
        ((*two_years.street[:12],), "Two whole years of months with 20 or more of something"),
        ((*two_years.street, "--kind", "area-look-up"), "Say with --kind what "),
        ((*two_years.street, "--look-up", two_years.street[0]), f"{two_years.street[0].name}: "),
    ]
    for words, begins in cases:
        with pytest.raises(CommandError) as refused:
            calibrated(*words)
        assert str(refused.value).startswith(begins), words
        assert refused.value.returncode == 2
