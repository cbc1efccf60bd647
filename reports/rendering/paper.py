"""What is changed so that a document fits the paper, said before it is printed.

Nothing is laid out for it: how a table is printed is asked of the function by which it is printed
(`wide_tables.printing`), and a word that no line or column has room for is measured by its letters.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from datasources import typefaces
from datasources.presenters.words import SUPPRESSED
from partnerships.words import all_of, listed
from reports import document as documents
from reports import numbering
from reports.document import Document, Part, Prose
from reports.rendering import prose, wide_tables
from reports.rendering.html import file_stem, is_in_pack
from reports.rendering.wide_tables import PAGE_WIDTH, TEXT_WIDTH, Printing

SUMMARY = "summary"
FRONT = ""
LETTERS_NAMED = 5
# Of letters in a paragraph, in a heading and in the name of a priority, in points.
TEXT, HEADING, PRIORITY = 11.0, 12.0, 13.6
# The narrowest column of words in a register, in millimetres, and its letters in points.
REGISTER = (25.8, 9.0)
MILLIMETRES_IN_A_POINT = 25.4 / 72
# In millimetres: what a list and a quotation leave free before their words.
INDENTS = {"li": 7.0, "blockquote": 5.3}
# A column of the 15 boxes, in millimetres and points.
BOX_WIDTH, BOX_TEXT = 24.4, 9.2
SHOWN_OF_A_WORD = 40
MOST_WORDS = 3
# More parts than these are hard to follow, and columns narrower than this hard to read.
MOST_PARTS = 3
NARROWEST = 8.0
SMALL_PRINT = 7.0
FEWER_COLUMNS = "If you would rather not, give it fewer columns or shorter words."
OTHER_FIGURE = (
    "If you would rather not, choose a figure with fewer columns or write its numbers in a table."
)
SHORTER_RECORDS = "If you would rather not, shorten the words of these records in their own place."
FEWER_ROWS = "To have them on paper, choose a figure of fewer months, areas or types."
SHORTER_WORD = (
    "If you would rather not, write it shorter, or put a hyphen or a space where it may part."
)


@dataclass(frozen=True)
class Change:
    """Something that is printed otherwise than it stands on the screen: where, by the anchor of
    its part, and in words with what to do about it."""

    anchor: str
    words: str


def changes(document: Document) -> list[Change]:
    """Everything that is turned, made smaller, parted or broken so that it fits the paper, in
    reading order. What is not said here is printed as plainly as its neighbours."""
    told = [*_in_front(document)]
    for part in numbering.all_parts(document):
        told += _in_part(part)
    return told


def boxes(document: Document) -> list[Change]:
    """The letters that would print as empty boxes, for no typeface that we bring has them: in every
    word of the document, whoever or whatever brought it."""
    if not typefaces.letters_of_none("".join(documents.strings(document))):
        return []
    pieces = {SUMMARY: [("", Prose(document.summary))]}
    pieces |= {part.anchor: _pieces_of(part) for part in numbering.all_parts(document)}
    found = {anchor: _letters_in(held) for anchor, held in pieces.items()}
    # The front says much again that stands in a part, and is settled there.
    front = _letters_in([("", replace(document, summary="", parts=()))])
    settled = {letter for each in found.values() for letters in each.values() for letter in letters}
    new = [letter for letter in front.get("", []) if letter not in settled]
    found = {FRONT: {"": new} if new else {}} | found
    return [Change(anchor, _boxes_said(each)) for anchor, each in found.items() if each]


def _letters_in(pieces: Iterable[tuple[str, object]]) -> dict[str, list[str]]:
    """The letters that no typeface has, by the name of the figure or table that they stand in."""
    found: dict[str, list[str]] = {}
    for where, held in pieces:
        if letters := typefaces.letters_of_none("".join(documents.strings(held))):
            found.setdefault(where, []).extend(letters)
    return found


def _pieces_of(part: Part) -> list[tuple[str, object]]:
    """What stands in a part, each figure and table under the name by which it is found."""
    named = (documents.FigureBlock, documents.TableBlock)
    return [
        ("", part.title),
        *((block.number if isinstance(block, named) else "", block) for block in part.blocks),
    ]


def _boxes_said(found: dict[str, list[str]]) -> str:
    letters = dict.fromkeys(letter for each in found.values() for letter in each)
    named = listed(map(typefaces.name_of, letters), most=LETTERS_NAMED)
    places = [where for where in found if where]
    where = f", in {all_of(places)}" if places else ""
    return f"Letters would print as empty boxes{where}: {named}. Write them in another way."


def _in_front(document: Document) -> Iterator[Change]:
    yield from _in_text(document.summary, 2, SUMMARY)
    for row in document.grid.rows if document.grid else ():
        for cell in row.cells:
            words = _longer_than(cell.text, BOX_WIDTH, BOX_TEXT)
            for said in _broken(words, "its box", where=" in the picture in 15 boxes"):
                yield Change(cell.anchor, said)


def _in_part(part: Part) -> Iterator[Change]:
    level = min(part.level + 1, 6)
    for block in part.blocks:
        if isinstance(block, documents.Prose):
            yield from _in_text(block.html, level, part.anchor)
        elif isinstance(block, documents.ConsultationBlock):
            yield from _in_text(block.statement, level, part.anchor)
            yield from _in_register(block.methods, part.anchor)
        elif isinstance(block, documents.FigureBlock):
            yield from _in_figure(block, part.anchor)
        elif isinstance(block, documents.TableBlock):
            yield from _in_records(block, part.anchor)
        elif isinstance(block, documents.PriorityBlock):
            yield from _in_lines(documents.strings(block), PRIORITY, part.anchor)
        elif not isinstance(block, documents.GridBlock):
            yield from _in_register(block, part.anchor)


def _in_text(text: str, level: int, anchor: str) -> Iterator[Change]:
    root = prose.safe(text, below=level)
    for table in root.iter("table"):
        how = wide_tables.printing_typed(table)
        said = _said(how)
        if said:
            yield Change(anchor, f"The table {_named(table)} is printed {said}. {FEWER_COLUMNS}")
    in_lines = (word for node in root.iter(*prose.TEXTS) for word in _too_long(node))
    in_cells = (
        word
        for cell in root.iter("th", "td")
        for word in wide_tables.long_words(cell.text_content())
    )
    for broken in (*_broken(in_lines, "a line"), *_broken(in_cells, "its column")):
        yield Change(anchor, broken)


def _in_figure(figure: documents.FigureBlock, anchor: str) -> Iterator[Change]:
    around = (figure.headline, figure.subtitle, figure.source_line, *figure.caveats)
    yield from _in_lines(around, HEADING, anchor)
    if is_in_pack(figure):
        yield Change(
            anchor,
            f"The {len(figure.table.rows):,} rows behind {figure.number} are too many for the "
            f"paper: they stand in the supporting information pack, in "
            f"{file_stem(figure.number)}.csv, and the paper says so. {FEWER_ROWS}",
        )
        return
    said = _said(wide_tables.printing_data(figure.table, wide_tables.BEHIND_A_FIGURE))
    held_back = _said(
        wide_tables.printing_data(_with_counts_left_out(figure.table), wide_tables.BEHIND_A_FIGURE)
    )
    where = f"The table of {figure.number} is printed"
    if said:
        yield Change(anchor, f"{where} {said}. {OTHER_FIGURE}")
    elif held_back:
        below = "in editions that leave out small counts, if many are left out of it"
        yield Change(anchor, f"{where} {held_back}, {below}. {OTHER_FIGURE}")
    yield from _in_cells(figure.table, anchor)


def _with_counts_left_out(table: documents.TableData) -> documents.TableData:
    """The same with one row more, in which every number is left out: the word needs its room."""
    row = tuple(SUPPRESSED if column.numeric else "" for column in table.columns)
    return replace(table, rows=(*table.rows, row))


def _in_records(block: documents.TableBlock, anchor: str) -> Iterator[Change]:
    said = _said(wide_tables.printing_data(block.table, wide_tables.OF_RECORDS))
    if said:
        named = f"{block.number}, “{block.caption}”,"
        yield Change(anchor, f"{named} is printed {said}. {SHORTER_RECORDS}")

    yield from _in_lines((block.source_line, *block.caveats), TEXT, anchor)
    yield from _in_cells(block.table, anchor)


def _in_cells(table: documents.TableData, anchor: str) -> Iterator[Change]:
    words = (word for text in documents.strings(table) for word in wide_tables.long_words(text))
    for broken in _broken(words, "its column"):
        yield Change(anchor, broken)


def _in_register(block: object, anchor: str) -> Iterator[Change]:
    words = (word for text in documents.strings(block) for word in _longer_than(text, *REGISTER))
    for broken in _broken(words, "its column"):
        yield Change(anchor, broken)


def _in_lines(texts: Iterable[str], points: float, anchor: str) -> Iterator[Change]:
    words = (word for text in texts for word in _longer_than(text, TEXT_WIDTH, points))
    for broken in _broken(words, "a line"):
        yield Change(anchor, broken)


def _longer_than(text: str, width: float, points: float) -> list[str]:
    """The words that a line of so many millimetres has no room for at their boldest."""
    room = width / (points * MILLIMETRES_IN_A_POINT)
    return [word for word in _pieces(text) if typefaces.ems(word) > room]


def _said(how: Printing) -> str:
    """How it is printed, where that is not plainly."""
    if how.is_plain:
        return ""
    said = [_parted(how), how.way.place, _size(how), _squeezed(how)]
    return ", ".join(each for each in said if each)


def _size(how: Printing) -> str:
    points = f"({how.way.points:g} points)"
    if how.way.points <= SMALL_PRINT:
        return f"in small print {points}"
    return f"in smaller letters {points}" if how.way.points < how.usual.points else ""


def _parted(how: Printing) -> str:
    count = len(how.parts)
    if count > MOST_PARTS:
        return (
            f"in {count} parts one below another, each with its first column again, which is hard "
            "to follow"
        )
    if not count:
        return ""
    first, *others = how.parts
    named = [f"columns 1 to {first[-1] + 1}", *(f"1 and {_columns(each)}" for each in others)]
    return f"in {count} parts one below another ({'; '.join(named)})"


def _squeezed(how: Printing) -> str:
    """Of a table whose cells span others, so that it cannot be parted."""
    if not how.is_squeezed:
        return ""
    width = PAGE_WIDTH / how.columns
    hard = f", in columns {width:.1f} millimetres wide that can hardly be read"
    return "its words broken wherever they must" + (hard if width < NARROWEST else "")


def _columns(places: tuple[int, ...]) -> str:
    first, last = places[0] + 1, places[-1] + 1
    return f"{first}" if first == last else f"{first} to {last}"


def _named(table: etree._Element) -> str:
    """Of 15 columns that begins “Ward”."""
    rows = wide_tables.rows_of(table)
    begins = next((text for row in rows for cell in row if (text := _words(cell))), "")
    count = len(wide_tables.longest_words(rows))
    begun = f" that begins “{_cut(begins)}”" if begins else ""
    return f"of {count} column{'s' * (count != 1)}{begun}"


def _words(node: etree._Element) -> str:
    return " ".join(node.text_content().split())


def _too_long(node: etree._Element) -> list[str]:
    """Words that no line of a paragraph, a heading or a point of a list has room for."""
    above = [node, *node.iterancestors()]
    if any(each.tag in ("th", "td") for each in above):
        return []
    width = TEXT_WIDTH - sum(INDENTS.get(str(each.tag), 0) for each in above)
    points = HEADING if node.tag in prose.HEADINGS else TEXT
    return _longer_than(prose.own_words(node), width, points)


def _pieces(text: str) -> list[str]:
    """Words as a line may part them: after a space and after a hyphen."""
    return text.replace("-", "- ").split()


def _broken(words: Iterable[str], than: str, where: str = "") -> Iterator[str]:
    """One sentence for all the words of a place; none when there are none."""
    each = dict.fromkeys(words)
    if each:
        quoted = listed((f"“{_cut(word)}”" for word in each), most=MOST_WORDS)
        is_longer = "is longer than" if len(each) == 1 else "are longer than"
        yield f"{quoted}{where} {is_longer} {than} and may be broken anywhere. {SHORTER_WORD}"


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN_OF_A_WORD else text[: SHOWN_OF_A_WORD - 1] + "…"
