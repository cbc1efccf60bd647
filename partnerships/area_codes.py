"""The code of an area, however it was typed: one capital letter and eight figures.

Spreadsheets, exports and people add quotation marks and blanks and lose the capital; the area that
is meant stays the same.
"""

import re
import unicodedata

SHAPE = r"^[A-Z]\d{8}$"
CODE = re.compile(SHAPE, re.ASCII)
# A mark before a code keeps a spreadsheet from taking it for a number or a formula.
MARKS = re.compile("[\\s'\"`´‘’‚‛“”„‹›«»\u200b\u200c\u200d\u2060\ufeff]+")


def as_code(text: str) -> str:
    """The code meant: without quotation marks and blanks, in capitals, in plain figures."""
    return unicodedata.normalize("NFKC", MARKS.sub("", text)).upper()


def can_exist(code: str) -> bool:
    """Whether the code has the shape that every area of the statistics offices has."""
    return CODE.fullmatch(code) is not None
