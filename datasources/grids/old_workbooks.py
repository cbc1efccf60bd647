"""Which rows are hidden in a workbook of the old form (XLS): its reader does not tell.

The old Office container is a small file system; in it lies one stream of records, of which two are
of interest: where each sheet begins, and what each row looks like.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
END_OF_CHAIN = 0xFFFFFFFC
"""From here on a number of a sector says something else: free, the end, the table itself."""
NAMES = ("Workbook", "Book")
ENTRY = 128
POWERS = ((9, 6), (12, 6))
"""The sizes of sectors, large and small, as powers of two."""
IN_HEADER = 109
BOUND_SHEET, ROW, BEGINNING, END = 0x0085, 0x0208, 0x0809, 0x000A
LOOKS_OF_ROW, HIDDEN = 12, 0x20


def hidden_rows(path: Path) -> dict[str, list[int]]:
    """The hidden rows of each sheet by its name, counted from 0; nothing where none can be told."""
    content = path.read_bytes()
    if not content.startswith(MAGIC):
        return {}
    try:
        stream = _Container(content).workbook()
    except (struct.error, IndexError, ValueError):
        return {}
    return {name: list(_hidden(stream, begins_at)) for name, begins_at in _sheets(stream)}


class _Container:
    """The sectors of an Office container, and the streams that are chains of them."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        powers = struct.unpack_from("<HH", content, 30)
        if powers not in POWERS:
            raise ValueError("Its sectors have no size that any program writes.")
        self.size, self.small = (1 << power for power in powers)
        _, self.directory, _, self.cutoff, self.mini, _, first = struct.unpack_from(
            "<7I", content, 44
        )
        tables = list(struct.unpack_from(f"<{IN_HEADER}I", content, 76))
        seen: set[int] = set()
        while first < END_OF_CHAIN and first not in seen:
            seen.add(first)
            *more, first = self._numbers(first)
            tables += more
        self.next = [number for at in tables if at < END_OF_CHAIN for number in self._numbers(at)]

    def workbook(self) -> bytes:
        """The stream that holds the workbook; empty where there is none."""
        directory = self._chain(self.directory)
        root_begin = 0
        for at in range(0, len(directory) - ENTRY + 1, ENTRY):
            length = struct.unpack_from("<H", directory, at + 64)[0]
            name = directory[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
            kind = directory[at + 66]
            begin, size = struct.unpack_from("<II", directory, at + 116)
            if kind == 5:  # the root, which holds the small streams
                root_begin = begin
            elif name in NAMES and size < self.cutoff:
                return self._small_chain(root_begin, begin)[:size]
            elif name in NAMES:
                return self._chain(begin)[:size]
        return b""

    def _sector(self, number: int) -> bytes:
        return self.content[(number + 1) * self.size : (number + 2) * self.size]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self.size // 4}I", self._sector(sector))

    def _chain(self, first: int) -> bytes:
        return b"".join(self._sector(at) for at in _links(first, self.next))

    def _small_chain(self, root: int, first: int) -> bytes:
        small = self._chain(root)
        table = self._chain(self.mini)
        links = list(struct.unpack(f"<{len(table) // 4}I", table))
        return b"".join(
            small[at * self.small : (at + 1) * self.small] for at in _links(first, links)
        )


def _links(first: int, following: list[int]) -> Iterator[int]:
    """The numbers of a chain; one that turns back on itself ends there."""
    seen: set[int] = set()
    while first < END_OF_CHAIN and first not in seen:
        yield first
        seen.add(first)
        first = following[first]


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, data in _records(stream):
        if kind == BOUND_SHEET and len(data) > 8:
            begins_at, letters, is_wide = struct.unpack_from("<I2xBB", data)
            wide = bool(is_wide & 1)
            name = data[8 : 8 + letters * (2 if wide else 1)]
            yield name.decode("utf-16-le" if wide else "latin-1", "replace"), begins_at
        elif kind == END:
            return


def _hidden(stream: bytes, begins_at: int) -> Iterator[int]:
    depth = 0
    for kind, data in _records(stream, begins_at):
        if kind == BEGINNING:
            depth += 1
        elif kind == END:
            depth -= 1
            if depth < 1:
                return
        elif depth == 1 and kind == ROW and _is_hidden(data):
            yield struct.unpack_from("<H", data)[0]


def _is_hidden(row: bytes) -> bool:
    return len(row) > LOOKS_OF_ROW and bool(row[LOOKS_OF_ROW] & HIDDEN)
