"""What `make mutants` came to: `python -m scripts.mutations` writes docs/mutations.md.

A mutant is our code changed in one place. It is killed when a test fails over it (or runs for
ever), and survives when none does. Why a survivor is left stands in tests/mutants_left.toml; one
that is not named there is listed as not yet looked at, and a reason that no survivor needs any more
is said on the way out, with exit 1.
"""

import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import walk_mutatable_files
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

PAGE = Path("docs/mutations.md")
REASONS = Path("tests/mutants_left.toml")
KILLED = {"killed", "timeout"}
SURVIVED = {"survived", "no tests"}
COUNTS = ("mutants", "killed", "survived")
NEVER = "never"
HEAD = """\
# What the tests notice

Written by `make mutants`. The rules, what holds small counts back and what decides who may do
what are changed in one place at a time: a boundary, a sign, a word, a value gone. Each changed copy
is a mutant, and the tests that call its function are run over it. A mutant is killed when one of
them fails, or runs for ever.

The library is [mutmut](https://mutmut.readthedocs.io/); what it works on and with which tests
stands in `pyproject.toml`. It changes what functions do: tables outside of them (`ROLES`, `GATES`)
it leaves alone; they are held by the tests that read them. A mutant that has not been run counts
for nothing in a score.

It takes hours on a two-core machine, so it is no part of `make test` or `.ci/run`. After a first
run, `.venv/bin/mutmut run 'assessment.rules.scan*'` asks again of one module,
`.venv/bin/mutmut show NAME` prints one mutant, and `.venv/bin/python -m scripts.mutations` writes
this page anew.
"""


@dataclass(frozen=True)
class Mutant:
    """One changed copy: its function, the changed lines as they are in it, what became of it."""

    module: str
    function: str
    changed: str
    status: str


def mutants() -> list[Mutant]:
    """Every one of the last run, in the order of the files; only survivors have their lines."""
    found = []
    for path in sorted(walk_mutatable_files()):
        known = SourceFileMutationData(path=path)
        known.load()
        module = ".".join(path.with_suffix("").parts)
        for name, code in known.exit_code_by_key.items():
            status = status_by_exit_code[code]
            function, owner = orig_function_and_class_names_from_key(name)
            called = ".".join(part for part in (module, owner, function) if part)
            lines = changed_lines(name, path) if status in SURVIVED else ""
            found.append(Mutant(module, called, lines, status))
    return found


def changed_lines(name: str, path: Path) -> str:
    """What stands in a mutant instead of ours, in one line; what went, if nothing does."""
    diff = get_diff_for_mutant(name, path=path).splitlines()[2:]
    new = [line[1:].strip() for line in diff if line.startswith("+")]
    old = [line[1:].strip() for line in diff if line.startswith("-")]
    return " ".join(new) if new else f"without: {' '.join(old)}"


def reasons() -> dict[tuple[str, str], str]:
    """Why each survivor that is left is left, by its function and changed lines."""
    groups = tomllib.loads(REASONS.read_text())["left"] if REASONS.exists() else []
    return {
        (group["function"], changed): " ".join(group["why"].split())
        for group in groups
        for changed in group["changed"]
    }


@dataclass(frozen=True)
class Line:
    """A module in the table: the day of its run, its mutants, and what they came to."""

    module: str
    day: str
    mutants: int
    killed: int
    survived: int

    def __str__(self) -> str:
        tried = self.killed + self.survived
        score = f"{100 * self.killed / tried:.1f}%" if tried else ""
        name = f"`{self.module}`" if self.module else "together"
        numbers = (self.mutants, self.killed, self.survived, self.mutants - tried, score)
        return f"| {name} | {self.day} | {' | '.join(map(str, numbers))} |"


LINE = re.compile(r"\| `([\w.]+)` \| ([^|]*) \| (\d+) \| (\d+) \| (\d+) \| \d+ \| [\d.%]* \|")


def lines_of(found: list[Mutant], page: str, today: str) -> list[Line]:
    """A line for each module there is: of this run where it was run at all, else as it stood."""
    before = {
        m[1]: Line(m[1], m[2], *(int(number) for number in m.groups()[2:]))
        for m in LINE.finditer(page)
        if m[2] != NEVER
    }
    lines = []
    for module in dict.fromkeys(one.module for one in found):
        mine = Counter(one.status for one in found if one.module == module)
        killed, survived = (sum(mine[each] for each in kind) for kind in (KILLED, SURVIVED))
        now = Line(module, today, mine.total(), killed, survived)
        is_run = killed + survived
        lines.append(now if is_run else before.get(module, replace(now, day=NEVER)))
    return lines


def table(lines: list[Line]) -> str:
    """A line for each module and one for all: of those run, the share killed."""
    all_of_them = Line("", "", *(sum(getattr(one, each) for one in lines) for each in COUNTS))
    return "\n".join(
        [
            "| module | run on | mutants | killed | survived | not run | score |",
            "| --- | --- | --: | --: | --: | --: | --: |",
            *map(str, [*lines, all_of_them]),
        ]
    )


def left(found: list[Mutant], known: dict[tuple[str, str], str], page: str) -> str:
    """What survived, by function, with its reason; of modules that were not run, as it stood."""
    run = {one.module for one in found if one.status in KILLED | SURVIVED}
    said = {
        m[1]: m[2].strip()
        for m in re.finditer(
            r"^\*\*`([\w.]+)`\*\*$(.*?)(?=^\*\*|\Z)", page, re.DOTALL | re.MULTILINE
        )
        if not any(m[1].startswith(f"{module}.") for module in run)
    }
    survivors = [one for one in found if one.status in SURVIVED]
    for function in dict.fromkeys(one.function for one in survivors):
        by_reason: dict[str, list[str]] = {}
        for one in survivors:
            if one.function == function:
                why = known.get((function, one.changed), "Not looked at yet.")
                by_reason.setdefault(why, []).append(one.changed)
        said[function] = "\n".join(
            f"- {why}\n" + "\n".join(f"  - `{each.replace('`', chr(39))}`" for each in changed)
            for why, changed in by_reason.items()
        )
    return "\n\n".join(f"**`{function}`**\n\n{said[function]}" for function in sorted(said))


def main() -> int:
    found, known = mutants(), reasons()
    page = PAGE.read_text() if PAGE.exists() else ""
    today = f"{datetime.now(UTC):%-d %B %Y}"
    parts = [HEAD, table(lines_of(found, page, today))]
    parts += ["\n## What survived, and why it is left\n", left(found, known, page)]
    PAGE.write_text("\n".join(parts).rstrip() + "\n")
    run = {one.module for one in found if one.status in KILLED | SURVIVED}
    standing = {(one.function, one.changed) for one in found if one.status in SURVIVED}
    idle = [
        f"{function}: {changed}"
        for function, changed in known
        if (function, changed) not in standing
        and any(function.startswith(f"{module}.") for module in run)
    ]
    for each in idle:
        print(f"{REASONS} gives a reason for what does not survive: {each}")
    return 1 if idle else 0


if __name__ == "__main__":
    sys.exit(main())
