"""The document as HTML: one file that stands alone, and the same content prepared for print."""

import base64
import dataclasses
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import SafeString, mark_safe

from partnerships.words import said_day
from reports import document as documents
from reports import numbering
from reports.document import Document, Part, TableData
from reports.rendering import prose, typefaces, wide_tables

ROOT = Path(__file__).resolve().parents[2]
STYLES = ROOT / "static" / "css" / "document"
ROWS_IN_PRINT = 36
PANEL_ROWS = 12
PANEL_COLUMNS = 3
SIZE = re.compile(r'<svg\b[^>]*?\bwidth="([\d.]+)pt" height="([\d.]+)pt"')
# In millimetres, of tables that stand side by side.
PANEL_WIDTHS = {3: 38.0, 2: 59.0}
CROWDED_ON_SCREEN = 10
SHORT_ROWS = 16
SHORT_TABLE = 2400
SHORT_TEXT = 900
# Lines of contents, figures and tables that one page holds, and letters that one line holds.
CONTENTS_LINES = 42
CONTENTS_LINE = 72
COVER_TITLE = 45
COVER_NAME = 100
RUNNING = 70
LONG_TITLE = 90

# An engine of its own: an edition must look the same whatever the site's settings are.
_engine = Engine(dirs=[ROOT / "templates"], autoescape=True)


def html(document: Document, *, for_print: bool, font_dir: Path | None = None) -> str:
    """The whole document. For print, contents carry page numbers and long data stay in the pack.

    The page edition carries its typefaces; the printer is told of them apart from the page.
    """
    style = "print.css" if for_print else "screen.css"
    css = (STYLES / "shared.css").read_text() + (STYLES / style).read_text()
    template = _engine.get_template("document/document.html")
    page = template.render(
        Context(
            {
                "document": document,
                "for_print": for_print,
                "css": mark_safe(css),  # noqa: S308 - our own style sheet
                "issued_on": long_date(document.issued_on),
                "summary": document.summary
                and _fit(document.summary, below=2, for_print=for_print),
                "cover_is_crowded": _is_crowded(document),
                "themes": documents.THEMES,
                "grid": _grid(document.grid) if document.grid else None,
                "priorities": [_block(p, document, 2, for_print) for p in document.priorities],
                "parts": _parts(document, for_print),
                "contents": _contents(document.parts),
                "figures": [
                    {"block": block, "title": first_sentence(block.headline)}
                    for block in numbering.figures(document)
                ],
                "tables": numbering.tables(document),
                "lists_next": _lines_of_contents(document) > CONTENTS_LINES,
            },
            use_l10n=False,
        )
    )
    if for_print:
        return page
    return page.replace("<style>", "<style>" + typefaces.for_web(page, font_dir), 1)


def _is_crowded(document: Document) -> bool:
    """The blue field holds short words in large letters; more words need smaller ones."""
    return (
        len(document.title) > COVER_TITLE
        or len(document.partnership) > COVER_NAME
        or len(document.subtitle) > COVER_NAME
    )


def running(number: str, title: str) -> str:
    """What stands at the head of each page of a chapter: its title, as far as there is room."""
    said = f"{number} {title}".strip()
    if len(said) <= RUNNING:
        return said
    cut = said[: RUNNING - 1]
    whole_words = cut.rpartition(" ")[0]
    return (whole_words if len(whole_words) > RUNNING / 2 else cut) + "…"


