r"""The same text as plain lines, for the page without scripts: what is written here reads back.

    # Heading                  ## Smaller heading
    - bullet                   1. numbered; two spaces in front make it a list inside
    > quotation                **bold**, *italic*, [words](https://address)
    | Head | Head |            a table; the line of dashes makes the first row its head,
    | ---- | ---- |            a cell that begins with = is a heading by itself
    | cell | cell |
    [[figure 12: a note]]      a figure

A blank line begins a new paragraph, a single line end a new line in it. A backslash takes a sign
as it is; alone on a line it is an empty line, `\n` in a cell is a new line. `+` and `1)` mark a
list that directly follows one of the same kind; `{2x1}` opens a cell two columns wide.
"""

from prosemirror.model import Node

from assessment.text.arriving import MOST_CHARACTERS, InvalidText, too_long
from assessment.text.checking import Doc, as_node, empty, parse
from assessment.text.plain_reading import read_blocks
from assessment.text.plain_runs import write_lines

# Signs stand between the words of the plain form: of a table, hardly less than words.
MOST_PLAIN = 2 * MOST_CHARACTERS
LIST_MARKS = {"bulletList": ("-", "+"), "orderedList": (".", ")")}


def from_plain(text: str) -> Node:
    """The document that the lines describe. Raises InvalidText, as for a bad link."""
    if len(text) > MOST_PLAIN:
        raise InvalidText([too_long(len(text), MOST_PLAIN)])
    lines = text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n")
    try:
        blocks = read_blocks(lines)
    except RecursionError as error:
        raise InvalidText(["Lists stand inside lists too deep. Use fewer levels."]) from error
    return parse({"type": "doc", "content": blocks}) if blocks else empty()


def to_plain(doc: Doc) -> str:
    node = as_node(doc)
    if node.eq(empty()):
        return ""
    return "\n\n".join("\n".join(lines) for lines in _children_lines(node))


def block_to_plain(block: Node) -> str:
    return "\n".join(_block_lines(block, 0))


def _children_lines(node: Node) -> list[list[str]]:
    """Lists that stand next to one of their kind take turns with their marks, to stay apart."""
    found, turn, before = [], 0, ""
    for index in range(node.child_count):
        block = node.child(index)
        turn = 1 - turn if block.type.name == before else 0
        before = block.type.name
        found.append(_block_lines(block, turn))
    return found


def _block_lines(block: Node, turn: int) -> list[str]:
    name = block.type.name
    if name == "paragraph":
        return write_lines(block)
    if name == "heading":
        words = write_lines(block, is_heading=True)[0]
        sign = "#" * block.attrs["level"]
        return [f"{sign} {words}" if words else sign]
    if name == "figure":
        note = block.attrs["note"].replace("\\", "\\\\")
        return [f"[[figure {block.attrs['evidence']}{f': {note}' if note else ''}]]"]
    if name == "blockquote":
        return _quote_lines(block)
    if name == "table":
        return _table_lines(block)
    return _list_lines(block, LIST_MARKS[name][turn])


def _quote_lines(quote: Node) -> list[str]:
    found: list[str] = []
    for index in range(quote.child_count):
        found += [">"] if index else []
        found += [f"> {line}" for line in write_lines(quote.child(index))]
    return found


def _list_lines(block: Node, mark: str) -> list[str]:
    found: list[str] = []
    for index in range(block.child_count):
        item = block.child(index)
        number = min(block.attrs.get("start", 1) + index, 999)
        first = f"{number}{mark}" if block.type.name == "orderedList" else mark
        paragraph = item.child(0)
        lines = write_lines(paragraph) if paragraph.child_count else [""]
        found.append(f"{first} {lines[0]}" if lines[0] else first)
        found += [f"  {line}" for line in lines[1:]]
        for inner in _children_lines(item)[1:]:
            found += [f"  {line}" for line in inner]
    return found


def _table_lines(table: Node) -> list[str]:
    rows = [table.child(index) for index in range(table.child_count)]
    cells = [[row.child(index) for index in range(row.child_count)] for row in rows]
    has_head = all(cell.type.name == "tableHeader" for cell in cells[0])
    found = [_row_line(row, plain_head=has_head and index == 0) for index, row in enumerate(cells)]
    if has_head:
        found.insert(1, f"| {' | '.join('---' for _ in cells[0])} |")
    return found


def _row_line(cells: list[Node], *, plain_head: bool) -> str:
    return f"|{'|'.join(_cell(cell, plain_head=plain_head) for cell in cells)}|"


def _cell(cell: Node, *, plain_head: bool) -> str:
    head = "=" if cell.type.name == "tableHeader" and not plain_head else ""
    columns, rows = cell.attrs["colspan"], cell.attrs["rowspan"]
    span = f"{{{columns}x{rows}}}" if (columns, rows) != (1, 1) else ""
    return f"{head}{span} {write_lines(cell.child(0), in_cell=True)[0]} "
