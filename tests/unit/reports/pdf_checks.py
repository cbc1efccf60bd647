"""What a machine can check of PDF/UA-1, after the Matterhorn protocol: `problems(content)`.

Written from the standard and the file alone: it shares nothing with the code that mends structure.
"""

import io
import re
from collections import Counter
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Name

PAINTING = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "EI", "Tj", "TJ", "'", '"'}
STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody",
    "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference",
    "BibEntry", "Code", "Link", "Annot", "Figure", "Formula", "Form",
}  # fmt: skip
GROUPING = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "TOC", "L", "Table", "TR", "THead",
    "TBody", "TFoot", "LI",
}  # fmt: skip
CHILDREN = {
    "L": {"LI", "Caption", "L"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
    "TOCI": {"Lbl", "Reference", "NonStruct", "P", "TOC"},
    "Table": {"Caption", "TR", "THead", "TBody", "TFoot"},
    "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
    "TR": {"TH", "TD"},
}  # fmt: skip
PARENTS = {
    "LI": {"L"}, "LBody": {"LI"}, "TOCI": {"TOC"}, "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"}, "TD": {"TR"}, "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"},
    "Caption": {"Table", "Figure", "L", "TOC"},
}  # fmt: skip
HEADINGS = {"H1", "H2", "H3", "H4", "H5", "H6"}
BLOCKS = HEADINGS | {"P", "Table", "L", "Sect", "Div", "BlockQuote", "Part"}
NEVER_EMPTY = HEADINGS | {"P", "L", "LBody", "Link", "Div", "Sect", "Caption"}


