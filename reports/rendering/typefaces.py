"""Which typefaces a document is set in: whole files for the printer, small ones in the web page."""

import base64
import html
import io
from pathlib import Path

from fontTools import subset, ttLib

from datasources import typefaces

# Unseen themselves, they make one drawing of several letters of any family.
JOINERS = frozenset((0x200C, 0x200D, 0xFE0F))


def for_print(page: str, font_dir: Path | None) -> str:
    """Rules that name our fonts' files, and the families in the order they are asked for a letter.

    Families without a letter in this page are left out: each costs the printer time.
    """
    faces = typefaces.faces_for(html.unescape(page), font_dir) if font_dir else ()
    return "\n".join(
        [*(_rule(face, face.path.resolve().as_uri()) for face in faces), _order(faces)]
    )


def for_web(page: str, font_dir: Path | None) -> str:
    """The same within the page itself, which stands alone, offline too.

    Of the house's family those alphabets that occur; of the others the letters that occur.
    """
    if font_dir is None:
        return ""  # the reader's own sans-serif, as the style sheet says
    text = html.unescape(page)
    alphabets = typefaces.alphabets_for(text, font_dir)
    rules = [
        _rule(face, _packed(face.path.read_bytes()), ranged=typefaces.letters_in(face.path))
        for face in alphabets
    ]
    wanted = frozenset(map(ord, text))
    missing = wanted.difference(*(typefaces.letters_in(face.path) for face in alphabets))
    stand_ins = tuple(
        face
        for face in typefaces.faces_for(text, font_dir)
        if face.family != typefaces.HOUSE and (face.weight, face.style) == (400, "normal")
    )
    for face in stand_ins:
        letters = typefaces.letters_in(face.path) & (missing | (wanted & JOINERS))
        missing -= letters
        rules.append(_rule(face, _packed(_cut_down(face.path, letters)), ranged=letters))
    return "\n".join([*rules, _order(stand_ins), ""]) if rules else ""


def _rule(face: typefaces.Face, address: str, *, ranged: frozenset[int] = frozenset()) -> str:
    only = f"; unicode-range: {_ranges(ranged)}" if ranged else ""
    return (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
        f"font-style: {face.style}; src: url({address}){only} }}"
    )


def _ranges(letters: frozenset[int]) -> str:
    runs: list[list[int]] = []
    for letter in sorted(letters):
        if runs and letter == runs[-1][1] + 1:
            runs[-1][1] = letter
        else:
            runs.append([letter, letter])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)


def _order(faces: tuple[typefaces.Face, ...]) -> str:
    families = dict.fromkeys((typefaces.HOUSE, *(face.family for face in faces)))
    names = ", ".join(f'"{name}"' for name in families)
    return f":root {{ --face: {names}, sans-serif }}"


def _packed(font: bytes) -> str:
    return "data:font/woff2;base64," + base64.b64encode(font).decode()


def _cut_down(path: Path, letters: frozenset[int]) -> bytes:
    options = subset.Options(drop_tables=["meta"], notdef_outline=True, hinting=False)
    with ttLib.TTFont(path, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=letters)
        cutter.subset(font)
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()
