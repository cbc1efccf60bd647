"""What a browser sent, before the library sees it: decoded with care, then measured, once.

Nothing here draws, copies or repeats what it refuses, and every check costs as much as was sent.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from assessment.text.schema import LIMITS, SCHEMA

MOST_CHARACTERS: int = LIMITS["document"]["characters"]
MOST_PARTS: int = LIMITS["document"]["parts"]
MOST_LEVELS: int = LIMITS["document"]["levels"]
MOST_CELLS: int = LIMITS["table"]["cells"]
MOST_COLUMNS: int = LIMITS["table"]["columns"]
MOST_ROWS: int = LIMITS["table"]["rows"]
# Around the words stand the names of parts, some forty characters for each.
MOST_SENT = 4 * MOST_CHARACTERS + 200 * MOST_PARTS

CELLS = {"tableCell", "tableHeader"}
SURROGATE = re.compile("[\ud800-\udfff]")
# The words in a document that cannot be read as JSON, cut off or not.
WORDS_IN_JSON = re.compile(r'"text"\s*:\s*"((?:[^"\\]|\\.)*)')
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

NOT_WHOLE = "The text did not arrive whole. Send it again."
UNKNOWN_FORM = "The text has a form that this site does not know."
SAID = {
    ("heading", "level"): "A heading has a level that a section does not have.",
    ("orderedList", "start"): "A numbered list must start between {} and {}.",
    ("tableCell", "colspan"): "A cell of a table may span {} to {} rows or columns.",
    ("tableCell", "rowspan"): "A cell of a table may span {} to {} rows or columns.",
    ("tableHeader", "colspan"): "A cell of a table may span {} to {} rows or columns.",
    ("tableHeader", "rowspan"): "A cell of a table may span {} to {} rows or columns.",
    ("figure", "evidence"): "A figure does not say which evidence it shows.",
    ("figure", "note"): "The note of a figure may have {} characters.",
    ("link", "href"): "An address of a link may have {} characters.",
}


class InvalidText(ValueError):  # noqa: N818 - read as a sentence where it is raised
    """The text cannot be taken as it is; `reasons` are sentences for the writer."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def decoded(written: str) -> object:
    """JSON as a browser writes it: no number beyond measure, no name twice, nothing endless."""
    if len(written) > MOST_SENT:
        raise InvalidText([too_long(len(written), MOST_SENT)])
    try:
        return json.loads(
            written, parse_int=_whole, parse_constant=_refused, object_pairs_hook=_once_each
        )
    except (ValueError, RecursionError) as error:
        raise InvalidText([NOT_WHOLE]) from error


def too_long(length: int, most: int) -> str:
    return (
        f"The text is longer than one section may be: it has {length:,} characters, "
        f"{length - most:,} more than the {most:,} that fit. Shorten it, or put a part of it into "
        "another section."
    )


def _whole(digits: str) -> int:
    if len(digits) > 18:
        raise ValueError("a number beyond measure")
    return int(digits)


def _refused(name: str) -> float:
    raise ValueError(name)


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


class _Measure:
    """What has been counted so far; the words are counted to the end, to say by how much."""

    def __init__(self) -> None:
        self.characters = 0
        self.parts = 0
        self.reasons: dict[str, None] = {}

    def take(self, node: object) -> list[object]:
        """Count one part and give those inside it."""
        if not isinstance(node, dict) or not isinstance(node.get("type"), str):
            raise InvalidText([UNKNOWN_FORM])
        if node["type"] not in SCHEMA.nodes:
            raise InvalidText([UNKNOWN_FORM])
        self.parts += 1
        self._words(node)
        self._attrs(node["type"], node.get("attrs"))
        self._marks(node.get("marks"))
        content = node.get("content")
        if content is None:
            return []
        if not isinstance(content, list):
            raise InvalidText([UNKNOWN_FORM])
        if node["type"] == "table":
            self._table(content)
        return content

    def _words(self, node: dict[str, Any]) -> None:
        words = node.get("text")
        if node["type"] != "text":
            return
        if not isinstance(words, str):
            raise InvalidText([UNKNOWN_FORM])
        self.characters += len(words)
        if SURROGATE.search(words):
            self.reasons["A character is broken in two. Type it again."] = None

    def _marks(self, marks: object) -> None:
        if marks is None:
            return
        if not isinstance(marks, list) or len(marks) > len(SCHEMA.marks):
            raise InvalidText([UNKNOWN_FORM])
        for mark in marks:
            if not isinstance(mark, dict) or mark.get("type") not in list(SCHEMA.marks):
                raise InvalidText([UNKNOWN_FORM])
            self._attrs(mark["type"], mark.get("attrs"))

    def _attrs(self, name: str, attrs: object) -> None:
        if attrs is None:
            return
        if not isinstance(attrs, dict):
            raise InvalidText([UNKNOWN_FORM])
        for key, limit in LIMITS["attrs"].get(name, {}).items():
            if key in attrs:
                self._attr((name, key), attrs[key], limit)

    def _attr(self, place: tuple[str, str], value: object, limit: list[int] | int) -> None:
        if isinstance(limit, list):
            if not isinstance(value, int) or isinstance(value, bool):
                raise InvalidText([UNKNOWN_FORM])
            if not limit[0] <= value <= limit[1]:
                self.reasons[SAID[place].format(*limit)] = None
            return
        if not isinstance(value, str):
            raise InvalidText([UNKNOWN_FORM])
        if SURROGATE.search(value):
            self.reasons["A character is broken in two. Type it again."] = None
        if len(value) > limit:
            self.reasons[SAID[place].format(limit)] = None

    def _table(self, rows: list[object]) -> None:
        cells = widest = 0
        for row in rows:
            content = row.get("content") if isinstance(row, dict) else None
            if not isinstance(content, list):
                raise InvalidText([UNKNOWN_FORM])
            cells += len(content)
            widest = max(widest, sum(_columns(cell) for cell in content))
        found = table_reasons(cells=cells, columns=widest, rows=len(rows))
        self.reasons |= dict.fromkeys(found)


