"""The house's own rules, held against its own code."""

import importlib
import inspect
import pkgutil
import re
import tokenize
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent
ROOMS = ("partnerships", "datasources", "assessment", "reports")
# The record itself is written by whoever acts; it takes the actor among what it records.
NOT_A_DEED = {("partnerships.operations.trail", "record")}


def operations():
    for room in ROOMS:
        package = importlib.import_module(f"{room}.operations")
        for found in pkgutil.iter_modules(package.__path__):
            module = importlib.import_module(f"{package.__name__}.{found.name}")
            for name, function in inspect.getmembers(module, inspect.isfunction):
                if function.__module__ == module.__name__ and not name.startswith("_"):
                    yield module.__name__, name, inspect.signature(function).parameters


def test_an_operation_of_a_person_is_keyword_only_and_ends_with_by():
    deeds = [each for each in operations() if "by" in each[2] and each[:2] not in NOT_A_DEED]

    assert len(deeds) > 60
    assert [
        f"{module}.{name}"
        for module, name, takes in deeds
        if list(takes)[-1] != "by"
        or any(one.kind is not inspect.Parameter.KEYWORD_ONLY for one in takes.values())
    ] == []


@pytest.mark.parametrize("folder", [*ROOMS, "config", "tests", "scripts"])
def test_no_file_is_parted_by_banners_instead_of_being_two_files(folder):
    banner = re.compile(r"#\s*[-=*#]{3,}")
    found = []
    for path in sorted((HOUSE / folder).rglob("*.py")):
        with path.open("rb") as source:
            for token in tokenize.tokenize(source.readline):
                if token.type == tokenize.COMMENT and banner.match(token.string):
                    found.append(f"{path.relative_to(HOUSE)}:{token.start[0]}")

    assert found == []
