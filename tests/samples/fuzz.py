"""Good files of every kind, and the bad ones of the folder, spoilt at random: what must hold.

`python -m tests.samples.fuzz SECONDS [SEED]` goes on for so long, and prints what does not hold.
"""

from __future__ import annotations

import csv
import gzip
import io
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import openpyxl

from datasources import kinds, samples, tallies
from datasources.intake import IncomingFile, Reading, StagedSlice, read_files
from datasources.intake.recognising import recognised
from datasources.kinds import Kind, Role
from tests.samples.entries import FOLDER, every
from tests.unit.datasources.building import context, zipped

Rows = list[list[str]]
LARGEST = 300_000
MONTHS = ("2025-01", "2025-02")
NASTY = (
    *("", " ", "\u00a0", "NULL", "N/A", "-", ".", "*", "<5", "[c]", "#REF!", "NaN", "inf", "1e309"),
    *("-1", "(3)", "1,5", "1.234,5", "9" * 400, "0x1F", "٣", "½", "1e-400", "=1+1", "'1", "+1"),
    *("2025-13", "30/02/2025", "01/02/2025", "99999999999", "20250229", "Q5 2024", "2024/23"),
    *("0000-00-00", "24:61", "E99999999", "x01000001", "Total", "🚓", "\u202e", "a\tb", "\x0b"),
    *("Ünïcödé", "#", "# x", "sep=;", "\ufeff", "\x00", '"', "'", ",", ";", "\n", "\r", "\\"),
)
PLAIN = tuple(text for text in NASTY if not set(text) & set("\"'\\,;\n\r\x00\t\x0b#\ufeff"))
"""Of them those that move no cell."""


@dataclass(frozen=True)
class Sample:
    """A good file of a kind, or one of the folder."""

    name: str
    content: bytes
    kind: Kind | None


@dataclass(frozen=True)
class Spoilt:
    """What is sent; and of a table of which only cells were changed, how many rows it has."""

    name: str
    content: bytes
    kind: Kind | None
    rows: int | None = None


def gathered(folder: Path, rows: int = 12) -> list[Sample]:
    """One file of every kind, and every small one of the folder of bad input."""
    place = samples.wexmere()
    found = [
        Sample(path.name, path.read_bytes(), kind)
        for kind in kinds.KINDS
        if kind.required_columns
        for path in samples.write_sample(
            folder / kind.slug, kind, place, MONTHS, seed=3, rows_per_month=rows
        )
        if path.stat().st_size < LARGEST
    ]
    for entry in every():
        path = FOLDER / entry.name
        if path.is_file() and path.stat().st_size < LARGEST:
            slug = entry.said.get("kind")
            kind = kinds.by_slug(slug) if slug else None
            found.append(Sample(entry.said.get("sent as", entry.name), path.read_bytes(), kind))
    return found


def is_text(sample: Sample) -> bool:
    """Whether it is read without another process, which takes the most of the time."""
    return not sample.content.startswith((b"PK", b"\xd0\xcf", b"{", b"[", b"<"))


def spoilt(sample: Sample, dice: random.Random, *, workbooks: bool) -> Spoilt:
    if dice.random() < 0.45 or not _is_table(sample):
        return Spoilt(sample.name, _bytes(sample.content, dice), sample.kind)
    rows = _rows(sample)
    if dice.random() < 0.4:
        return _cells(sample, rows, dice)
    for _ in range(dice.randint(1, 3)):
        rows = dice.choice(STRUCTURE)(rows, dice) or rows
    name, content = _written(sample.name, rows, dice, workbooks=workbooks)
    return Spoilt(name, content, sample.kind)


def _rows(sample: Sample) -> Rows:
    return list(csv.reader(io.StringIO(sample.content.decode("utf-8-sig"), newline="")))


def _is_table(sample: Sample) -> bool:
    try:
        text = sample.content.decode("utf-8-sig")
        _rows(sample)
    except (UnicodeDecodeError, csv.Error):
        return False
    return is_text(sample) and text.count(",") > text.count("\n") > 1 and "\x00" not in text


