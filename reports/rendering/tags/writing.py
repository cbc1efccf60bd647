"""Writing the mended tree, its marks on the pages and how readers should open the file."""

import re

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.document import Document
from reports.rendering.tags.tree import CELLS, Annotation, Mark, Node

PX = 0.75


def write(file: pikepdf.Pdf, root: Node) -> None:
    tree = file.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    parents: dict[int, dict[int, pikepdf.Object]] = {n: {} for n in range(len(file.pages))}
    annotations: list[tuple[pikepdf.Object, pikepdf.Object]] = []
    tree.K = Array([_written(file, root, tree, parents, annotations)])
    numbers = Array()
    for page, owners in parents.items():
        file.pages[page].StructParents = page
        size = max(owners, default=-1) + 1
        numbers.append(page)
        numbers.append(file.make_indirect(Array([owners.get(i) for i in range(size)])))
    for key, (thing, owner) in enumerate(annotations, start=len(parents)):
        thing.StructParent = key
        numbers.append(key)
        numbers.append(owner)
    tree.ParentTree = file.make_indirect(Dictionary(Nums=numbers))
    tree.ParentTreeNextKey = len(parents) + len(annotations)
    file.Root.StructTreeRoot = tree


def _written(
    file: pikepdf.Pdf,
    node: Node,
    parent: pikepdf.Object,
    parents: dict[int, dict[int, pikepdf.Object]],
    annotations: list[tuple[pikepdf.Object, pikepdf.Object]],
) -> pikepdf.Object:
    element = file.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + node.tag), P=parent))
    page = file.pages[node.page].obj
    if node.tag != "Document":
        element.Pg = page
    if node.alt:
        element.Alt = String(node.alt)
    if attributes := _attributes(file, node):
        element.A = attributes
    kids = Array()
    for kid in node.kids:
        there = file.pages[kid.page].obj
        if isinstance(kid, Node):
            kids.append(_written(file, kid, element, parents, annotations))
        elif isinstance(kid, Annotation):
            kids.append(Dictionary(Type=Name.OBJR, Obj=kid.thing, Pg=there))
            annotations.append((kid.thing, element))
        else:
            parents[kid.page][kid.mcid] = element
            same = kid.page == node.page and node.tag != "Document"
            kids.append(kid.mcid if same else Dictionary(Type=Name.MCR, Pg=there, MCID=kid.mcid))
    element.K = kids
    return element


def _attributes(file: pikepdf.Pdf, node: Node) -> pikepdf.Object | None:
    if node.tag in CELLS and (node.scope or node.spans):
        table = Dictionary(O=Name.Table)
        if node.tag == "TH":
            table.Scope = Name("/" + node.scope)
        for key, value in node.spans.items():
            table["/" + key] = value
        return table
    if node.tag == "L":
        return Dictionary(O=Name.List, ListNumbering=Name("/" + (node.numbering or "None")))
    if node.tag == "Figure" and node.box:
        # WeasyPrint gives CSS pixels from the top of the page; PDF counts points from its foot.
        height = float(file.pages[node.page].mediabox[3])
        left, top, right, bottom = (value * PX for value in node.box)
        box = [round(v, 2) for v in (left, height - bottom, right, height - top)]
        return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array(box))
    return None


def mark_artifacts(file: pikepdf.Pdf, root: Node) -> None:
    """Marks that no element holds are page furniture; say so where they are painted."""
    held: dict[int, set[int]] = {n: set() for n in range(len(file.pages))}

    def gather(node: Node) -> None:
        for kid in node.kids:
            if isinstance(kid, Mark):
                held[kid.page].add(kid.mcid)
            elif isinstance(kid, Node):
                gather(kid)

    gather(root)
    for number, page in enumerate(file.pages):
        content = _remarked(page.Contents.read_bytes(), held[number])
        page.Contents = file.make_stream(content)


# Marks as WeasyPrint writes them, an operand or an operator on each line. Reading these lines alone
# is ten times faster than parsing the outlines of every letter of every chart.
MARK_LINES = re.compile(
    rb"^/\w+\n(?:BMC|<<(?:/MCID (?P<mcid>\d+))?[^\n]*>>\nBDC)\n|^EMC$\n?", re.MULTILINE
)
FURNITURE = b"/Artifact\n<</Type /Pagination>>\nBDC\n"


def _remarked(content: bytes, held: set[int]) -> bytes:
    """The page's commands: every mark is in the tree or an artifact, and none is in another."""
    open_marks: list[bool] = []

    def remark(found: re.Match[bytes]) -> bytes:
        line = found[0]
        if line.startswith(b"EMC"):
            return line if open_marks.pop() else b""
        # An underline within a link's text is part of that text, never a mark in a mark.
        open_marks.append(not open_marks)
        if not open_marks[-1]:
            return b""
        mcid = found["mcid"]
        return line if mcid is None or int(mcid) in held else FURNITURE

    return MARK_LINES.sub(remark, content)


def describe(file: pikepdf.Pdf, document: Document) -> None:
    """Page labels that agree with the printed numbers, and how readers should open the file."""
    file.Root.PageLabels = Dictionary(
        Nums=Array([0, Dictionary(P=String("Title page")), 1, Dictionary(S=Name.D, St=2)])
    )
    file.Root.PageMode = Name.UseOutlines
    file.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    file.Root.MarkInfo = Dictionary(Marked=True, Suspects=False)
    file.Root.Lang = String(document.language)
    for page in file.pages:
        page.Tabs = Name.S
