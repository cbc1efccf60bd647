"""Formatted text made fit for the document: only known elements, headings that never skip.

Text arrives already rendered from a section's revision. It passes one gate here all the same,
because what is printed must be safe and well formed whoever wrote it.
"""

from lxml import etree
from lxml import html as lxml_html

from reports.rendering import wide_tables

ALLOWED = {
    "p": set(),
    "h1": set(), "h2": set(), "h3": set(), "h4": set(), "h5": set(), "h6": set(),
    "ul": set(), "ol": {"start"}, "li": set(),
    "table": set(), "caption": set(), "thead": set(), "tbody": set(), "tr": set(),
    "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"},
    "a": {"href"}, "strong": set(), "em": set(), "b": set(), "i": set(),
    "sub": set(), "sup": set(), "br": set(), "blockquote": set(), "code": set(),
}  # fmt: skip
DROPPED_WHOLE = {"script", "style", "iframe", "object", "embed", "template", "noscript", "svg"}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
TEXTS = ("p", "li", *HEADINGS)
INLINE = ("a", "strong", "em", "b", "i", "sub", "sup", "code")
SCROLLER = {"class": "scroll", "role": "group", "aria-label": "Table", "tabindex": "0"}
SAFE_ADDRESSES = ("https://", "http://", "mailto:", "#")


def fit(text: str, *, below: int, for_print: bool = False) -> str:
    """The text as safe HTML whose headings start one level under the heading `below`.

    On paper tables are fitted to the page; on the screen a wide one scrolls in a box of its own.
    """
    root = safe(text, below=below)
    if for_print:
        _let_marked_words_break(root)
    for table in list(root.iter("table")):
        if for_print:
            wide_tables.fit(table)
        else:
            _in_scroller(table)
    return _inner(root)


def safe(text: str, *, below: int) -> etree._Element:
    """The text as a tree of known elements, before anything is fitted to paper or screen."""
    root = lxml_html.fragment_fromstring(text, create_parent="div")
    _keep_allowed(root)
    _level_headings(root, below)
    for table in root.iter("table"):
        _give_head(table)
    for item in root.iter("li"):
        _unwrap_single_paragraph(item)
    _wrap_loose_text(root)
    return root


def own_words(node: etree._Element) -> str:
    """The words of a block itself, without those of the lists and paragraphs within it."""
    words = [node.text or ""]
    for child in node:
        words += [child.text_content() if child.tag in INLINE else " ", child.tail or ""]
    return "".join(words)


def _let_marked_words_break(root: etree._Element) -> None:
    """The printer breaks a long word within a run of letters, but not where bold begins or ends."""
    for node in list(root.iter(*INLINE)):
        block = next((up for up in node.iterancestors() if up.tag not in INLINE), root)
        if wide_tables.has_long_word(block.text_content()):
            after = etree.Element("wbr")
            after.tail, node.tail = node.tail, None
            node.addnext(after)
            node.addprevious(etree.Element("wbr"))


def _in_scroller(table: etree._Element) -> None:
    box = etree.Element("div", SCROLLER)
    box.tail, table.tail = table.tail, None
    table.addprevious(box)
    box.append(table)


def _keep_allowed(root: etree._Element) -> None:
    for node in list(root.iter()):
        if node is root:
            continue
        if not isinstance(node.tag, str) or node.tag in DROPPED_WHOLE:
            node.drop_tree()
        elif node.tag not in ALLOWED:
            node.drop_tag()
        else:
            _keep_attributes(node)


def _keep_attributes(node: etree._Element) -> None:
    for name, value in list(node.attrib.items()):
        unsafe = name == "href" and not value.lower().startswith(SAFE_ADDRESSES)
        if unsafe or name not in ALLOWED[node.tag]:
            del node.attrib[name]
    if node.tag == "a" and "href" not in node.attrib:
        node.drop_tag()


def _level_headings(root: etree._Element, below: int) -> None:
    previous_written, previous_given = 0, below
    for heading in root.iter(*HEADINGS):
        written = int(heading.tag[1])
        if written > previous_written:
            given = previous_given + 1
        else:
            given = max(below + 1, previous_given - (previous_written - written))
        previous_written, previous_given = written, given
        if given > 6 or not heading.text_content().strip():
            heading.tag = "p"
            previous_given = min(given, 6)
        else:
            heading.tag = f"h{given}"


def _give_head(table: etree._Element) -> None:
    """Rows of nothing but headings become the head, so that print can repeat it on each page."""
    rows = [row for row in table.iter("tr") if _table_of(row) is table]
    if table.find("thead") is None and rows:
        head_rows = []
        for row in rows:
            if not len(row) or any(cell.tag != "th" for cell in row):
                break
            head_rows.append(row)
        if head_rows and len(head_rows) < len(rows):
            head = etree.Element("thead")
            place = 1 if table.find("caption") is not None else 0
            for row in head_rows:
                row.getparent().remove(row)
                head.append(row)
            table.insert(place, head)
    for row in rows:
        in_head = row.getparent() is not None and row.getparent().tag == "thead"
        for cell in row:
            if cell.tag == "th":
                cell.set("scope", "col" if in_head else "row")
            _unwrap_single_paragraph(cell)


def _table_of(row: etree._Element) -> etree._Element | None:
    return next(row.iterancestors("table"), None)


def _unwrap_single_paragraph(node: etree._Element) -> None:
    first, *others = list(node) or [None]
    if first is None or first.tag != "p" or (node.text or "").strip():
        return
    only_lists_follow = node.tag == "li" and all(other.tag in ("ul", "ol") for other in others)
    if not others or only_lists_follow:
        first.drop_tag()


def _wrap_loose_text(root: etree._Element) -> None:
    blocks = {"p", "ul", "ol", "table", "blockquote", *HEADINGS}
    wrapped = etree.Element("p")
    wrapped.text = root.text
    root.text = None
    fresh: list[etree._Element] = [wrapped]
    for child in list(root):
        tail, child.tail = child.tail, None
        if child.tag in blocks:
            fresh.append(child)
            following = etree.Element("p")
            following.text = tail
            fresh.append(following)
        else:
            fresh[-1].append(child)
            child.tail = tail
    root[:] = [
        node for node in fresh
        if node.tag != "p" or len(node) or (node.text or "").strip()
    ]  # fmt: skip


def _inner(root: etree._Element) -> str:
    return "".join(
        lxml_html.tostring(child, encoding="unicode", method="html") for child in root
    ).strip()
