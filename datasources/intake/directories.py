"""What a ZIP says of its members, judged before any of them is unpacked.

A small ZIP can name the same packed bytes ten thousand times. Counting while unpacking stops it
late; its own directory tells at once.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from itertools import pairwise

from datasources.intake.findings import UNPACKS_TOO_LARGE, ZIP_OVERLAPS, Refused
from datasources.intake.limits import Limits, megabytes, swells

LOCAL_HEADER = 30
"""The least that stands before a member's bytes."""


def check(
    members: Sequence[zipfile.ZipInfo],
    wanted: Sequence[zipfile.ZipInfo],
    limits: Limits,
    *,
    packed: int,
    allowed: int,
) -> None:
    """Refuses a ZIP whose members share bytes, or whose wanted members say they are too large.

    `packed` is the size of the ZIP itself, `allowed` what may still be unpacked.
    """
    if _overlap(members):
        raise Refused(
            ZIP_OVERLAPS,
            "Several files of this ZIP (or workbook) are said to lie in the same bytes of it."
            " Ordinary programs do not make such files, so nothing of it was unpacked.",
            "Do not use it. Download it again from its publisher, or unpack it on your own"
            " computer and send the one table that is needed.",
        )
    declared = sum(member.file_size for member in wanted)
    if (
        declared > allowed
        or swells(limits, packed=packed, unpacked=declared)
        or any(
            swells(limits, packed=member.compress_size, unpacked=member.file_size)
            for member in wanted
        )
    ):
        raise _declared_too_large(declared, packed, allowed)


def _overlap(members: Sequence[zipfile.ZipInfo]) -> bool:
    in_order = sorted(members, key=lambda member: member.header_offset)
    return any(
        before.header_offset + LOCAL_HEADER + before.compress_size > after.header_offset
        for before, after in pairwise(in_order)
    )


def _declared_too_large(declared: int, packed: int, allowed: int) -> Refused:
    return Refused(
        UNPACKS_TOO_LARGE,
        f"By its own account this file of {megabytes(packed)} unpacks to {megabytes(declared)},"
        f" far more than a real download of this kind (at most {megabytes(allowed)} could be"
        " unpacked here). Nothing of it was unpacked.",
        "Download it again from its publisher. If it is right, send it in smaller parts.",
    )
