"""The page of mutants: a run of some modules leaves what it says of the others."""

from scripts.mutations import Mutant, left, lines_of, table

PAGE = """\
| module | run on | mutants | killed | survived | not run | score |
| --- | --- | --: | --: | --: | --: | --: |
| `rules.gates` | 1 May 2026 | 10 | 6 | 2 | 2 | 75.0% |
| `rules.scan` | 1 May 2026 | 4 | 4 | 0 | 0 | 100.0% |
| `rules.fresh` | never | 9 | 0 | 0 | 9 |  |
| together |  | 23 | 10 | 2 | 11 | 83.3% |

## What survived, and why it is left

**`rules.gates.shut`**

- Equivalent: nobody passes.
  - `a < b`

**`rules.scan.gone`**

- Not looked at yet.
  - `c`
"""
FOUND = [
    Mutant("rules.gates", "rules.gates.shut", "", "not checked"),
    Mutant("rules.scan", "rules.scan.seen", "x `y`", "survived"),
    Mutant("rules.scan", "rules.scan.seen", "z", "survived"),
    Mutant("rules.scan", "rules.scan.seen", "", "killed"),
    Mutant("rules.scan", "rules.scan.seen", "", "timeout"),
    Mutant("rules.fresh", "rules.fresh.born", "", "not checked"),
]


def test_a_module_that_was_not_run_keeps_its_line_and_its_day():
    assert table(lines_of(FOUND, PAGE, "2 May 2026")).splitlines()[2:] == [
        "| `rules.gates` | 1 May 2026 | 10 | 6 | 2 | 2 | 75.0% |",
        "| `rules.scan` | 2 May 2026 | 4 | 2 | 2 | 0 | 50.0% |",
        "| `rules.fresh` | never | 1 | 0 | 0 | 1 |  |",
        "| together |  | 15 | 8 | 4 | 3 | 66.7% |",
    ]


def test_its_survivors_stay_and_those_of_the_others_are_of_this_run():
    known = {("rules.scan.seen", "z"): "Equivalent."}

    assert left(FOUND, known, PAGE).splitlines() == [
        "**`rules.gates.shut`**",
        "",
        "- Equivalent: nobody passes.",
        "  - `a < b`",
        "",
        "**`rules.scan.seen`**",
        "",
        "- Not looked at yet.",
        "  - `x 'y'`",
        "- Equivalent.",
        "  - `z`",
    ]
