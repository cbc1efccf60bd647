"""Reading WeasyPrint's elements, page by page, without the wrappers that say nothing."""

import pikepdf
from pikepdf import Name

from reports.rendering.tags.tree import Annotation, Mark, Node

DOUBLED = ("Link", "P", "H1", "H2", "H3", "H4", "H5", "H6")


def read(file: pikepdf.Pdf) -> list[list[Node]]:
    """WeasyPrint's elements, page by page, without the wrappers that say nothing."""
    numbers = {page.obj.objgen: position for position, page in enumerate(file.pages)}
    pages: list[list[Node]] = [[] for _ in file.pages]
    (top,) = file.Root.StructTreeRoot.K
    for element in top.K:
        node = _element(element, numbers)
        wrapper = Node("Document", node.page, [node])
        _flatten(wrapper)
        pages[node.page].extend(kid for kid in wrapper.kids if isinstance(kid, Node))
    return pages


def _element(element: pikepdf.Object, numbers: dict) -> Node:
    page = numbers[element.Pg.objgen]
    node = Node(str(element.S)[1:], page)
    if "/Alt" in element:
        node.alt = str(element.Alt)
    attributes = element.get("/A")
    if attributes is not None:
        if "/BBox" in attributes:
            node.box = tuple(float(value) for value in attributes.BBox)
        node.spans = {
            key: int(attributes["/" + key])
            for key in ("ColSpan", "RowSpan")
            if "/" + key in attributes
        }
    for kid in element.get("/K", []):
        if isinstance(kid, int):
            node.kids.append(Mark(page, kid))
        elif kid.get("/Type") == Name.OBJR:
            node.kids.append(Annotation(page, kid.Obj))
        else:
            node.kids.append(_element(kid, numbers))
    return node


def _flatten(node: Node) -> None:
    """Take out wrappers without meaning, and what anonymous boxes and generated content double."""
    kids = []
    for kid in node.kids:
        if isinstance(kid, Node):
            _flatten(kid)
            doubled = kid.tag == node.tag and kid.tag in DOUBLED
            if kid.tag in ("NonStruct", "Span") or doubled:
                kids.extend(kid.kids)
                continue
        kids.append(kid)
    node.kids = kids
