"""The characters of a page or a list of records, which may say themselves how they are written."""

from __future__ import annotations

import codecs
import re

SAID = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
LOOKED_AT = 4096
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def decoded(content: bytes) -> str:
    """As its mark says, else UTF-8 when it is that, else what it says of itself, else Windows."""
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_said(content), "replace")


def _said(content: bytes) -> str:
    said = SAID.search(content[:LOOKED_AT])
    try:
        return codecs.lookup(said[1].decode()).name if said else "cp1252"
    except LookupError:
        return "cp1252"
