"""Each entry of the folder of bad input ends as it is expected to: every word of it is compared."""

import re

import pytest

from tests.samples import built
from tests.samples.entries import FOLDER, SUFFIX, every, outcome
from tests.samples.write import OWN

ENTRIES = {one.name: one for one in every()}
# An error says what to do; so does a warning, unless what it says is all there is to know.
SAYS_WHAT_TO_DO = {"error", "warning"}


def marks(name: str) -> tuple:
    return (pytest.mark.slow,) if ENTRIES[name].said.get("slow") else ()


@pytest.mark.parametrize("name", [pytest.param(one, marks=marks(one)) for one in ENTRIES])
def test_what_is_sent_ends_as_expected(name, tmp_path):
    said = ENTRIES[name].said

    assert outcome(ENTRIES[name], tmp_path) == {
        key: value for key, value in said.items() if key not in OWN
    }


@pytest.mark.parametrize("name", ENTRIES)
def test_every_expectation_speaks_to_a_tired_person(name):
    """Rows add up, a reason stands for what is refused, and sentences end."""
    said = ENTRIES[name].said

    rows = said["rows"]
    assert said["why"].endswith(".")
    assert rows["read"] == rows["kept"] + rows["set aside"]
    is_told = any(
        one["severity"] == "error" or one["code"] == "personal-data-asked"
        for one in said["findings"]
    )
    assert bool(said["in use"]) or is_told
    for one in said["findings"]:
        assert re.search(r"[.?!]$", one["message"]), one
        assert one["severity"] not in SAYS_WHAT_TO_DO or one.get("what_to_do", "").endswith("."), (
            one
        )


def test_every_file_of_the_folder_is_expected_and_every_expectation_has_one():
    there = {one.name for one in FOLDER.iterdir() if not one.name.endswith(SUFFIX)}

    assert there | set(built.BUILT) == set(ENTRIES)
    assert not there & set(built.BUILT)
    assert len(ENTRIES) >= 120
