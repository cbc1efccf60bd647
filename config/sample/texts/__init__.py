"""What the sample's writers wrote: a file for each section, in the plain notation of the editor.

One paragraph stands on one line. `{year}`, `{year-1}` and `{year+1}` stand for years;
`[[figure trend]]` for the figure of that name (`config.sample.figures`). `.draft` in a file's name
marks what stood there before the board had met. Everything is invented, and every number comes
from a figure or from a partner's source that the text names.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent
FINISHED, RUNNING = "finished", "running"

YEAR = re.compile(r"\{year([+-]\d)?\}")
FIGURE = re.compile(r"\[\[figure ([a-z_]+)(?=[\]:])")


def keys(which: str) -> list[str]:
    """The sections that were written, by their keys."""
    return sorted(
        path.stem for path in (FOLDER / which).glob("*.md") if not path.stem.endswith(".draft")
    )


def read(which: str, key: str, *, year: int, figures: dict[str, int], draft: bool = False) -> str:
    """A section's words with the years and figures of its own year."""
    path = FOLDER / which / f"{key}{'.draft' if draft else ''}.md"
    text = in_year(path.read_text(encoding="utf-8"), year)
    return FIGURE.sub(lambda found: f"[[figure {figures[found[1]]}", text).strip()


def has_draft(which: str, key: str) -> bool:
    return (FOLDER / which / f"{key}.draft.md").exists()


def in_year(text: str, year: int) -> str:
    return YEAR.sub(lambda found: str(year + int(found[1] or 0)), text)
