"""A ZIP that would swell is refused by its own directory, before anything is unpacked."""

import bz2
import gzip
import io
import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from datasources.intake import findings as codes
from datasources.intake import sheets, workbook
from datasources.intake.findings import Refused
from datasources.intake.limits import Budget, Limits
from datasources.intake.reading import IncomingFile
from datasources.intake.unpacking import BLOCK, Table, tables_of
from tests.unit.datasources.building import csv_text, read_street, row, zipped

NAME = "2025-01-wexshire-street.csv"
MEBIBYTE = 1024 * 1024


def never(_name: str) -> bool:
    return False


def unpacked(folder: Path, content: bytes, limits: Limits) -> tuple[Refused | None, int]:
    """Why the file was refused, and how many bytes of it were unpacked."""
    path = folder / "sent"
    path.write_bytes(content)
    budget = Budget(limits)
    try:
        for _table in tables_of(IncomingFile("d.zip", path), folder, budget, print, never):
            pass
    except Refused as refusal:
        return refusal, budget.spent
    return None, budget.spent


def overlapping(members: int, content: bytes, shift: int = 0) -> bytes:
    """Each entry of the directory points at the same local header, or a little further on."""
    honest = zipped({NAME: content})
    start = honest.index(b"PK\x01\x02")
    end = honest.index(b"PK\x05\x06")
    local, entry = honest[:start], honest[start:end]
    directory = b"".join(
        entry[:42] + struct.pack("<I", number * shift) + entry[46:] for number in range(members)
    )
    closing = struct.pack(
        "<4s4H2IH", b"PK\x05\x06", 0, 0, members, members, len(directory), start, 0
    )
    return local + directory + closing


def declaring(content: bytes, size: int) -> bytes:
    """A ZIP of one member whose directory says another size than is packed in it."""
    honest = zipped({NAME: content})
    return honest.replace(struct.pack("<I", len(content)), struct.pack("<I", size))


@pytest.mark.parametrize("shift", [0, 1, 40])
def test_members_in_the_same_bytes_are_refused_and_nothing_is_unpacked(tmp_path, shift):
    bomb = overlapping(2, b"0" * 100_000, shift)

    refusal, spent = unpacked(tmp_path, bomb, Limits())

    assert (refusal.code, spent) == (codes.ZIP_OVERLAPS, 0)
    assert (refusal.message, refusal.what_to_do) == (
        "Several files of this ZIP (or workbook) are said to lie in the same bytes of it. Ordinary"
        " programs do not make such files, so nothing of it was unpacked.",
        "Do not use it. Download it again from its publisher, or unpack it on your own computer"
        " and send the one table that is needed.",
    )


def test_members_side_by_side_do_not_overlap_even_when_they_hold_nothing(tmp_path):
    content = zipped({"a.csv": "", "b/": "", "c.csv": "x", "d.csv": ""})

    assert unpacked(tmp_path, content, Limits())[1] == 1


def test_what_the_directory_says_is_summed_before_anything_is_unpacked(tmp_path):
    text = csv_text(row("a1")).encode()
    content = zipped({f"{number}.csv": text for number in range(3)})

    fits = unpacked(tmp_path, content, Limits(unpacked_bytes=3 * len(text)))
    beyond, spent = unpacked(tmp_path, content, Limits(unpacked_bytes=3 * len(text) - 1))

    assert (fits, beyond.code, spent) == ((None, 3 * len(text)), codes.UNPACKS_TOO_LARGE, 0)


def test_the_sentence_says_both_sizes_and_what_to_do(tmp_path):
    refusal, spent = unpacked(tmp_path, declaring(b"x", 3000 * MEBIBYTE), Limits())

    assert (refusal.code, refusal.message, refusal.what_to_do, spent) == (
        codes.UNPACKS_TOO_LARGE,
        "By its own account this file of 1 MB unpacks to 3,000 MB, far more than a real download"
        " of this kind (at most 2,048 MB could be unpacked here). Nothing of it was unpacked.",
        "Download it again from its publisher. If it is right, send it in smaller parts.",
        0,
    )


@pytest.mark.parametrize(("times", "refused"), [(20, False), (21, True)])
def test_a_member_that_would_swell_too_much_is_not_begun(tmp_path, times, refused):
    packed = zipfile.ZipFile(io.BytesIO(zipped({NAME: b"0" * 9000}))).infolist()[0].compress_size
    limits = Limits(ratio=20, ratio_counts_from=100)
    # Beside it lies what does not shrink, so that the ZIP as a whole would pass.
    content = zipped({NAME: b"0" * 9000, "other.csv": os.urandom(9000)})
    content = content.replace(struct.pack("<I", 9000), struct.pack("<I", packed * times))

    refusal, spent = unpacked(tmp_path, content, limits)

    assert (refusal is not None and refusal.code == codes.UNPACKS_TOO_LARGE) == refused
    assert spent == 0 or not refused