@dataclass
class Element:
    """A structure element as the file holds it."""

    thing: pikepdf.Object
    kind: str
    parent: "Element | None"
    children: list["Element"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    annotations: list[pikepdf.Object] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    def below(self) -> list["Element"]:
        return [self, *(deeper for child in self.children for deeper in child.below())]

    @property
    def text_bearing(self) -> bool:
        return bool(self.marks) or any(child.text_bearing for child in self.children)


def problems(content: bytes) -> list[str]:
    """Every fault found, in words; an empty list is a pass."""
    with pikepdf.open(io.BytesIO(content)) as file:
        found = _settings(file)
        if "/StructTreeRoot" not in file.Root:
            return [*found, "there is no structure tree"]
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        roots, faults = _tree(file, pages)
        found += faults
        elements = [element for root in roots for element in root.below()]
        found += _marked_content(file, elements)
        found += _kinds(roots, elements)
        found += _headings(elements)
        for check in (_figures, _lists, _tables, _contents, _links):
            found += check(elements)
        found += _annotations(file, elements)
        found += _fonts(file)
    return found


def outline(content: bytes) -> str:
    """The structure tree as an indented list of types, to read and to compare."""
    with pikepdf.open(io.BytesIO(content)) as file:
        pages = {page.obj.objgen: number for number, page in enumerate(file.pages)}
        roots, _ = _tree(file, pages)

        def lines(element: Element, depth: int) -> list[str]:
            own = "  " * depth + element.kind
            return [own, *(line for child in element.children for line in lines(child, depth + 1))]

        return "\n".join(line for root in roots for line in lines(root, 0))


def kinds(content: bytes) -> Counter:
    return Counter(line.strip() for line in outline(content).splitlines())


# Settings of the file


def _settings(file: pikepdf.Pdf) -> list[str]:
    found = []
    root = file.Root
    if not str(root.get("/Lang", "")).strip():
        found.append("the catalogue has no language")
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        found.append("the file does not say that it is marked")
    if bool(root.get("/MarkInfo", {}).get("/Suspects", False)):
        found.append("the file says that its marks are suspect")
    if root.get("/ViewerPreferences", {}).get("/DisplayDocTitle") is not True:
        found.append("the title is not shown in the window: DisplayDocTitle")
    if not str(file.docinfo.get("/Title", "")).strip():
        found.append("the file has no title")
    if "/Metadata" not in root:
        found.append("there is no XMP metadata")
    else:
        with file.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            if str(metadata.get("pdfuaid:part", "")) != "1":
                found.append("the XMP metadata do not say PDF/UA-1")
            if not metadata.get("dc:title"):
                found.append("the XMP metadata have no title")
    with file.open_outline() as outlines:
        if not list(outlines.root):
            found.append("there are no bookmarks")
    if "/PageLabels" not in root:
        found.append("there are no page labels")
    if file.is_encrypted:
        found.append("the file is encrypted")
    for number, page in enumerate(file.pages, start=1):
        if page.obj.get("/Tabs") != Name.S:
            found.append(f"page {number}: the tab order does not follow the structure")
        if "/StructParents" not in page.obj:
            found.append(f"page {number}: no place in the parent tree")
    return found


# The tree


def _tree(file: pikepdf.Pdf, pages: dict) -> tuple[list[Element], list[str]]:
    found: list[str] = []
    seen: set = set()

    def read(thing: pikepdf.Object, parent: Element | None, above: pikepdf.Object) -> Element:
        element = Element(thing, str(thing.S)[1:], parent)
        if thing.objgen in seen:
            found.append(f"{element.kind} stands twice in the tree")
            return element
        seen.add(thing.objgen)
        if "/P" not in thing or thing.P.objgen != above.objgen:
            found.append(f"{element.kind} does not name the element that holds it")
        for kid in _items(thing.get("/K")):
            if isinstance(kid, int):
                element.marks.append((pages[thing.Pg.objgen], kid))
                element.order.append("mark")
            elif kid.get("/Type") == Name.MCR:
                page = kid.get("/Pg", thing.get("/Pg"))
                element.marks.append((pages[page.objgen], int(kid.MCID)))
                element.order.append("mark")
            elif kid.get("/Type") == Name.OBJR:
                element.annotations.append(kid.Obj)
                element.order.append("annotation")
            else:
                child = read(kid, element, thing)
                element.children.append(child)
                element.order.append(child.kind)
        return element

    tree = file.Root.StructTreeRoot
    return [read(kid, None, tree) for kid in _items(tree.get("/K"))], found


def _items(value: object) -> list:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _parent_tree(file: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    tree: dict[int, pikepdf.Object] = {}

    def read(node: pikepdf.Object) -> None:
        numbers = _items(node.get("/Nums"))
        for key, value in zip(numbers[::2], numbers[1::2], strict=True):
            tree[int(key)] = value
        for kid in _items(node.get("/Kids")):
            read(kid)

    read(file.Root.StructTreeRoot.ParentTree)
    return tree


# Content: everything painted is reachable or an artifact


def _marked_content(file: pikepdf.Pdf, elements: list[Element]) -> list[str]:
    found: list[str] = []
    owner: dict[tuple[int, int], Element] = {}
    for element in elements:
        for mark in element.marks:
            if mark in owner:
                found.append(f"page {mark[0] + 1}: mark {mark[1]} is held twice")
            owner[mark] = element
    parents = _parent_tree(file)
    painted: set[tuple[int, int]] = set()
    for number, page in enumerate(file.pages):
        entries = parents.get(int(page.obj.get("/StructParents", -1)), ())
        marks, faults = _read_stream(page, f"page {number + 1}")
        found += faults
        for mcid, tag in marks:
            place = (number, mcid)
            painted.add(place)
            holder = owner.get(place)
            if holder is None:
                found.append(f"page {number + 1}: mark {mcid} ({tag}) is not in the tree")
                continue
            entry = entries[mcid] if mcid < len(entries) else None
            if entry is None or entry.objgen != holder.thing.objgen:
                found.append(f"page {number + 1}: mark {mcid} has another parent")
            if holder.kind in GROUPING:
                found.append(f"page {number + 1}: content stands directly in {holder.kind}")
    for number, mcid in sorted(owner.keys() - painted):
        found.append(f"page {number + 1}: the tree holds mark {mcid}, which is not painted")
    return found


def _read_stream(page: pikepdf.Page, where: str) -> tuple[list[tuple[int, str]], list[str]]:
    """The marks of a page in painting order, and what is painted outside them."""
    marks: list[tuple[int, str]] = []
    found: list[str] = []
    open_marks: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            tag = str(operands[0])[1:]
            mcid = None
            if name == "BDC" and isinstance(operands[1], pikepdf.Dictionary):
                mcid = operands[1].get("/MCID")
            kind = "artifact" if tag == "Artifact" else "content" if mcid is not None else "plain"
            if kind == "artifact" and "content" in open_marks:
                found.append(f"{where}: an artifact inside tagged content")
            if kind == "content" and "artifact" in open_marks:
                found.append(f"{where}: tagged content inside an artifact")
            if kind == "content" and "content" in open_marks:
                found.append(f"{where}: tagged content inside tagged content")
            if kind == "content":
                marks.append((int(mcid), tag))
            open_marks.append(kind)
        elif name == "EMC":
            if not open_marks:
                found.append(f"{where}: a mark ends that never began")
            else:
                open_marks.pop()
        elif name in PAINTING and not {"artifact", "content"} & set(open_marks):
            found.append(f"{where}: {name} paints outside every mark")
        if name == "Do" and _holds_marks(page, operands[0]):
            found.append(f"{where}: an object drawn on the page holds marks of its own")
    if open_marks:
        found.append(f"{where}: {len(open_marks)} marks are never closed")
    doubled = [mcid for mcid, times in Counter(mcid for mcid, _ in marks).items() if times > 1]
    found += [f"{where}: mark {mcid} is used twice" for mcid in doubled]
    return marks, found


def _holds_marks(page: pikepdf.Page, name: pikepdf.Object) -> bool:
    drawn = page.resources.get("/XObject", {}).get(str(name))
    if drawn is None or drawn.get("/Subtype") != Name.Form:
        return False
    return b"/MCID" in drawn.read_bytes()


# Kinds of element


def _kinds(roots: list[Element], elements: list[Element]) -> list[str]:
    found = []
    if [root.kind for root in roots] != ["Document"]:
        found.append("the tree does not begin with one Document")
    for element in elements:
        kind, parent = element.kind, element.parent.kind if element.parent else ""
        if kind not in STANDARD:
            found.append(f"{kind} is not a standard type")
        if kind in ("NonStruct", "Private"):
            found.append(f"{kind} says nothing of its content")
        if kind in CHILDREN:
            wrong = {child.kind for child in element.children} - CHILDREN[kind]
            found += [f"{kind} holds {name}" for name in sorted(wrong)]
        if kind in PARENTS and parent not in PARENTS[kind]:
            found.append(f"{kind} stands in {parent}")
        if kind == "Span" and not {"/Lang", "/ActualText", "/Alt", "/E", "/A"} & set(
            element.thing.keys()
        ):
            found.append(f"a Span in {parent} says nothing")
        if re.fullmatch(r"P|H\d", kind):
            inner = {child.kind for child in element.children} & BLOCKS
            found += [f"{kind} holds the block {name}" for name in sorted(inner)]
        if kind in NEVER_EMPTY and not element.text_bearing:
            found.append(f"an empty {kind}")
    return found


def _headings(elements: list[Element]) -> list[str]:
    levels = [int(e.kind[1]) for e in elements if re.fullmatch(r"H[1-6]", e.kind)]
    found = [] if levels and levels[0] == 1 else ["the first heading is not H1"]
    if any(element.kind == "H" for element in elements):
        found.append("H and numbered headings are mixed")
    for before, after in zip(levels, levels[1:], strict=False):
        if after > before + 1:
            found.append(f"headings skip from H{before} to H{after}")
    return found


def _attributes(element: Element) -> dict[str, pikepdf.Object]:
    merged: dict[str, pikepdf.Object] = {}
    for attribute in _items(element.thing.get("/A")):
        if isinstance(attribute, pikepdf.Dictionary):
            merged.update({str(key): value for key, value in attribute.items()})
    return merged


def _figures(elements: list[Element]) -> list[str]:
    found = []
    for figure in (element for element in elements if element.kind == "Figure"):
        if not str(figure.thing.get("/Alt", "")).strip():
            found.append("a figure has no description")
        box = _attributes(figure).get("/BBox")
        if box is None:
            found.append("a figure has no bounding box")
        else:
            left, low, right, high = (float(value) for value in box)
            _, _, width, height = (float(value) for value in figure.thing.Pg.MediaBox)
            if not (0 <= left < right <= width + 1 and 0 <= low < high <= height + 1):
                found.append(f"a figure's bounding box is not on its page: {[*map(float, box)]}")
    return found


def _lists(elements: list[Element]) -> list[str]:
    found = []
    for item in (element for element in elements if element.kind == "LI"):
        shape = [child.kind for child in item.children]
        if shape not in (["LBody"], ["Lbl", "LBody"]):
            found.append(f"a list item holds {shape}")
    for whole in (element for element in elements if element.kind == "L"):
        labelled = any(c.kind == "Lbl" for item in whole.children for c in item.children)
        numbering = _attributes(whole).get("/ListNumbering")
        if labelled and numbering in (None, Name("/None")):
            found.append("a list with labels does not say how it is numbered")
        if not whole.children:
            found.append("a list has no items")
    return found


def _tables(elements: list[Element]) -> list[str]:
    found = []
    for cell in (element for element in elements if element.kind == "TH"):
        if _attributes(cell).get("/Scope") not in (Name.Row, Name.Column, Name.Both):
            found.append("a heading cell has no scope")
    for table in (element for element in elements if element.kind == "Table"):
        rows = [element for element in table.below() if element.kind == "TR"]
        widths = _widths(rows)
        if len(set(widths)) > 1:
            found.append(f"a table has rows of different widths: {sorted(set(widths))}")
        if not any(element.kind == "TH" for element in table.below()):
            found.append("a table has no heading cells")
        if [kid.kind for kid in table.children].count("THead") > 1:
            found.append("a table has its head twice")
        captions = [place for place, kid in enumerate(table.children) if kid.kind == "Caption"]
        if captions not in ([], [0]):
            found.append("a table's caption is not its first child")
    return found


def _widths(rows: list[Element]) -> list[int]:
    hanging: dict[int, int] = {}
    widths = []
    for row in rows:
        width = sum(1 for left in hanging.values() if left > 0)
        hanging = {column: left - 1 for column, left in hanging.items() if left > 1}
        for cell in row.children:
            attributes = _attributes(cell)
            columns = int(attributes.get("/ColSpan", 1))
            for _ in range(columns):
                if int(attributes.get("/RowSpan", 1)) > 1:
                    hanging[max(hanging, default=0) + 1] = int(attributes["/RowSpan"]) - 1
            width += columns
        widths.append(width)
    return widths


def _contents(elements: list[Element]) -> list[str]:
    found = []
    if not any(element.kind == "TOC" for element in elements):
        found.append("the contents list is not tagged as one")
    for entry in (element for element in elements if element.kind == "TOCI"):
        links = [e for e in entry.below() if e.kind == "Link" and e.parent.kind == "Reference"]
        if not links:
            found.append("an entry of the contents has no reference with a link")
    return found


def _links(elements: list[Element]) -> list[str]:
    found = []
    for link in (element for element in elements if element.kind == "Link"):
        if not link.annotations:
            found.append("a link has no annotation")
        if not link.text_bearing:
            found.append("a link has no words")
        if any(child.kind == "Link" for child in link.below()[1:]):
            found.append("a link inside a link")
    return found


def _annotations(file: pikepdf.Pdf, elements: list[Element]) -> list[str]:
    found = []
    holder = {thing.objgen: e for e in elements for thing in e.annotations}
    parents = _parent_tree(file)
    for number, page in enumerate(file.pages, start=1):
        for annotation in page.obj.get("/Annots", []):
            words = str(annotation.get("/Contents", "")).strip()
            target = annotation.get("/Dest")
            action = annotation.get("/A", {})
            address = str(target if target is not None else action.get("/URI", ""))
            if not words:
                found.append(f"page {number}: an annotation has no words")
            elif words in (address, address.lstrip("#")):
                found.append(f"page {number}: an annotation has only its address for words")
            element = holder.get(annotation.objgen)
            if element is None or element.kind != "Link":
                found.append(f"page {number}: an annotation is not in a Link of the tree")
                continue
            entry = parents.get(int(annotation.get("/StructParent", -1)))
            if entry is None or entry.objgen != element.thing.objgen:
                found.append(f"page {number}: an annotation has another parent in the parent tree")
    return found


def _fonts(file: pikepdf.Pdf) -> list[str]:
    found, seen = [], set()
    for page in file.pages:
        for font in page.resources.get("/Font", {}).values():
            if font.objgen in seen:
                continue
            seen.add(font.objgen)
            name = str(font.get("/BaseFont", "a font"))
            if "/ToUnicode" not in font:
                found.append(f"{name} cannot be read back as text")
            for inner in _items(font.get("/DescendantFonts")) or [font]:
                descriptor = inner.get("/FontDescriptor")
                if descriptor is None or not {"/FontFile", "/FontFile2", "/FontFile3"} & set(
                    descriptor.keys()
                ):
                    found.append(f"{name} is not embedded")
                if inner.get("/Subtype") == Name.CIDFontType2 and "/CIDToGIDMap" not in inner:
                    found.append(f"{name} has no map from characters to glyphs")
    return found
