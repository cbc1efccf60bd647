"""Joining what page ends cut."""

from reports.rendering.tags.lists import body, whole_lists
from reports.rendering.tags.tree import CELLS, HTML_TAGS, Annotation, Mark, Marks, Node


def joined(pages: list[list[Node]], marks: Marks) -> Node:
    root = Node("Document", 0)
    for number, nodes in enumerate(pages):
        page = Node("Document", number, list(nodes))
        whole_lists(page)
        cut = []
        if number:
            both = marks.anchors[number - 1] & marks.anchors[number] & marks.order.keys()
            cut = [HTML_TAGS[tag] for _, tag in sorted(marks.order[name] for name in both)]
        _join(root, page, cut)
    return root


def _join(left: Node, right: Node, cut: list[str]) -> None:
    """Put the pieces of `right` into `left`; `cut` names the chain of elements that go on."""
    if cut and cut[0] in CELLS and right.tag == "TR":
        for first, second in zip(left.kids, right.kids, strict=False):
            first.kids.extend(second.kids)
        return
    kids = list(right.kids)
    if kids and left.kids and not cut and _begun(left.kids[-1]) and kids[0].tag == "Table":
        # A caption alone at the foot of a page: the layout does not call that a cut.
        cut = ["Table"]
    if kids and left.kids and (cut or left.tag == "Table"):
        last, first = left.kids[-1], kids[0]
        if left.tag == "Table":
            kids = _without_repeated_head(left, kids)
            first = kids[0] if kids else None
        if first is not None and cut and last.tag == first.tag == cut[0]:
            if cut[0] == "LI":
                last, first = body(last), body(first)
            _join(last, first, cut[1:])
            kids = kids[1:]
    left.kids.extend(kids)


def _begun(kid: Node | Mark | Annotation) -> bool:
    """A table of which only the caption or the head is there yet."""
    return isinstance(kid, Node) and kid.tag == "Table" and not any(kid.below("TBody"))


def _without_repeated_head(table: Node, kids: list) -> list:
    """The head that print repeats is for the eye: its marks become artifacts."""
    have = {kid.tag for kid in table.kids}
    return [kid for kid in kids if kid.tag not in ("THead", "Caption") or kid.tag not in have]
