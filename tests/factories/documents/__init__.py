"""A lifelike document for tests: a fictional partnership, invented numbers, every kind of block."""

from tests.factories.documents.figures import bar_figure, trend_figure
from tests.factories.documents.records import comments
from tests.factories.documents.tables import long_table
from tests.factories.documents.whole import bare_document, full_document, large_document

__all__ = [
    "bar_figure",
    "bare_document",
    "comments",
    "full_document",
    "large_document",
    "long_table",
    "trend_figure",
]
