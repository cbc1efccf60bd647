"""The structure of a PDF, mended after WeasyPrint: read as a tree, put right, written anew.

WeasyPrint 70.0 builds its structure page by page. It leaves the text of page margins tagged but
outside the tree, cuts what a page end cuts into two elements, breaks lists whose items hold
paragraphs, and knows neither contents lists nor page labels. Everything here follows from
ISO 14289-1 (PDF/UA-1) and the tables of standard structure types in ISO 32000-1.
"""

import io

import pikepdf

from reports.document import Document
from reports.rendering.tags.joining import joined
from reports.rendering.tags.links import mend_links
from reports.rendering.tags.lists import contents_lists, whole_lists
from reports.rendering.tags.reading import read
from reports.rendering.tags.tables import mend_captions, mend_tables
from reports.rendering.tags.tree import HTML_TAGS, Marks, prune
from reports.rendering.tags.writing import describe, mark_artifacts, write

__all__ = ["HTML_TAGS", "Marks", "mended"]


def mended(raw: bytes, marks: Marks, document: Document) -> bytes:
    """The same pages with a whole structure: every mark is in the tree or is an artifact."""
    with pikepdf.open(io.BytesIO(raw)) as file:
        root = joined(read(file), marks)
        whole_lists(root)
        for name, kind in zip(root.below("L"), marks.lists, strict=False):
            name.numbering = "Decimal" if kind == "ol" else "Disc"
        contents_lists(root)
        mend_tables(root)
        mend_captions(root)
        mend_links(file, root, marks.links)
        prune(root)
        write(file, root)
        mark_artifacts(file, root)
        describe(file, document)
        out = io.BytesIO()
        file.save(
            out,
            deterministic_id=True,
            linearize=False,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,
        )
    return out.getvalue()
