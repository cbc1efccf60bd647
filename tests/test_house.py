"""The house's own rules, held against its own code."""

import ast
import importlib
import inspect
import pkgutil
import re
import tokenize
import tomllib
from pathlib import Path

import grimp
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


# Where days, months and lists are put into words; everywhere else asks there.
WORDS = "partnerships/words.py"
# Files of the sample have days as their senders write them, whatever we would say.
AS_PARTNERS_WRITE = "datasources/samples/tables.py"
SAYS_DAYS = {"strftime", "date_format", "month_name", "month_abbr"}
# A month, its form, and how a list that is cut ends.
SAID = re.compile(r"January|February|.*%[Bb]\b.*| more")


def said_elsewhere(tree: ast.AST):
    """Places that put a day, a month or a list into words by themselves."""
    for node in ast.walk(tree):
        name = getattr(node, "attr", getattr(node, "id", ""))
        value = getattr(node, "value", "")
        is_said = isinstance(value, str) and SAID.fullmatch(value)
        is_list = name == "join" and getattr(value, "value", "") in {" and ", " or "}
        if name in SAYS_DAYS or is_said or is_list:
            yield node.lineno


def test_days_months_and_lists_are_put_into_words_in_one_place():
    files = [file for room in (*ROOMS, "config") for file in (HOUSE / room).rglob("*.py")]
    found = [
        f"{file.relative_to(HOUSE)}:{line}"
        for file in sorted(files)
        if str(file.relative_to(HOUSE)) not in (WORDS, AS_PARTNERS_WRITE)
        for line in said_elsewhere(ast.parse(file.read_text()))
    ]
    found += [
        f"{page.relative_to(HOUSE)}: {filtered[0]}"
        for page in sorted((HOUSE / "templates").rglob("*.*"))
        for filtered in re.finditer(r"\|(date|time|naturalday|naturaltime)\b", page.read_text())
    ]

    assert found == []


def test_what_would_be_found_to_say_days_months_or_lists_by_itself():
    written = [
        'day.strftime("%d")',
        'formats.date_format(day, "j F Y")',
        'f"{day:%B} {day.year}"',
        "calendar.month_name[1]",
        'MONTHS = ("January", "March")',
        '" and ".join(names)',
        'f"{shown} and {count} more"',
        'f"between {said_day(first)} and {said_day(last)}"',
    ]

    assert [bool(list(said_elsewhere(ast.parse(each)))) for each in written] == [True] * 7 + [False]


SETTINGS = tomllib.loads((HOUSE / "pyproject.toml").read_text())["tool"]
NEVER = ("django", "celery")


def called_pure() -> set[str]:
    (contract,) = (
        one
        for one in SETTINGS["importlinter"]["contracts"]
        if one.get("forbidden_modules") == [*NEVER]
    )
    return set(contract["source_modules"])


def test_whatever_knows_neither_django_nor_celery_is_called_pure():
    """A package that nobody lists is held to nothing."""
    graph = grimp.build_graph(*ROOMS, include_external_packages=True)
    knows = {
        module: [one for one in NEVER if graph.chain_exists(module, one, as_packages=True)]
        for room in ROOMS
        for module in graph.find_children(room)
    }

    assert {module for module, known in knows.items() if not known} == called_pure()


def test_whatever_is_called_pure_has_its_types_checked():
    checked = {
        file.removesuffix(".py").replace("/", "."): (HOUSE / file).exists()
        for file in SETTINGS["mypy"]["files"]
    }

    assert checked == dict.fromkeys(called_pure(), True)


def test_every_module_of_a_room_has_its_floor():
    """import-linter says which has none, where a contract is exhaustive."""
    floors = [one for one in SETTINGS["importlinter"]["contracts"] if "containers" in one]

    assert [
        (one["containers"], one["exhaustive"], one["exhaustive_ignores"]) for one in floors
    ] == [([room], True, ["apps", "migrations"]) for room in ROOMS]