def test_members_that_together_would_swell_too_much_are_not_begun(tmp_path):
    content = zipped({f"{number}.csv": b"0" * 90 for number in range(9)})
    limits = Limits(ratio=1, ratio_counts_from=len(content) * 2)

    refusal, spent = unpacked(tmp_path, content, limits)
    assert (refusal, spent) == (None, 810)

    swelling = content.replace(struct.pack("<I", 90), struct.pack("<I", len(content)))
    refusal, spent = unpacked(tmp_path, swelling, limits)
    assert (refusal.code, spent) == (codes.UNPACKS_TOO_LARGE, 0)


def test_files_left_alone_are_not_counted_but_may_not_overlap_either(tmp_path):
    big = "2025-01-x-outcomes.csv"
    content = zipped({NAME: csv_text(row("a1")), big: "x" * 5000})
    limits = Limits(unpacked_bytes=1000)

    reading = read_street(tmp_path, ("d.zip", content), limits=limits)

    assert [one.code for one in reading.findings] == [codes.MEMBER_SET_ASIDE]
    assert reading.rows_kept == 1


def test_a_workbook_is_judged_by_its_directory_too(tmp_path):
    path = tmp_path / "c.xlsx"
    path.write_bytes(overlapping(2, b"0" * 100_000))
    budget = Budget(Limits())

    with pytest.raises(Refused) as refusal:
        workbook.parse(path, tmp_path / "rows.jsonl", budget)

    assert (refusal.value.code, budget.spent) == (codes.ZIP_OVERLAPS, 0)


def test_a_workbook_packed_as_no_workbook_is_packed_is_not_unpacked(tmp_path):
    path = tmp_path / "c.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    budget = Budget(Limits())

    with pytest.raises(Refused) as refusal:
        workbook.parse(path, tmp_path / "rows.jsonl", budget)

    assert (refusal.value.code, budget.spent) == (codes.WORKBOOK_DAMAGED, 0)


def test_a_gz_that_swells_is_left_at_the_limit(tmp_path):
    limits = Limits(ratio=1, ratio_counts_from=2 * MEBIBYTE)

    refusal, spent = unpacked(tmp_path, gzip.compress(bytes(40 * MEBIBYTE)), limits)

    assert refusal.code == codes.UNPACKS_TOO_LARGE
    assert spent == limits.ratio_counts_from + BLOCK


def test_a_member_packed_with_bzip2_is_read(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr(NAME, csv_text(row("a1"), row("a2")))

    reading = read_street(tmp_path, ("d.zip", packed.getvalue()))

    assert (reading.rows_kept, reading.findings) == (2, ())


READ_IT = """
import re, sys
from pathlib import Path
from tests.unit.datasources.building import read_street
reading = read_street(Path(sys.argv[2]), ("d.zip", Path(sys.argv[1]).read_bytes()))
# Not getrusage: it begins with what the parent held when this process was forked.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024
print(*[one.code for one in reading.findings], peak)
"""


@pytest.mark.slow
def test_a_member_of_bzip2_that_lies_about_its_size_takes_no_memory(tmp_path):
    content = bytes(700 * MEBIBYTE)
    honest = io.BytesIO()
    with zipfile.ZipFile(honest, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr(NAME, b"x")
    packed, small = bz2.compress(content), bz2.compress(b"x")
    lying = honest.getvalue().replace(small, packed)
    lying = lying.replace(
        struct.pack("<2I", len(small), 1), struct.pack("<2I", len(packed), 5 * MEBIBYTE)
    )
    at = lying.index(b"PK\x05\x06")
    lying = lying[: at + 16] + struct.pack("<I", lying.index(b"PK\x01\x02")) + lying[at + 20 :]
    bomb, folder = tmp_path / "bomb", tmp_path / "folder"
    bomb.write_bytes(lying)
    folder.mkdir()

    ended = subprocess.run(
        [sys.executable, "-c", READ_IT, str(bomb), str(folder)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )

    *found, peak = ended.stdout.split()
    assert found == [codes.ZIP_DAMAGED, codes.ZIP_NOTHING_USABLE]
    assert int(peak) < 600


def test_members_overlap_from_the_first_byte_they_share(tmp_path):
    packed = zipfile.ZipFile(io.BytesIO(zipped({NAME: b"0" * 900}))).infolist()[0].compress_size
    apart = 30 + packed

    touching, _ = unpacked(tmp_path, overlapping(2, b"0" * 900, apart), Limits())
    sharing, _ = unpacked(tmp_path, overlapping(2, b"0" * 900, apart - 1), Limits())

    assert (touching, sharing.code) == (None, codes.ZIP_OVERLAPS)


def test_a_workbook_is_unpacked_once_however_often_it_is_looked_through(tmp_path):
    path = tmp_path / "c.xlsx"
    book = Workbook()
    book.active.append(["Month", "Number"])
    book.active.append(["2025-01", 3])
    book.save(path)
    budget, once = Budget(Limits()), Budget(Limits())

    workbook.parse(path, tmp_path / "rows.jsonl", once)
    with sheets.Opened(Table("c.xlsx", path, "workbook"), tmp_path, budget) as opened:
        first, second = list(opened.sheets()), list(opened.sheets())

    assert first == second
    assert first[0].rows == [["Month", "Number"], ["2025-01", "3"]]
    assert budget.spent == once.spent
    assert sorted(one.name for one in tmp_path.iterdir()) == ["c.xlsx", "rows.jsonl"]