def long_date(iso: str) -> str:
    """4 August 2026; anything that is not an ISO date is left as it was written."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return iso
    return said_day(day)


def first_sentence(headline: str) -> str:
    """Enough to find a figure by in the contents."""
    return headline.split(". ", 1)[0].rstrip(".")


def _fit(text: str, *, below: int, for_print: bool) -> SafeString:
    fitted = prose.fit(text, below=below, for_print=for_print)
    return mark_safe(fitted)  # noqa: S308 - it has passed the one gate


def _contents(parts: tuple[Part, ...]) -> list[dict]:
    """Two levels, and the themes wherever they begin: enough to find a page, short to read."""
    return [
        {
            "part": part,
            "entries": [
                {"part": entry}
                for child in part.parts
                for entry in (child, *(each for each in child.parts if not child.theme))
                if entry is child or entry.theme
            ],
        }
        for part in parts
    ]


def _lines_of_contents(document: Document) -> int:
    """Lines of the contents, figures and tables together, about as they are printed."""
    titles = [
        *(
            entry["part"].title
            for one in _contents(document.parts)
            for entry in (one, *one["entries"])
        ),
        *(first_sentence(figure.headline) for figure in numbering.figures(document)),
        *(table.caption for table in numbering.tables(document)),
    ]
    return sum(1 + len(title) // CONTENTS_LINE for title in titles)


def _parts(document: Document, for_print: bool) -> list[dict]:
    """Chapters begin a page, unless two short ones can share it."""
    shown, previous = [], False
    for part in document.parts:
        short = _is_short(part)
        shown.append({**_part(part, document, for_print), "run_on": short and previous})
        previous = short
    return shown


def _is_short(part: Part) -> bool:
    prose_only = all(isinstance(block, documents.Prose) for block in part.blocks)
    length = sum(len(block.html) for block in part.blocks if isinstance(block, documents.Prose))
    return (
        prose_only
        and length < SHORT_TEXT
        and len(part.parts) <= 2
        and all(_is_short(child) for child in part.parts)
    )


def _part(part: Part, document: Document, for_print: bool) -> dict:
    level = min(part.level + 1, 6)
    return {
        "part": part,
        "heading": f"h{level}",
        "running": running(("Appendix " if part.appendix else "") + part.number, part.title),
        "is_long": len(part.title) > LONG_TITLE,
        "theme_label": documents.THEMES.get(part.theme, ""),
        "unwritten": not part.blocks and not part.parts,
        "blocks": [_block(block, document, level, for_print) for block in part.blocks],
        "parts": [
            {
                **_part(child, document, for_print),
                "after_theme": bool(before and _ends_in_theme(before) and not child.theme),
                "begins_theme": bool(child.theme and not part.theme),
            }
            for before, child in zip((None, *part.parts), part.parts, strict=False)
        ],
    }


def _ends_in_theme(part: Part) -> bool:
    """What follows such a part must begin a page: its edge would carry the theme's colour."""
    return bool(part.theme) or bool(part.parts and _ends_in_theme(part.parts[-1]))


def _block(block: documents.Block, document: Document, level: int, for_print: bool) -> dict:
    """A block with what its template needs. The template is named for the kind of block."""
    shown = {"block": block, "template": f"document/blocks/{_TEMPLATES[type(block)]}.html"}
    shown["for_print"] = for_print
    shown["short"] = _characters(block) < SHORT_TABLE
    if isinstance(block, documents.Prose):
        shown["html"] = _fit(block.html, below=level, for_print=for_print)
    elif isinstance(block, documents.FigureBlock):
        shown["picture"] = picture(block.svg)
        shown["picture_size"] = picture_size(block.svg)
        shown["table"] = _table(block.table, wide_tables.BEHIND_A_FIGURE, for_print)
        several = len(shown["table"]["panels"]) > 1
        shown["caption"] = block.number if several else f"Numbers behind {block.number}"
        shown["in_pack"] = is_in_pack(block)
        shown["file"] = file_stem(block.number or block.anchor) + ".csv"
    elif isinstance(block, documents.TableBlock):
        shown["table"] = _table(block.table, wide_tables.OF_RECORDS, for_print)
    elif isinstance(block, documents.PriorityBlock):
        shown["theme_label"] = documents.THEMES.get(block.theme, "")
    elif isinstance(block, documents.GridBlock):
        shown["grid"] = _grid(block)
    elif isinstance(block, documents.ConsultationBlock):
        shown["html"] = _fit(block.statement, below=level, for_print=for_print)
    elif isinstance(block, documents.MeetingBlock):
        shown["held_on"] = long_date(block.held_on)
    return shown


_TEMPLATES = {
    documents.Prose: "prose",
    documents.FigureBlock: "figure",
    documents.TableBlock: "table",
    documents.PriorityBlock: "priority",
    documents.GridBlock: "grid",
    documents.DutiesBlock: "duties",
    documents.ConsultationBlock: "consultation",
    documents.MeetingBlock: "meeting",
    documents.RecommendationsBlock: "recommendations",
    documents.CommentsBlock: "comments",
    documents.SourcesBlock: "sources",
}


