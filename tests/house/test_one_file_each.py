"""A kind and an analysis that nobody foresaw, each put as one file where the registries look, in a
copy of the house: everything that walks them has the two, with no line changed elsewhere."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HOUSE = Path(__file__).resolve().parents[2]
NEWCOMERS = Path(__file__).parent / "newcomers"
ROOMS = ("assessment", "config", "datasources", "partnerships", "reports", "templates", "tests")
FILES = ("manage.py", "pyproject.toml")
TWIN = Path("tests/naive/twins/per_day.py")
PAGES = Path("tests/integration/datasources/test_pages_of_newcomers.py")
WALKERS = (
    "tests/naive/test_agreement.py",
    "tests/unit/datasources/test_analyses_declared.py",
    "tests/unit/datasources/test_kinds_declared.py",
    "tests/unit/datasources/test_samples_tables.py",
)
# Of the analysis with other kinds two are enough: one of rows, one of numbers.
TRIED = "kites or per-day-police-street or per-day-safeguarding or (per-day and they_agree)"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> Iterator[Path]:
    """With the kind and the analysis, and without the analysis's twin."""
    copy = tmp_path_factory.mktemp("house")
    for name in ROOMS:
        shutil.copytree(
            HOUSE / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "browser")
        )
    for name in FILES:
        shutil.copy(HOUSE / name, copy / name)
    (copy / "static").symlink_to(HOUSE / "static")
    (copy / "docs").mkdir()
    shutil.copy(NEWCOMERS / "kites.py", copy / "datasources/kinds/kites.py")
    shutil.copy(NEWCOMERS / "per_day.py", copy / "datasources/analyses/questions/per_day.py")
    yield copy
    shutil.rmtree(copy)


def run(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """In the copy, as a developer would."""
    apart = {"DATABASE_URL", "REDIS_URL", "PYTHONPATH"}
    given = {name: value for name, value in os.environ.items() if name not in apart}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=house,
        env=given | {"DATA_DIR": str(house / "var"), "DJANGO_DEBUG": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def manage(house: Path, *arguments: str) -> str:
    told = run(house, "manage.py", *arguments)
    assert told.returncode == 0, told.stderr
    return told.stdout


def test_the_kind_is_named_with_its_columns(house):
    named = {one["slug"]: one for one in json.loads(manage(house, "kinds", "--json"))}

    kites = named["kites-lost"]
    assert (kites["label"], kites["shape"], kites["measures"]) == (
        "Kites lost",
        "events",
        ["kites-lost"],
    )
    assert [one["heading"] for one in kites["columns"]][:3] == [
        "Kite number",
        "Day of landing",
        "Kind of kite",
    ]


def test_what_it_counts_is_named(house):
    named = {one["slug"]: one for one in json.loads(manage(house, "measures", "--json"))}

    kites = named["kites-lost"]
    assert (kites["kind"], kites["unit"], kites["totals"]) == ("kites-lost", "kites", ["All kites"])
    assert kites["categories"][-1] == "Other kites (not in the list)"


def test_the_analysis_is_named_where_it_says_and_with_its_own_options(house):
    named = json.loads(manage(house, "answer", "--list", "--json"))

    assert [one["name"] for one in named] == [
        *("trend", "change", "per-day", "rates", "counts", "harm", "league", "season")
    ]
    assert [one["name"] for one in named[2]["options"]] == [
        *("measure", "source", "together", "alike", "area", "to")
    ]
    assert "per-day" in manage(house, "answer", "--help")


def test_both_have_their_place_on_the_page_of_datasets(house):
    manage(house, "write_docs")

    lines = (house / "docs/datasets.md").read_text(encoding="utf-8").split("\n")
    assert "## Kites lost" in lines
    assert "* Published by: The society of kite flyers" in lines
    assert any(
        line.startswith("| Kind of kite | how it was built | what it was |") for line in lines
    )
    assert any(line.startswith("| How many each day | `per-day` | areas |") for line in lines)


def test_pages_offer_both_and_answer(house):
    shutil.copy(NEWCOMERS / "on_pages.py", house / PAGES)
    asked = run(house, "-m", "pytest", "-q", "-rA", str(PAGES))

    told = re.findall(r"^PASSED .*::(\w+)", asked.stdout, re.MULTILINE)
    assert asked.returncode == 0, asked.stdout[-3000:]
    assert sorted(told) == [
        "test_a_source_of_it_is_registered_with_what_the_kind_says",
        "test_the_form_of_the_register_offers_the_kind",
        "test_the_page_of_questions_asks_the_analysis_of_the_kind",
    ]


@pytest.mark.slow
def test_the_tests_that_walk_the_registries_try_both_and_ask_for_the_twin(house):
    asked = run(house, "-m", "pytest", "-q", "tests/naive/test_agreement.py", "-k", "naive_twin")

    assert asked.returncode == 1
    assert "Write tests/naive/twins/per_day.py" in asked.stdout

    shutil.copy(NEWCOMERS / "per_day_twin.py", house / TWIN)
    tried = run(house, "-m", "pytest", "-q", "-rA", "-k", TRIED, *WALKERS)

    for test in ("they_agree", "is_known_to_those_who_hold_counts_back", "of_it_and_of_no_other"):
        assert re.search(rf"^PASSED .*{test}.*\[.*(per-day|kites)", tried.stdout, re.MULTILINE)
    assert tried.returncode == 0, tried.stdout[-3000:]
