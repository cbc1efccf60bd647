"""How full is each page? `python -m scripts.page_fill FILE.pdf` prints a line for each.

The share of the text area's height that ends above the last words or picture of a page, less what
stands at its head and foot.
"""

import sys
from pathlib import Path

import pypdfium2

MILLIMETRE = 72 / 25.4
# Paths, images and forms, as pdfium numbers what a page holds.
DRAWN = (2, 3, 5)
HEAD, FOOT = 27 * MILLIMETRE, 24 * MILLIMETRE


def fills(content: bytes) -> list[float]:
    """For each page from 0 (bare) to 1 (full)."""
    with pypdfium2.PdfDocument(content) as file:
        return [_fill(page) for page in file]


def _fill(page: pypdfium2.PdfPage) -> float:
    top, area = page.get_height() - HEAD, page.get_height() - HEAD - FOOT
    text = page.get_textpage()
    boxes = [text.get_rect(place) for place in range(text.count_rects())]
    boxes += [thing.get_bounds() for thing in page.get_objects() if thing.type in DRAWN]
    feet = [low for _, low, _, high in boxes if low >= FOOT - 1 and high <= top + 1]
    return round((top - min(feet, default=top)) / area, 2)


if __name__ == "__main__":
    for number, fill in enumerate(fills(Path(sys.argv[1]).read_bytes()), start=1):
        print(f"page {number:3}  {fill:4.0%}  {'#' * round(fill * 40)}")
