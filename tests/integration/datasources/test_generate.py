"""Synthetic files by command."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command


def test_the_same_seed_writes_the_same_files(tmp_path: Path, capsys):
    made = []
    for folder in ("one", "two"):
        call_command(
            "generate", str(tmp_path / folder), "--rows", "1000", "--months", "2", "--last",
            "2025-12", "--json",
        )  # fmt: skip
        made.append(json.loads(capsys.readouterr().out))

    assert [Path(path).name for path in made[0]["police-street"]] == [
        "2025-11-wexshire-street.csv",
        "2025-12-wexshire-street.csv",
    ]
    first, second = (
        [Path(path).read_bytes() for path in report["police-street"]] for report in made
    )
    assert first == second
    # Months have seasons, so the number is near and not exact.
    assert 900 <= sum(content.count(b"\n") - 1 for content in first) <= 1100


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--rows", "3"], "Between 1,000 and 5,000,000 rows can be made."),
        (["--months", "0"], "Between 1 and 240 months can be made."),
        (["--last", "soon"], "A month is written as 2025-12."),
    ],
)
def test_wrong_use_is_said_in_words(arguments: list[str], words: str, tmp_path: Path):
    with pytest.raises(CommandError) as refused:
        call_command("generate", str(tmp_path), *arguments)

    assert (str(refused.value), refused.value.returncode) == (words, 2)
