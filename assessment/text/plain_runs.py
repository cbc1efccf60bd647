"""Words with their bold, italic and links as plain signs, and back; one line or cell at a time."""

import re
from collections.abc import Iterator
from typing import Any

from prosemirror.model import Node

# What would begin a heading, a quotation, a table, a list or a figure, were it not escaped.
BLOCK_START = re.compile(r"#|>|\||[-+](?= |$)|\d{1,3}(?=[.)](?: |$))|\[\[| ")
ONLY_DASHES = re.compile(r":?-+:?")
LINK = re.compile(
    r"\[(?P<words>(?:\\.|[^\[\]\\])+)\]"
    r"\((?P<href>(?:\\.|\([^()\s]*\)|[^()\\\s])+)\)"
)
STARS = re.compile(r"\*+")

Run = dict[str, Any]


def write_lines(block: Node, *, in_cell: bool = False, is_heading: bool = False) -> list[str]:
    """The block's lines; a cell's lines are one, with `\\n` between them."""
    lines = [_line(runs, in_cell=in_cell) for runs in _runs_by_line(block)]
    if in_cell:
        return [_guard_cell("\\n".join(lines))]
    if is_heading:
        return [_guard_spaces(lines[0])]
    return [_guard_line(line) for line in lines]


def _runs_by_line(block: Node) -> list[list[Node]]:
    lines: list[list[Node]] = [[]]
    for index in range(block.child_count):
        child = block.child(index)
        if child.is_text:
            lines[-1].append(child)
        else:
            lines.append([])
    return lines


def _look(run: Node) -> tuple[str, bool, bool]:
    marks = {mark.type.name: mark for mark in run.marks}
    href = marks["link"].attrs["href"] if "link" in marks else ""
    return href, "bold" in marks, "italic" in marks


def _line(runs: list[Node], *, in_cell: bool) -> str:
    written = ""
    now = ("", False, False)
    for run in runs:
        look = _look(run)
        written = _turn(written, now, look)
        words = _escaped(run.text, in_link=bool(look[0]), in_cell=in_cell)
        after_sign = written.endswith("*") and not written.endswith("\\*")
        if after_sign and words.startswith(" ") and re.search(r"(?:^| )\*+$", written):
            words = f"\\{words}"
        written += words
        now = look
    return _turn(written, now, ("", False, False))


def _turn(written: str, now: tuple[str, bool, bool], then: tuple[str, bool, bool]) -> str:
    """Close the link, change bold and italic, open the next link."""
    if now[0] and now[0] != then[0]:
        href = re.sub(r"([()])", r"\\\1", now[0])
        written += f"]({href})"
    written += ("**" if now[1] != then[1] else "") + ("*" if now[2] != then[2] else "")
    return f"{written}[" if then[0] and now[0] != then[0] else written


def _escaped(words: str, *, in_link: bool, in_cell: bool) -> str:
    signs = r"[\\*\[\]]" if in_link else r"[\\*]|\](?=\()"
    return re.sub(f"{signs}|\\|" if in_cell else signs, r"\\\g<0>", words)


def _guard_line(line: str) -> str:
    if not line:
        return "\\"
    found = BLOCK_START.match(line)
    if not found:
        return line
    at = found.end() if found.group()[0].isdigit() else 0
    return f"{line[:at]}\\{line[at:]}"


def _guard_spaces(line: str) -> str:
    return f"\\{line}" if line.startswith(" ") else line


def _guard_cell(line: str) -> str:
    if line.endswith(" ") and line.strip(" "):
        line = f"{line[:-1]}\\ "
    if line.startswith((" ", "=", "{")) or ONLY_DASHES.fullmatch(line):
        line = f"\\{line}"
    if line.endswith(" ") and not line.endswith("\\ "):
        line = f"{line[:-1]}\\ "
    return line


def read_runs(lines: list[str]) -> list[Run]:
    """The inline content of the lines, a hard break between two."""
    content: list[Run] = []
    for index, line in enumerate(lines):
        content += [{"type": "hardBreak"}] if index else []
        content += _read_line("" if line == "\\" else line)
    return content


def split_cell(cell: str) -> list[str]:
    """A cell's lines, at each `\\n` that is not itself escaped."""
    lines = [""]
    at = 0
    while at < len(cell):
        pair = cell[at : at + 2]
        if pair == "\\n":
            lines.append("")
            at += 2
            continue
        step = 2 if pair.startswith("\\") else 1
        lines[-1] += cell[at : at + step]
        at += step
    return lines


def _read_line(line: str) -> list[Run]:
    tokens = list(_tokens(line, ""))
    _keep_lone_signs(tokens)
    bold = italic = False
    runs: list[Run] = []
    for kind, value, href in tokens:
        if kind == "stars":
            bold ^= len(value) // 2 % 2 == 1
            italic ^= len(value) % 2 == 1
        else:
            _append(runs, value, href, bold=bold, italic=italic)
    return runs


def _tokens(line: str, href: str) -> Iterator[list[str]]:
    at, words = 0, ""
    while at < len(line):
        link = None if href else LINK.match(line, at)
        stars = STARS.match(line, at)
        if stars and not _stands_alone(line, stars):
            yield ["words", words, href]
            words, at = "", stars.end()
            yield ["stars", stars.group(), href]
        elif link:
            yield ["words", words, href]
            words, at = "", link.end()
            yield from _tokens(link["words"], re.sub(r"\\(.)", r"\1", link["href"]))
        elif line[at] == "\\" and at + 1 < len(line) and not line[at + 1].isalnum():
            words += line[at + 1]
            at += 2
        else:
            step = len(stars.group()) if stars else 1
            words += line[at : at + step]
            at += step
    yield ["words", words, href]


def _stands_alone(line: str, stars: re.Match[str]) -> bool:
    """A star between two spaces is a star, as in 3 * 4."""
    before = line[max(stars.start() - 1, 0) : stars.start()]
    return before == " " and line[stars.end() : stars.end() + 1] == " "


def _keep_lone_signs(tokens: list[list[str]]) -> None:
    """An opening sign that nothing closes is taken as it is."""
    for sign in ("*", "**"):
        with_sign = [
            token for token in tokens if token[0] == "stars" and len(token[1]) // len(sign) % 2
        ]
        if len(with_sign) % 2 == 0:
            continue
        token = with_sign[-1]
        index = tokens.index(token)
        rest = token[1][len(sign) :]
        tokens[index : index + 1] = [["words", sign, token[2]]] + (
            [["stars", rest, token[2]]] if rest else []
        )


def _append(runs: list[Run], words: str, href: str, *, bold: bool, italic: bool) -> None:
    if not words:
        return
    marks: list[Run] = [{"type": "link", "attrs": {"href": href}}] if href else []
    marks += [{"type": "bold"}] if bold else []
    marks += [{"type": "italic"}] if italic else []
    runs.append({"type": "text", "text": words, **({"marks": marks} if marks else {})})
