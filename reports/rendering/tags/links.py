"""Links: one element each, and annotations that say its words."""

import pikepdf
from pikepdf import Array, String

from reports.rendering.tags.tree import Annotation, Mark, Node


def mend_links(file: pikepdf.Pdf, root: Node, written: tuple[tuple[str, str], ...]) -> None:
    """One element for each link however many lines it takes, its annotations saying its words."""
    _join_links(root)
    links = list(root.below("Link"))
    by_target = {target.removeprefix("#"): words for target, words in reversed(written)}
    in_order = [words for _, words in written] if len(links) == len(written) else []
    for place, link in enumerate(links):
        _one_for_each_line(file, link)
        words = in_order[place] if in_order else by_target.get(_target(link) or "", "")
        for kid in link.kids:
            if isinstance(kid, Annotation):
                kid.thing.Contents = String(words or "Link")


def _one_for_each_line(file: pikepdf.Pdf, link: Node) -> None:
    """Each box within a link brings an annotation: a keyboard should stop once for each line."""
    kept: list[Annotation] = []
    for kid in [kid for kid in link.kids if isinstance(kid, Annotation)]:
        same = next((k for k in kept if k.page == kid.page and _on_one_line(k, kid)), None)
        if same is None:
            kept.append(kid)
            continue
        one, two = _corners(same), _corners(kid)
        same.thing.Rect = Array(
            [min(one[0], two[0]), min(one[1], two[1]), max(one[2], two[2]), max(one[3], two[3])]
        )
        notes = file.pages[kid.page].obj.Annots
        file.pages[kid.page].obj.Annots = Array(
            [note for note in notes if note.objgen != kid.thing.objgen]
        )
        link.kids = [other for other in link.kids if other is not kid]


def _on_one_line(one: Annotation, two: Annotation) -> bool:
    first, second = _corners(one), _corners(two)
    shared = min(first[3], second[3]) - max(first[1], second[1])
    return shared > min(first[3] - first[1], second[3] - second[1]) / 2


def _corners(annotation: Annotation) -> list[float]:
    """Left, foot, right, head; WeasyPrint writes the head before the foot."""
    left, one, right, two = (float(value) for value in annotation.thing.Rect)
    return [left, min(one, two), right, max(one, two)]


def _join_links(node: Node) -> None:
    kids: list[Node | Mark | Annotation] = []
    for kid in node.kids:
        if isinstance(kid, Node):
            _join_links(kid)
            before = kids[-1] if kids else None
            if kid.tag == "Link" and isinstance(before, Node) and _go_on(before, kid):
                before.kids.extend(kid.kids)
                continue
        kids.append(kid)
    node.kids = kids


def _go_on(before: Node, link: Node) -> bool:
    return before.tag == "Link" and _target(before) == _target(link) is not None


def _target(link: Node) -> str | None:
    for kid in link.kids:
        if isinstance(kid, Annotation):
            return str(kid.thing.get("/Dest") or kid.thing.A.URI)
    return None