def _characters(value: object) -> int:
    """How much there is to read, to keep on one page only what fits on one."""
    if isinstance(value, str):
        return len(value)
    if dataclasses.is_dataclass(value):
        return sum(_characters(getattr(value, f.name)) for f in dataclasses.fields(value))
    return sum(_characters(item) for item in value) if isinstance(value, tuple) else 0


def picture(svg: str) -> str:
    """A chart as a data address, so that the file needs nothing beside it."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def picture_size(svg: str) -> tuple[str, str] | None:
    """Its width and height as it says itself, in whole tenths, for the page to keep room for it."""
    said = SIZE.search(svg)
    return said and tuple(str(round(float(number) * 10)) for number in said.groups())


def file_stem(number: str) -> str:
    """Figure 3 is figure-03 in the pack, so that files sort as the document reads."""
    word, _, count = number.lower().partition(" ")
    return f"{word}-{int(count):02}" if count.isdigit() else number.lower().replace(" ", "-")


def _grid(grid: documents.GridBlock) -> dict:
    rows = [
        {
            "theme": row.theme,
            "label": documents.THEMES.get(row.theme, row.theme),
            "cells": [
                {"cell": cell, "box": box} for cell, box in zip(row.cells, grid.boxes, strict=False)
            ],
        }
        for row in grid.rows
    ]
    return {"boxes": grid.boxes, "rows": rows}


def is_in_pack(figure: documents.FigureBlock) -> bool:
    """Whether the rows behind a figure are too many for the paper: the pack has them."""
    return len(figure.table.rows) > ROWS_IN_PRINT


def _table(table: TableData, ways: Sequence[wide_tables.Way], for_print: bool) -> dict:
    how = wide_tables.printing_data(table, ways)
    crowded = "data-small" if len(table.columns) >= CROWDED_ON_SCREEN else ""
    panels = _panels(table, how, ways) if for_print else [_panel(table, table.rows)]
    return {
        "classes": how.way.name if for_print else crowded,
        "brief_names": wide_tables.has_brief_names(table),
        "short": len(table.rows) <= SHORT_ROWS and _characters(table.rows) < SHORT_TABLE,
        "turned": for_print and how.is_turned,
        "count": f"{len(table.rows):,}",
        "panels": panels,
        # Parts of a wide table stand one below another, pieces of a long one beside each other.
        "beside": 1 if how.parts else len(panels),
    }


def _panels(
    table: TableData, how: wide_tables.Printing, ways: Sequence[wide_tables.Way]
) -> list[dict]:
    """The pieces it is printed in, each whole and readable alone."""
    if how.parts:
        count = len(how.parts)
        return [
            _panel(table, table.rows, wide_tables.part_title(number, count), (0, *columns))
            for number, columns in enumerate(how.parts, start=1)
        ]
    if ways is wide_tables.BEHIND_A_FIGURE:
        return _side_by_side(table, ways[0])
    return [_panel(table, table.rows)]


def _side_by_side(table: TableData, way: wide_tables.Way) -> list[dict]:
    """A long narrow table becomes tables that stand beside each other, as many as have room."""
    needed = wide_tables.room(wide_tables.words_of(table), way)
    most = next((count for count, width in PANEL_WIDTHS.items() if needed <= width), 1)
    if len(table.columns) > PANEL_COLUMNS:
        most = 1
    count = min(most, -(-len(table.rows) // PANEL_ROWS))
    if count <= 1:
        return [_panel(table, table.rows)]
    size = -(-len(table.rows) // count)
    pieces = [table.rows[start : start + size] for start in range(0, len(table.rows), size)]
    return [_panel(table, rows, f"{rows[0][0]} to {rows[-1][0]}") for rows in pieces]


def _panel(
    table: TableData,
    rows: tuple[tuple[str, ...], ...],
    title: str = "",
    places: Sequence[int] | None = None,
) -> dict:
    shown = range(len(table.columns)) if places is None else places
    cells = [
        [
            {
                "text": row[at],
                "numeric": table.columns[at].numeric,
                "long": wide_tables.has_long_word(row[at]),
            }
            for at in shown
        ]
        for row in rows
    ]
    columns = [
        {
            "label": table.columns[at].label,
            "numeric": table.columns[at].numeric,
            "long": wide_tables.has_long_word(table.columns[at].label),
        }
        for at in shown
    ]
    return {"columns": columns, "rows": cells, "title": title}