def _bytes(content: bytes, dice: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(dice.choice((1, 1, 2, 5, 20))):
        at = dice.randrange(len(data) + 1)
        span = dice.choice((1, 1, 2, 8, 100))
        match dice.randrange(6):
            case 0:
                data[at : at + span] = b""
            case 1:
                data[at:at] = dice.randbytes(span)
            case 2:
                data[at : at + span] = dice.randbytes(span)
            case 3:
                data[at:at] = data[at : at + span * 5]
            case 4:
                data[at:at] = dice.choice(NASTY).encode()
            case 5:
                del data[dice.randrange(max(len(data), 1)) :]
    return bytes(data)


def _cells(sample: Sample, rows: Rows, dice: random.Random) -> Spoilt:
    """Cells alone, and none that moves another: then it is known how many rows there are."""
    below = [row for row in rows[1:] if row]
    for _ in range(dice.choice((1, 3, 30))):
        row = dice.choice(below) if below else rows[0]
        if row:
            row[dice.randrange(len(row))] = dice.choice(PLAIN)
    is_known = all(len(row) == len(rows[0]) for row in rows) and len(set(rows[0])) == len(rows[0])
    filled = [row for row in below if any(cell.strip() for cell in row) and row != rows[0]]
    return Spoilt(
        sample.name, _csv(rows, ","), sample.kind, len(filled) if is_known and below else None
    )


def _csv(rows: Rows, sign: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=sign, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", errors="replace")


def _written(name: str, rows: Rows, dice: random.Random, *, workbooks: bool) -> tuple[str, bytes]:
    content = _csv(rows, dice.choice(",,,;\t|"))
    text = content.decode()
    match dice.randrange(9 if workbooks else 7):
        case 0:
            return name, text.encode("utf-16")
        case 1:
            return name, text.encode("cp1252", errors="replace")
        case 2:
            return name, text.replace("\n", "\r").encode()
        case 3:
            return f"{name}.gz", gzip.compress(content)
        case 4:
            return "sent.zip", zipped({name: content, "README.txt": "words", "b.csv": content[:99]})
        case 7 | 8:
            return "sent.xlsx", _workbook(rows, dice)
    return name, content


def _workbook(rows: Rows, dice: random.Random) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(["".join(c for c in cell if c >= " ") for cell in row])
    for _ in range(dice.choice((0, 0, 1, 4))):
        top, left = dice.randint(1, len(rows)), dice.randint(1, 4)
        book.active.merge_cells(
            start_row=top, start_column=left, end_row=top + dice.randint(0, 2), end_column=left + 1
        )
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def _without_row(rows: Rows, dice: random.Random) -> Rows:
    at = dice.randrange(len(rows))
    return rows[:at] + rows[at + 1 :]


def _row_again(rows: Rows, dice: random.Random) -> Rows:
    at = dice.randrange(len(rows))
    return [*rows[: at + 1], list(rows[dice.randrange(len(rows))]), *rows[at + 1 :]]


def _another_row(rows: Rows, dice: random.Random) -> Rows:
    at = dice.randrange(len(rows) + 1)
    row = [dice.choice(NASTY) for _ in range(dice.choice((0, 1, 2, len(rows[0]))))]
    return [*rows[:at], row, *rows[at:]]


def _columns(change: Callable[[list[int], random.Random], list[int]]):
    def changed(rows: Rows, dice: random.Random) -> Rows:
        order = change(list(range(max(map(len, rows)))), dice)
        return [[row[at] if at < len(row) else "" for at in order] for row in rows]

    return changed


def _swapped(order: list[int], dice: random.Random) -> list[int]:
    return dice.sample(order, len(order))


def _one_less(order: list[int], dice: random.Random) -> list[int]:
    return [at for at in order if at != dice.choice(order)]


def _one_again(order: list[int], dice: random.Random) -> list[int]:
    return [*order, dice.choice(order)]


def _turned(rows: Rows, dice: random.Random) -> Rows:
    return [list(row) for row in zip(*rows, strict=False)]


def _ragged(rows: Rows, dice: random.Random) -> Rows:
    row = dice.choice(rows)
    return [one[:-1] if one is row else one for one in rows]


def _half_blank(rows: Rows, dice: random.Random) -> Rows:
    at = dice.randrange(len(rows[0]) or 1)
    return [
        [("" if number == at and dice.random() < 0.6 else cell) for number, cell in enumerate(row)]
        for row in rows
    ]


def _no_headings(rows: Rows, dice: random.Random) -> Rows:
    return rows[1:]


def _twice_below(rows: Rows, dice: random.Random) -> Rows:
    return [*rows, [], ["Another table"], *rows]


STRUCTURE: Sequence[Callable[[Rows, random.Random], Rows]] = (
    _without_row,
    _row_again,
    _another_row,
    _another_row,
    _columns(_swapped),
    _columns(_one_less),
    _columns(_one_again),
    _turned,
    _ragged,
    _half_blank,
    _no_headings,
    _twice_below,
)


def check(sent: Spoilt, folder: Path) -> None:
    """Raises where what is sent ends as nothing may: by an error, or by a count that is not so."""
    path = folder / "sent"
    path.write_bytes(sent.content)
    file = IncomingFile(sent.name, path)
    found = recognised([file])
    kind = sent.kind or (found[0] if len(found) == 1 else kinds.by_slug("plain-table"))
    reading = read_files(kind, [file], context())
    _check_counts(reading, sent)
    for one in reading.findings:
        assert one.message, one
        assert one.message[-1] in ".?!", one
        assert one.severity != "error" or one.what_to_do, one
    for one in reading.slices:
        assert len(one.frame) == one.rows > 0, one.period
        if kind.measures:
            _check_tally(one, kind)


def _check_tally(one: StagedSlice, kind: Kind) -> None:
    tally = tallies.of_rows(one.frame, kind)
    number = kind.column(Role.HOW_MANY)
    if kind.measures[0].counts_rows:
        expected, unknown = one.rows, 0
    else:
        expected, unknown = one.frame[number].sum(), one.frame[number].isna().sum()
    assert tally[tallies.COUNT].sum() == expected, (one.period, expected)
    assert tally[tallies.UNKNOWN].sum() == unknown, (one.period, unknown)


def _check_counts(reading: Reading, sent: Spoilt) -> None:
    aside = reading.rows_set_aside
    assert reading.rows_read == reading.rows_kept + aside, "read is not kept and set aside"
    assert min(reading.rows_kept, aside) >= 0
    assert reading.set_aside["rows"].sum() == aside, "rows set aside are not all listed"
    assert bool(reading.slices) == bool(reading.rows_kept)
    is_told = any(one.severity != "note" for one in reading.findings)
    assert reading.slices or is_told, "nothing is used and nobody is told"
    assert not aside or reading.findings, "rows are set aside and nobody is told"
    if sent.rows is not None and reading.rows_read:
        # A row that stands for several periods or types is read once for each.
        assert reading.rows_read % sent.rows == 0, (reading.rows_read, sent.rows)


def runs(
    gathered_from: Sequence[Sample], seed: int, *, workbooks: bool
) -> Iterator[tuple[int, Spoilt]]:
    """One spoilt file after another, each by a seed of its own."""
    chosen = [one for one in gathered_from if workbooks or is_text(one)]
    while True:
        dice = random.Random(seed)
        yield seed, spoilt(dice.choice(chosen), dice, workbooks=workbooks)
        seed += 1


def main(seconds: float, seed: int) -> int:
    until, tried, bad = time.monotonic() + seconds, 0, 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        found = gathered(folder / "samples")
        for number, sent in runs(found, seed, workbooks=True):
            if time.monotonic() > until:
                break
            tried += 1
            try:
                check(sent, folder)
            except Exception:
                bad += 1
                slug = sent.kind.slug if sent.kind else "recognised"
                print(f"\nseed {number}: {sent.name} as {slug}")
                traceback.print_exc(limit=-4, file=sys.stdout)
                sys.stdout.flush()
    print(f"{tried} tried, {bad} wrong")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 0))