def table_reasons(*, cells: int, columns: int, rows: int) -> list[str]:
    """Why a table is too large; empty when it is not."""
    counted = (
        ("cells", cells, MOST_CELLS),
        ("columns", columns, MOST_COLUMNS),
        ("rows", rows, MOST_ROWS),
    )
    return [
        f"A table has {count:,} {what}, {count - most:,} more than the {most:,} that fit. Make two "
        "tables of it, or leave out what readers do not need."
        for what, count, most in counted
        if count > most
    ]


def _columns(cell: object) -> int:
    attrs = cell.get("attrs") if isinstance(cell, dict) else None
    span = attrs.get("colspan", 1) if isinstance(attrs, dict) else 1
    return span if isinstance(span, int) and span > 0 else 1


def check_shape(document: object) -> None:
    """Raise InvalidText unless a text is as deep, as long and as plain as a section's may be."""
    if not isinstance(document, dict):
        raise InvalidText([NOT_WHOLE])
    measure = _Measure()
    waiting: list[tuple[object, int]] = [(document, 0)]
    while waiting:
        node, level = waiting.pop()
        if level > MOST_LEVELS:
            raise InvalidText(["Lists stand inside lists too deep. Use fewer levels."])
        waiting.extend((child, level + 1) for child in measure.take(node))
    if measure.characters > MOST_CHARACTERS:
        measure.reasons[too_long(measure.characters, MOST_CHARACTERS)] = None
    if measure.parts > MOST_PARTS:
        measure.reasons[
            f"The text has {measure.parts:,} paragraphs, cells and pieces, "
            f"{measure.parts - MOST_PARTS:,} more than the {MOST_PARTS:,} that fit. Put a part of "
            "it into another section."
        ] = None
    if measure.reasons:
        raise InvalidText(list(measure.reasons))


def words_sent(written: str) -> str:
    """Every word of a document that was refused, a line for each part, whatever its form."""
    try:
        lines = list(_words_within(json.loads(written, parse_int=str)))
    except (ValueError, RecursionError):
        lines = [_unescaped(found[1]) for found in WORDS_IN_JSON.finditer(written)]
    return UNSEEN.sub("", "\n\n".join(filter(None, lines)))


def _words_within(document: object) -> Iterator[str]:
    """Words of neighbouring runs are one line; each part that holds runs begins a new one."""
    waiting = [document]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            waiting.extend(reversed(part))
        elif isinstance(part, dict):
            content = part.get("content")
            runs = content if isinstance(content, list) else []
            yield "".join(_own_words(run) for run in runs)
            waiting.extend(
                value
                for key, value in reversed(part.items())
                if isinstance(value, dict | list) and key != "marks"
            )


def _own_words(run: object) -> str:
    words = run.get("text") if isinstance(run, dict) else None
    if isinstance(words, str):
        return words
    return "\n" if isinstance(run, dict) and run.get("type") == "hardBreak" else ""


def _unescaped(words: str) -> str:
    try:
        return str(json.loads(f'"{words}"'))
    except ValueError:
        return words
