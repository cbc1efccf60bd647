"""Making Matplotlib's SVG fit to stand in a page: no style attributes, own identifiers, words.

A content security policy without inline styles drops `style`; several charts in one page would
share identifiers; a reader of the picture alone needs its title and description.
"""

from __future__ import annotations

import hashlib
import re
from html import escape

PROLOGUE = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)
METADATA = re.compile(r"\s*<metadata>.*?</metadata>", re.DOTALL)
STYLE_ELEMENT = re.compile(r"\s*<defs>\s*<style type=\"text/css\">.*?</style>\s*</defs>", re.DOTALL)
STYLE_ATTRIBUTE = re.compile(r' style="([^"]*)"')
IDENTIFIER = re.compile(r'(\bid="|xlink:href="#|url\(#)([^")]+)')
UNUSED_GROUP = re.compile(r'<g id="[a-zA-Z_.]+_?\d*">')
LINE_BREAK = re.compile(r"\s*\n\s*")


def clean(drawn: str, *, title: str, description: str) -> str:
    body = STYLE_ELEMENT.sub("", METADATA.sub("", PROLOGUE.sub("", drawn)))
    body = STYLE_ATTRIBUTE.sub(_as_attributes, body)
    body = UNUSED_GROUP.sub("<g>", body)
    mark = "c" + hashlib.sha256((body + title + description).encode()).hexdigest()[:8]
    body = IDENTIFIER.sub(lambda match: f"{match[1]}{mark}-{match[2]}", body)
    opening = (
        f'<svg role="img" aria-labelledby="{mark}-title {mark}-desc"'
        ' stroke-linejoin="round" stroke-linecap="butt"'
    )
    body = body.replace("<svg", opening, 1)
    words = (
        f'<title id="{mark}-title">{escape(title)}</title>'
        f'<desc id="{mark}-desc">{escape(description)}</desc>'
    )
    end = body.index(">") + 1
    return LINE_BREAK.sub("\n", body[:end] + words + body[end:]).strip() + "\n"


def _as_attributes(match: re.Match[str]) -> str:
    pairs = (pair.split(":", 1) for pair in match[1].split(";") if ":" in pair)
    return "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)
