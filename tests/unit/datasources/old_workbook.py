"""A workbook of the old form, XLS, byte by byte: no library of ours writes one."""

import struct
from collections.abc import Collection, Sequence

FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SECTOR, SMALL_SECTOR, CUTOFF = 512, 64, 4096


def xls(rows: Sequence[Sequence[object]], hidden: Collection[int] = (), *, small: bool) -> bytes:
    """One sheet, Data, of words; `hidden` are rows counted from 0."""
    sheet = _beginning(0x0010)
    for at, row in enumerate(rows):
        looks = 0x0100 | (0x20 if at in hidden else 0)
        sheet += _record(0x0208, struct.pack("<8H", at, 0, len(row), 255, 0, 0, looks, 15))
    for at, row in enumerate(rows):
        for column, cell in enumerate(map(str, row)):
            place = struct.pack("<4HB", at, column, 15, len(cell), 0)
            sheet += _record(0x0204, place + cell.encode("latin-1"))
    sheet += _record(0x000A, b"")
    book = _beginning(0x0005) + _record(0x0042, struct.pack("<H", 1200))
    begins_at = len(book) + len(_bound_sheet(0)) + len(_record(0x000A, b""))
    stream = book + _bound_sheet(begins_at) + _record(0x000A, b"") + sheet
    return _small(stream) if small else _large(stream)


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _beginning(what: int) -> bytes:
    return _record(0x0809, struct.pack("<4H2I", 0x0600, what, 0x0DBB, 0x07CC, 0, 6))


def _bound_sheet(begins_at: int) -> bytes:
    return _record(0x0085, struct.pack("<IHBB", begins_at, 0, len("Data"), 0) + b"Data")


def _large(stream: bytes) -> bytes:
    """The stream in sectors of its own: after the table of sectors and the directory."""
    stream = stream.ljust(CUTOFF, b"\x00")
    stream += bytes(-len(stream) % SECTOR)
    sectors = len(stream) // SECTOR
    table = [TABLE, END, *range(3, sectors + 2), END]
    directory = _entry("Root Entry", 5, END, 0) + _entry("Workbook", 2, 2, len(stream))
    return _header(END) + _table(table) + directory.ljust(SECTOR, b"\x00") + stream


def _small(stream: bytes) -> bytes:
    """The stream in small sectors, which lie in the stream of the root."""
    assert len(stream) < CUTOFF
    padded = stream + bytes(-len(stream) % SECTOR)
    sectors, smalls = len(padded) // SECTOR, len(padded) // SMALL_SECTOR
    table = [TABLE, END, END, *range(4, sectors + 3), END]
    directory = _entry("Root Entry", 5, 3, len(padded)) + _entry("Workbook", 2, 0, len(stream))
    small_table = _table([*range(1, smalls), END])
    return _header(2) + _table(table) + directory.ljust(SECTOR, b"\x00") + small_table + padded


def _table(numbers: list[int]) -> bytes:
    return struct.pack("<128I", *numbers, *[FREE] * (128 - len(numbers)))


def _entry(name: str, kind: int, begin: int, size: int) -> bytes:
    wide = name.encode("utf-16-le") + b"\x00\x00"
    child = 1 if kind == 5 else FREE
    links = struct.pack("<HBB3I", len(wide), kind, 1, FREE, FREE, child)
    return wide.ljust(64, b"\x00") + links + bytes(36) + struct.pack("<IQ", begin, size)


def _header(small_table: int) -> bytes:
    count = 0 if small_table == END else 1
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6)
        + bytes(6)
        + struct.pack("<9I", 0, 1, 1, 0, CUTOFF, small_table, count, END, 0)
        + struct.pack("<109I", 0, *[FREE] * 108)
    )
