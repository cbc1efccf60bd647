"""The typefaces that the house brings along, and the letters each of them has.

One family is the house's own. The others stand in for letters it lacks: other scripts, symbols,
pictures. They are whole files: two subsets of one family share a name, and whoever sets the page
takes the glyph numbers of one for those of the other.
"""

import functools
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools import ttLib

HOUSE = "Source Sans 3"
# In the order in which they are asked for a letter: pictures last, since that family has figures.
STAND_INS = {
    "Noto Sans Devanagari": "NotoSansDevanagari",
    "Noto Sans": "NotoSans",
    "Noto Sans Arabic": "NotoSansArabic",
    "Noto Sans Bengali": "NotoSansBengali",
    "Noto Sans Gujarati": "NotoSansGujarati",
    "Noto Sans Gurmukhi": "NotoSansGurmukhi",
    "Noto Sans Hebrew": "NotoSansHebrew",
    "Noto Sans Tamil": "NotoSansTamil",
    "Noto Sans Symbols": "NotoSansSymbols",
    "Noto Sans Symbols 2": "NotoSansSymbols2",
    "Noto Sans Math": "NotoSansMath",
    "Noto Emoji": "NotoEmoji",
}
FAMILIES = {HOUSE: "SourceSans3", **STAND_INS}
CUTS = {
    "400Regular": (400, "normal"),
    "400Regular_Italic": (400, "italic"),
    "600SemiBold": (600, "normal"),
    "700Bold": (700, "normal"),
}
ALPHABETS = (
    "latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext",
)  # fmt: skip
# Of a letter that no family has, and of all before the front end is built.
UNKNOWN_EM = 0.6
FOLDER = Path(__file__).resolve().parents[1] / "static" / "dist" / "fonts"


@dataclass(frozen=True)
class Face:
    """One file of a family: a weight, upright or slanted."""

    family: str
    weight: int
    style: str
    path: Path


def faces(folder: Path = FOLDER) -> tuple[Face, ...]:
    """What lies in the folder, the house's own family first. None before the front end is built."""
    return tuple(
        Face(family, *cut, path)
        for family, stem in FAMILIES.items()
        for name, cut in CUTS.items()
        if (path := folder / f"{stem}_{name}.ttf").is_file()
    )


def faces_for(text: str, folder: Path = FOLDER) -> tuple[Face, ...]:
    """The house's own family and those alone of the others that have a letter it lacks."""
    wanted = families_for(text, folder)
    return tuple(face for face in faces(folder) if face.family in wanted)


def alphabets_for(text: str, folder: Path = FOLDER) -> tuple[Face, ...]:
    """The house's family in small files, an alphabet each: those that this text needs."""
    wanted = {ord(letter) for letter in text if is_drawn(letter)}
    found = []
    for alphabet in ALPHABETS:
        for weight, style in dict.fromkeys(CUTS.values()):
            path = folder / f"source-sans-3-{alphabet}-{weight}-{style}.woff2"
            if path.is_file() and letters_in(path) & wanted:
                found.append(Face(HOUSE, weight, style, path))
        wanted -= letters_in(found[-1].path) if found else set()
    return tuple(found)


def families_for(text: str, folder: Path = FOLDER) -> tuple[str, ...]:
    """The families that this text needs, in the order in which they are to be asked."""
    missing = {ord(letter) for letter in text if is_drawn(letter)}
    wanted = []
    for family, letters in _letters(folder).items():
        if family == HOUSE or missing & letters:
            wanted.append(family)
            missing -= letters
    return tuple(wanted)


def letters_of_none(text: Iterable[str], folder: Path = FOLDER) -> list[str]:
    """The letters of this text that no family has, each once, in the order they come."""
    known = _letters(folder).values()
    if not known:
        return []
    return [
        letter
        for letter in dict.fromkeys(text)
        if is_drawn(letter) and not any(ord(letter) in letters for letters in known)
    ]


def ems(word: str, folder: Path = FOLDER) -> float:
    """How long a word is at the most, whatever its weight, in ems: the size of its letters."""
    widths = _widths(folder, _changed(folder) if folder.is_dir() else 0)
    return sum(widths.get(ord(letter), UNKNOWN_EM) for letter in word if is_drawn(letter))


def is_drawn(letter: str) -> bool:
    """Spaces, joiners, directions and the choice of a picture's look leave no mark of their own."""
    kind = unicodedata.category(letter)
    selects = "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"
    return kind not in ("Cc", "Cf", "Zs", "Zl", "Zp") and not selects


def name_of(letter: str) -> str:
    """ᚠ (U+16A0 runic letter fehu feoh fe f)."""
    name = unicodedata.name(letter, "").lower()
    shown = f"\u25cc{letter}" if unicodedata.combining(letter) else letter
    return f"{shown} (U+{ord(letter):04X}{' ' + name if name else ''})"


def letters_in(path: Path) -> frozenset[int]:
    return _letters_in(path, _changed(path))


def _changed(path: Path) -> int:
    return path.stat().st_mtime_ns


def _letters(folder: Path) -> dict[str, frozenset[int]]:
    uprights: dict[str, Path] = {}
    for face in faces(folder):
        uprights.setdefault(face.family, face.path)
    return {family: letters_in(path) for family, path in uprights.items()}


@functools.lru_cache(maxsize=64)
def _letters_in(path: Path, _at: int) -> frozenset[int]:
    with ttLib.TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@functools.lru_cache(maxsize=8)
def _widths(folder: Path, _at: int) -> dict[int, float]:
    """Of each letter the widest upright of the first family that has it."""
    families: dict[str, dict[int, float]] = {}
    for face in faces(folder):
        if face.style == "normal":
            known = families.setdefault(face.family, {})
            with ttLib.TTFont(face.path, lazy=True) as font:
                advances, whole = font["hmtx"], font["head"].unitsPerEm
                for code, name in font.getBestCmap().items():
                    known[code] = max(known.get(code, 0), advances[name][0] / whole)
    return {code: em for known in reversed(families.values()) for code, em in known.items()}
