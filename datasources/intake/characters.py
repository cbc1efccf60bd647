"""Bytes into characters: a text as UTF-8, whatever it was written in, and what was odd in it.

An odd byte costs its cell, never the file: it is mended where that is sure, shown where it is not,
and told with its line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from datasources.intake import findings
from datasources.intake.findings import Finding, Refused, finding
from datasources.intake.sniffing import BYTE_ORDER_MARKS, CONTROLS
from datasources.intake.words import counted
from partnerships.words import listed

BLOCK = 64 * 1024
"""Small enough to stay near the processor: larger ones take several times as long."""
PROBE = 4 * 1024
"""Of what is no text so many bytes of any block show it, were there not even a NUL."""
UTF_8, WINDOWS = "utf-8", "windows-1252"
UNKNOWN = "\ufffd"
HASH_LINE = re.compile(rb"[\r\n]#")
HOLE = re.compile(rb"\x00{256,}")
"""So many NUL bytes in a row are a hole where something stood, not the end of a padded cell."""
DELETED_BUT_ODD = bytes(sorted(set(range(256)) - set(CONTROLS) - {0}))
ESCAPED = re.compile("[\udc80-\udcff]")
NO_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")
BEYOND_ASCII = re.compile("[^\x00-\xbf×÷\ufffd]+")
"""Runs of letters that English does not have."""
TOGETHER = 4
LINES_NAMED = 5
Note = Callable[[Finding], None]


@dataclass(frozen=True)
class Utf8:
    """A text in UTF-8 (with or without its mark): where it lies and what it was written in."""

    path: Path
    encoding: str
    quotes: int = 0
    """How many double quotation marks it holds: an odd number leaves one open."""
    has_hash_lines: bool = False
    """Whether any line begins with the sign of remarks."""
    has_guards: bool = True
    """Whether an apostrophe stands anywhere that is not within or behind a word."""


@dataclass
class _Scan:
    """What one look at all the bytes has found."""

    nuls: int = 0
    quotes: int = 0
    has_hash_lines: bool = False
    has_guards: bool = False
    is_utf8: bool = True


def as_utf8(path: Path, folder: Path, name: str, note: Note) -> Utf8:
    """The file itself when it is UTF-8, otherwise a copy of it in UTF-8, with a note.

    Refused when it is no text, or when a part of it was lost to NUL bytes.
    """
    with path.open("rb") as stream:
        start = stream.read(4096)
    wide = _utf_16(start)
    if wide:
        note(finding(findings.UTF_16, "The text was read as 'Unicode text' (UTF-16).", file=name))
        path = _rewritten(path, folder / "from-utf-16.csv", wide)
    scan = _scan(path)
    if scan.is_utf8 and not scan.nuls:
        return Utf8(path, wide or UTF_8, scan.quotes, scan.has_hash_lines, scan.has_guards)
    odd = _Odd()
    encoding = UTF_8
    if scan.is_utf8:
        mend = odd.without_nuls
    elif _is_mostly_utf8(path):
        mend = odd.mended
    else:
        encoding = WINDOWS
        mend = odd.as_windows
    path = _rewritten(path, folder / "rewritten.csv", UTF_8, mend)
    if encoding == WINDOWS:
        _check_few(odd.unknown, path)
        _check_script(path)
        note(
            finding(
                findings.WINDOWS_1252,
                "The text is not in UTF-8 and was read as Windows-1252, the way older Excel saves.",
                "Look whether names with accents or pound signs are right.",
                file=name,
            )
        )
    odd.tell(name, note)
    return Utf8(path, wide or encoding, scan.quotes, scan.has_hash_lines, scan.has_guards)


def _check_script(path: Path) -> None:
    """Refuses a text whose letters beyond ASCII stand together: in these languages they do not.

    Cyrillic, Greek or Japanese of an encoding of their own would come out as words of accents.
    """
    beyond = together = 0
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            found = BEYOND_ASCII.findall(line)
            beyond += sum(map(len, found))
            together += sum(len(run) for run in found if len(run) >= TOGETHER)
    if together > beyond / 2:
        raise Refused(
            findings.NOT_TEXT,
            "The text is not in UTF-8, and seems to be in letters of another script. In which way"
            " they are written the file does not say, so they cannot be read.",
            "Open it in the program that made it, save it as CSV (UTF-8) or as .xlsx, and send"
            " that.",
        )


def _utf_16(start: bytes) -> str:
    """The name of the encoding when characters take two bytes, by its mark or by its noughts."""
    if start[:2] in BYTE_ORDER_MARKS:
        return BYTE_ORDER_MARKS[start[:2]]
    # Of Latin letters in UTF-16 every second byte is nought; in no other text is more than a few.
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = start[first::2], start[1 - first :: 2]
        if len(start) >= 8 and high.count(0) > 0.9 * len(high) and not low.count(0):
            return name
    return ""


def _scan(path: Path) -> _Scan:
    """One look at every byte; refuses what is no text at all, by its control characters."""
    found = _Scan()
    decoder = codecs.getincrementaldecoder("utf-8")()
    last = b"\n"
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            found.nuls += _checked_nuls(block)
            # Counting takes time that most texts, which hold none of these, need not give.
            if b'"' in block:
                found.quotes += block.count(b'"')
            if b"#" in block and not found.has_hash_lines:
                found.has_hash_lines = HASH_LINE.search(last + block) is not None
            found.has_guards = found.has_guards or _has_guards(last, block)
            last = block[-1:]
            if found.is_utf8:
                found.is_utf8 = _decodes(decoder, block, final=False)
    found.is_utf8 = found.is_utf8 and _decodes(decoder, b"", final=True)
    return found


def _has_guards(last: bytes, block: bytes) -> bool:
    at = block.find(b"'")
    while at >= 0:
        if not (block[at - 1 : at] or last).isalnum():
            return True
        at = block.find(b"'", at + 1)
    return False


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool) -> bool:
    try:
        decoder.decode(block, final=final)
    except UnicodeDecodeError:
        return False
    return True


def _checked_nuls(block: bytes) -> int:
    """How many NUL bytes the block holds: a few can be left out, a hole cannot be filled."""
    if b"\x00" not in block and not block[:PROBE].translate(None, DELETED_BUT_ODD):
        return 0
    odd = block.translate(None, DELETED_BUT_ODD)
    if not odd:
        return 0
    nuls = odd.count(b"\x00")
    if len(odd) - nuls > len(block) / 200:
        raise _not_text()
    if HOLE.search(block):
        raise Refused(
            findings.HOLDS_NUL,
            "A part of the text is gone: NUL bytes stand in its place. The file was damaged when"
            " it was saved or copied.",
            "Export or download it again.",
        )
    if nuls > len(block) / 10:
        raise _not_text()
    return nuls


def _not_text() -> Refused:
    return Refused(
        findings.NOT_TEXT,
        "The file is named like a table, and its content is no text that we can read.",
        "Open it in the program that made it, save it as CSV (UTF-8) and send that.",
    )


def _is_mostly_utf8(path: Path) -> bool:
    """Whether letters beyond ASCII are mostly right as UTF-8, so that a few bytes are the odd ones.

    In a text of Windows-1252 hardly any of them happen to be right.
    """
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    good = odd = 0
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            text = decoder.decode(block).removeprefix("\ufeff")
            odd += len(ESCAPED.findall(text))
            good += len(NO_ASCII.findall(text))
    return good > odd


def _check_few(unknown: int, path: Path) -> None:
    """Five bytes mean nothing in Windows-1252: many of them are no text, one is a slip."""
    if unknown > max(1, path.stat().st_size // 1000):
        raise _not_text()


class _Odd:
    """Mends the odd bytes of a text, and remembers in which lines they stood."""

    def __init__(self) -> None:
        self.line = 1
        self.nuls = self.strange = self.unknown = 0
        self.nul_lines: list[int] = []
        self.strange_lines: list[int] = []

    def without_nuls(self, text: str) -> str:
        before = self.line
        if "\x00" in text:
            self.nuls += text.count("\x00")
            self.nul_lines += self._lines(text, re.compile("\x00"))
            text = text.replace("\x00", "")
        self.line = before + text.count("\n")
        return text

    def mended(self, text: str) -> str:
        """UTF-8 but for some bytes, which older Excel or another program has written."""
        self.strange += len(ESCAPED.findall(text))
        self.strange_lines += self._lines(text, ESCAPED)
        return self.without_nuls(ESCAPED.sub(self._of_windows, text))

    def as_windows(self, text: str) -> str:
        read = text.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
        if UNKNOWN in read:
            self.unknown += read.count(UNKNOWN)
            self.strange_lines += self._lines(read, re.compile(UNKNOWN))
        return self.without_nuls(read)

    def _of_windows(self, found: re.Match[str]) -> str:
        return found[0].encode("utf-8", "surrogateescape").decode("cp1252", "replace")

    def _lines(self, text: str, sign: re.Pattern[str]) -> list[int]:
        return [
            self.line + text.count("\n", 0, one.start())
            for _, one in zip(range(LINES_NAMED), sign.finditer(text), strict=False)
        ]

    def tell(self, name: str, note: Note) -> None:
        if self.nuls:
            note(
                finding(
                    findings.NUL_LEFT_OUT,
                    f"{counted(self.nuls, 'NUL byte')}, which a table never holds,"
                    f" {'was' if self.nuls == 1 else 'were'} left out of"
                    f" {_where(self.nul_lines)}. Everything else was read.",
                    "Compare these lines with the sender's own table.",
                    count=self.nuls,
                    file=name,
                    examples=_named(self.nul_lines),
                )
            )
        if count := self.strange + self.unknown:
            read = (
                "was read as older Excel writes it"
                if self.strange
                else f"means nothing and is shown as {UNKNOWN}"
            )
            note(
                finding(
                    findings.ODD_BYTES,
                    f"{counted(count, 'byte')} in {_where(self.strange_lines)} cannot be what the"
                    f" rest of the text is written in: each {read}.",
                    "Look at the names in these lines.",
                    count=count,
                    file=name,
                    examples=_named(self.strange_lines),
                )
            )


def _named(lines: list[int]) -> tuple[str, ...]:
    return tuple(f"line {line:,}" for line in sorted(set(lines))[:LINES_NAMED])


def _where(lines: list[int]) -> str:
    return listed(_named(lines), LINES_NAMED)


def _rewritten(path: Path, target: Path, encoding: str, mend: Callable[[str], str] = str) -> Path:
    decoder = codecs.getincrementaldecoder(encoding)(
        "surrogateescape" if encoding == UTF_8 else "strict"
    )
    try:
        with path.open("rb") as stream, target.open("w", encoding="utf-8", newline="") as out:
            while block := stream.read(BLOCK):
                out.write(mend(decoder.decode(block)))
            out.write(mend(decoder.decode(b"", final=True)))
    except UnicodeError as trouble:
        raise _not_text() from trouble
    return target
