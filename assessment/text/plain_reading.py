"""Plain lines read into blocks: headings, lists, tables, quotations, figures, paragraphs."""

import re
from typing import Any

from assessment.text.arriving import InvalidText, table_reasons
from assessment.text.plain_runs import read_runs, split_cell

HEADING = re.compile(r"(#{1,6})(?: (.*))?")
FIGURE = re.compile(r"\[\[figure ([A-Za-z0-9_-]{1,64})(?:: ?(.*))?\]\] *", re.IGNORECASE)
ITEM = re.compile(r"( *)(?:([-+*])|(\d{1,3})([.)]))(?: (.*))?")
SPAN = re.compile(r"\{(\d{1,2})x(\d{1,2})\}")
DASHES = re.compile(r":?-{3,}:?")

Block = dict[str, Any]
Read = tuple[Block, int]


def read_blocks(lines: list[str]) -> list[Block]:
    found: list[Block] = []
    at = 0
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        block, at = _read_block(lines, at)
        found.append(block)
    return found


def _read_block(lines: list[str], at: int) -> Read:
    line = lines[at]
    if heading := HEADING.fullmatch(line):
        runs = read_runs([(heading[2] or "").lstrip(" ")])
        return _with(runs, type="heading", attrs={"level": min(len(heading[1]), 2)}), at + 1
    if figure := FIGURE.fullmatch(line):
        note = re.sub(r"\\(.)", r"\1", figure[2] or "")
        return {"type": "figure", "attrs": {"evidence": figure[1], "note": note}}, at + 1
    if line.startswith("|"):
        return _read_table(lines, at)
    if line.startswith(">"):
        return _read_quote(lines, at)
    if mark := ITEM.fullmatch(line):
        return _read_list(lines, at, mark)
    return _read_paragraph(lines, at)


def _begins_block(line: str) -> bool:
    return bool(
        line.startswith(("|", ">"))
        or HEADING.fullmatch(line)
        or FIGURE.fullmatch(line)
        or ITEM.fullmatch(line)
    )


def _with(content: list[Block], **parts: Any) -> Block:
    return {**parts, "content": content} if content else parts


def _paragraph(lines: list[str]) -> Block:
    return _with(read_runs([line.lstrip(" ") for line in lines]), type="paragraph")


def _read_paragraph(lines: list[str], at: int) -> Read:
    end = at + 1
    while end < len(lines) and lines[end].strip() and not _begins_block(lines[end]):
        end += 1
    return _paragraph(lines[at:end]), end


def _read_quote(lines: list[str], at: int) -> Read:
    paragraphs: list[list[str]] = [[]]
    while at < len(lines) and lines[at].startswith(">"):
        line = lines[at][1:].removeprefix(" ")
        if line.strip():
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
        at += 1
    kept = [_paragraph(paragraph) for paragraph in paragraphs if paragraph]
    return {"type": "blockquote", "content": kept or [{"type": "paragraph"}]}, at


def _same_list(first: re.Match[str], other: re.Match[str]) -> bool:
    """Same depth, give or take a space, and the same mark."""
    is_level = abs(len(first[1]) - len(other[1])) < 2
    return is_level and (first[2], first[4]) == (other[2], other[4])


def _read_list(lines: list[str], at: int, first: re.Match[str]) -> Read:
    items: list[Block] = []
    while at < len(lines):
        mark = ITEM.fullmatch(lines[at])
        if not mark or not _same_list(first, mark):
            break
        item, at = _read_item(lines, at, mark)
        items.append(item)
        following = _past_blank(lines, at)
        next_mark = ITEM.fullmatch(lines[following]) if following < len(lines) else None
        if next_mark and _same_list(first, next_mark):
            at = following
    if first[2]:
        return {"type": "bulletList", "content": items}, at
    return {"type": "orderedList", "attrs": {"start": int(first[3])}, "content": items}, at


def _read_item(lines: list[str], at: int, mark: re.Match[str]) -> Read:
    depth = len(mark[1])
    own = [mark[5] or ""]
    at += 1
    while at < len(lines) and _continues(lines[at], depth):
        own.append(lines[at])
        at += 1
    inner: list[Block] = []
    while True:
        following = _past_blank(lines, at)
        nested = ITEM.fullmatch(lines[following]) if following < len(lines) else None
        if not nested or len(nested[1]) < depth + 2:
            break
        block, at = _read_list(lines, following, nested)
        inner.append(block)
    return {"type": "listItem", "content": [_paragraph(own), *inner]}, at


def _continues(line: str, depth: int) -> bool:
    is_deeper = len(line) - len(line.lstrip(" ")) > depth
    return bool(line.strip()) and is_deeper and not ITEM.fullmatch(line)


def _past_blank(lines: list[str], at: int) -> int:
    while at < len(lines) and not lines[at].strip():
        at += 1
    return at


def _read_table(lines: list[str], at: int) -> Read:
    rows: list[list[str]] = []
    while at < len(lines) and lines[at].startswith("|"):
        rows.append(_split_row(lines[at]))
        at += 1
    has_head = len(rows) > 1 and all(DASHES.fullmatch(cell) for cell in rows[1])
    if has_head:
        del rows[1]
    if not any(SPAN.match(cell.lstrip("=")) for row in rows for cell in row):
        width = max(len(row) for row in rows)
        # Before short rows are filled up: one long row and many short ones make a table of both.
        reasons = table_reasons(cells=width * len(rows), columns=width, rows=len(rows))
        if reasons:
            raise InvalidText(reasons)
        rows = [row + [""] * (width - len(row)) for row in rows]
    content = [
        {"type": "tableRow", "content": [_read_cell(cell, has_head and not i) for cell in row]}
        for i, row in enumerate(rows)
    ]
    return {"type": "table", "content": content}, at


def _split_row(line: str) -> list[str]:
    """At every bar that is not escaped; the bars at both ends are the frame."""
    cells = [""]
    inside = iter(line[1:])
    for sign in inside:
        if sign == "|":
            cells.append("")
        else:
            cells[-1] += sign + next(inside, "") if sign == "\\" else sign
    if len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    return [_stripped(cell) for cell in cells]


def _stripped(cell: str) -> str:
    """Without the spaces around it, but with one that a backslash keeps."""
    cell = cell.lstrip(" ")
    bare = cell.rstrip(" ")
    slashes = len(bare) - len(bare.rstrip("\\"))
    return f"{bare} " if slashes % 2 and len(bare) < len(cell) else bare


def _read_cell(cell: str, is_head: bool) -> Block:
    if cell.startswith("="):
        is_head, cell = True, cell[1:].lstrip(" ")
    attrs = {"colspan": 1, "rowspan": 1}
    if span := SPAN.match(cell):
        attrs = {"colspan": int(span[1]), "rowspan": int(span[2])}
        cell = cell[span.end() :].lstrip(" ")
    runs = read_runs(split_cell(cell))
    return {
        "type": "tableHeader" if is_head else "tableCell",
        "attrs": attrs,
        "content": [_with(runs, type="paragraph")],
    }
