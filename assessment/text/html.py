"""The document as HTML, escaped by construction: the server alone decides the markup."""

import html
from collections.abc import Callable

from prosemirror.model import Node

from assessment.text.checking import Doc, as_node, is_safe_href

WRAPPED = {
    "paragraph": "p",
    "bulletList": "ul",
    "listItem": "li",
    "blockquote": "blockquote",
    "tableRow": "tr",
}
# A table wider than its page scrolls in a box of its own, by the keyboard too.
SCROLLER = '<div class="scroll" role="group" aria-label="Table" tabindex="0">'
MARKS = {"bold": "strong", "italic": "em"}


def render_html(doc: Doc, *, base_level: int, figure: Callable[[str], str]) -> str:
    """Headings begin at `base_level`; `figure` gives the safe HTML of a piece of evidence."""
    node = as_node(doc)
    return "".join(
        _block(node.child(index), base_level, figure) for index in range(node.child_count)
    )


def _inside(node: Node, base_level: int, figure: Callable[[str], str]) -> str:
    if node.inline_content:
        return _inline(node)
    return "".join(
        _block(node.child(index), base_level, figure) for index in range(node.child_count)
    )


def _block(node: Node, base_level: int, figure: Callable[[str], str]) -> str:
    name = node.type.name
    if name == "figure":
        note = html.escape(node.attrs["note"])
        return figure(node.attrs["evidence"]) + (
            f'<p class="figure-note">{note}</p>' if note else ""
        )
    if name == "table":
        return _table(node, base_level, figure)
    inside = _inside(node, base_level, figure)
    if name == "listItem":
        # A lone paragraph goes without <p>: print makes a broken list of <li><p>.
        return f"<li>{_list_item(node, base_level, figure)}</li>"
    if name == "heading":
        level = min(base_level + node.attrs["level"] - 1, 6)
        return f"<h{level}>{inside}</h{level}>" if inside else ""
    if name == "orderedList":
        start = node.attrs["start"]
        return f'<ol start="{int(start)}">{inside}</ol>' if start != 1 else f"<ol>{inside}</ol>"
    tag = WRAPPED[name]
    return f"<{tag}>{inside}</{tag}>"


def _list_item(node: Node, base_level: int, figure: Callable[[str], str]) -> str:
    lists = (_block(node.child(index), base_level, figure) for index in range(1, node.child_count))
    return _inline(node.child(0)) + "".join(lists)


def _table(node: Node, base_level: int, figure: Callable[[str], str]) -> str:
    """The first row becomes the head when all of it is headings."""
    rows = [node.child(index) for index in range(node.child_count)]
    has_head = len(rows) > 1 and all(
        rows[0].child(index).type.name == "tableHeader" for index in range(rows[0].child_count)
    )
    head = f"<thead>{_row(rows[0], 'col')}</thead>" if has_head else ""
    body = "".join(_row(row, "row") for row in (rows[1:] if has_head else rows))
    return f"{SCROLLER}<table>{head}<tbody>{body}</tbody></table></div>"


def _row(row: Node, scope: str) -> str:
    return f"<tr>{''.join(_cell(row.child(index), scope) for index in range(row.child_count))}</tr>"


def _cell(cell: Node, scope: str) -> str:
    is_header = cell.type.name == "tableHeader"
    tag = "th" if is_header else "td"
    attrs = f' scope="{scope}"' if is_header else ""
    for span in ("colspan", "rowspan"):
        if cell.attrs[span] != 1:
            attrs += f' {span}="{int(cell.attrs[span])}"'
    return f"<{tag}{attrs}>{_inline(cell.child(0))}</{tag}>"


def _inline(node: Node) -> str:
    return "".join(_run(node.child(index)) for index in range(node.child_count))


def _run(node: Node) -> str:
    written = html.escape(node.text) if node.is_text else "<br>"
    for mark in reversed(node.marks):
        if mark.type.name in MARKS:
            written = f"<{MARKS[mark.type.name]}>{written}</{MARKS[mark.type.name]}>"
        elif is_safe_href(mark.attrs["href"]):
            written = f'<a href="{html.escape(mark.attrs["href"])}">{written}</a>'
    return written
