"""The structure of a PDF, mended after WeasyPrint: read as a tree, put right, written anew.

WeasyPrint 70.0 builds its structure page by page. It leaves the text of page margins tagged but
outside the tree, cuts what a page end cuts into two elements, breaks lists whose items hold
paragraphs, and knows neither contents lists nor page labels. Everything here follows from
ISO 14289-1 (PDF/UA-1) and the tables of standard structure types in ISO 32000-1.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from reports.document import Document

HTML_TAGS = {
    "section": "Sect", "article": "Art", "div": "Div", "p": "P", "ul": "L", "ol": "L", "li": "LI",
    "table": "Table", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD",
    "blockquote": "BlockQuote", "main": "Part",
}  # fmt: skip
CELLS = ("TH", "TD")
DOUBLED = ("Link", "P", "H1", "H2", "H3", "H4", "H5", "H6")
PX = 0.75


@dataclass(frozen=True)
class Marks:
    """What only the layout knows: which elements lie on which page, and the order of the source."""

    pages: int
    anchors: tuple[frozenset[str], ...]
    order: dict[str, tuple[int, str]]
    lists: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


@dataclass
class Mark:
    """A run of marked content on a page."""

    page: int
    mcid: int
    tag: str = "Mark"


@dataclass
class Annotation:
    page: int
    thing: pikepdf.Object
    tag: str = "Annotation"


@dataclass
class Node:
    """A structure element while it is being mended."""

    tag: str
    page: int
    kids: list["Node | Mark | Annotation"] = field(default_factory=list)
    alt: str = ""
    box: tuple[float, ...] = ()
    spans: dict[str, int] = field(default_factory=dict)
    scope: str = ""
    numbering: str = ""

    def below(self, *tags: str) -> Iterator["Node"]:
        for kid in self.kids:
            if isinstance(kid, Node):
                if kid.tag in tags:
                    yield kid
                yield from kid.below(*tags)


def mended(raw: bytes, marks: Marks, document: Document) -> bytes:
    """The same pages with a whole structure: every mark is in the tree or is an artifact."""
    with pikepdf.open(io.BytesIO(raw)) as file:
        root = _joined(_read(file), marks)
        _whole_lists(root)
        for name, kind in zip(root.below("L"), marks.lists, strict=False):
            name.numbering = "Decimal" if kind == "ol" else "Disc"
        _contents_lists(root)
        _tables(root)
        _captions(root)
        _links(file, root, marks.links)
        _pruned(root)
        _write(file, root)
        _mark_artifacts(file, root)
        _describe(file, document)
        out = io.BytesIO()
        file.save(
            out,
            deterministic_id=True,
            linearize=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return out.getvalue()


# Reading


def _read(file: pikepdf.Pdf) -> list[list[Node]]:
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


# Joining what page ends cut


def _joined(pages: list[list[Node]], marks: Marks) -> Node:
    root = Node("Document", 0)
    for number, nodes in enumerate(pages):
        page = Node("Document", number, list(nodes))
        _whole_lists(page)
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
                last, first = _body(last), _body(first)
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


def _body(item: Node) -> Node:
    return next(kid for kid in item.kids if kid.tag == "LBody")


# Lists


def _whole_lists(root: Node) -> None:
    """A list holds items only, an item at most a label and one body; lists nest in bodies."""
    for kid in root.kids:
        if isinstance(kid, Node):
            _whole_lists(kid)
    if root.tag == "L":
        items: list[Node] = []
        for kid in root.kids:
            if kid.tag == "LI":
                items.append(_whole_item(kid))
            elif items:
                _body(items[-1]).kids.append(kid)
            else:
                items.append(Node("LI", root.page, [Node("LBody", root.page, [kid])]))
        root.kids = items
    else:
        kids = []
        for kid in root.kids:
            if kid.tag == "LI" and root.tag != "L":
                kids.append(Node("L", root.page, [_whole_item(kid)]))
            else:
                kids.append(kid)
        root.kids = kids


def _whole_item(item: Node) -> Node:
    labels, body = [], []
    for kid in item.kids:
        if kid.tag == "Lbl" and not labels:
            labels.append(kid)
        elif kid.tag == "LBody":
            body.extend(kid.kids)
        else:
            body.append(kid)
    item.kids = [*labels, Node("LBody", item.page, body)]
    return item


# Contents lists, tables, captions, links


def _contents_lists(root: Node) -> None:
    """In print only contents lists are articles: each entry is a reference made of its link."""
    for contents in root.below("Art"):
        contents.tag = "TOC"
        for entry in contents.kids:
            entry.tag = "TOCI"
            links = list(entry.below("Link"))
            entry.kids = [Node("Reference", entry.page, [link]) for link in links]


def _tables(root: Node) -> None:
    for table in root.below("Table"):
        if not any(kid.tag == "THead" for kid in table.kids):
            for row in list(table.below("TR"))[:1]:
                cells = [cell for cell in row.kids if cell.tag in CELLS]
                heads = len(cells) > 1 and all(cell.tag == "TH" for cell in cells)
                for cell in cells if heads else ():
                    cell.scope = "Column"
        for head in table.below("THead"):
            for cell in head.below("TH"):
                cell.scope = "Column"
        for cell in table.below("TH"):
            cell.scope = cell.scope or "Row"


def _captions(root: Node) -> None:
    for kid in root.kids:
        if isinstance(kid, Node):
            _captions(kid)
            if kid.tag == "Caption" and root.tag != "Table":
                kid.tag = "P"
    if root.tag == "Table":
        captions = [kid for kid in root.kids if kid.tag == "Caption"]
        root.kids = captions[:1] + [kid for kid in root.kids if kid.tag != "Caption"]


def _links(file: pikepdf.Pdf, root: Node, written: tuple[tuple[str, str], ...]) -> None:
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


def _pruned(node: Node) -> None:
    kept = []
    for kid in node.kids:
        if isinstance(kid, Node):
            _pruned(kid)
            if not kid.kids and kid.tag not in (*CELLS, "Figure"):
                continue
        kept.append(kid)
    node.kids = kept


# Writing


def _write(file: pikepdf.Pdf, root: Node) -> None:
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


def _mark_artifacts(file: pikepdf.Pdf, root: Node) -> None:
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


def _describe(file: pikepdf.Pdf, document: Document) -> None:
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
