"""What follows a commit must not undo what people are told: it is done."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOMS = ("config", "reports", "assessment", "datasources", "partnerships")


def acts_after_a_commit(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".on_commit"):
            yield node


def weakness(call: ast.Call) -> str:
    """Why a failure in here would answer 500 although everything is done."""
    keywords = {each.arg: ast.unparse(each.value) for each in call.keywords}
    if keywords.get("robust") != "True":
        return "not robust"
    # A robust one is logged by its name when it fails; a partial has none, and fails at that.
    if not isinstance(call.args[0], ast.Lambda | ast.Name | ast.Attribute):
        return "without a name"
    return ""


def test_whatever_follows_a_commit_may_fail():
    files = [file for room in ROOMS for file in (Path(settings.BASE_DIR) / room).rglob("*.py")]
    calls = [
        (file.name, call.lineno, weakness(call))
        for file in files
        for call in acts_after_a_commit(ast.parse(file.read_text()))
    ]

    assert [call for call in calls if call[2]] == []
    assert len(calls) >= 3


def test_what_would_be_found():
    written = [
        "transaction.on_commit(act)",
        "transaction.on_commit(partial(act, 1), robust=True)",
        "transaction.on_commit(lambda: act(1), robust=True)",
        "transaction.on_commit(act, robust=True)",
    ]

    assert [weakness(next(acts_after_a_commit(ast.parse(each)))) for each in written] == [
        "not robust",
        "without a name",
        "",
        "",
    ]
