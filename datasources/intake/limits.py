"""How much a delivery may unpack to, counted while unpacking: a header may refuse, never allow."""

from __future__ import annotations

from dataclasses import dataclass

from datasources.intake.findings import UNPACKS_TOO_LARGE, Refused

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The largest real deliveries (a whole national archive aside) stay far below these."""

    unpacked_bytes: int = 2048 * MEBIBYTE
    workbook_bytes: int = 512 * MEBIBYTE
    ratio: int = 100
    ratio_counts_from: int = 20 * MEBIBYTE
    members: int = 10_000
    workbook_memory: int = 2048 * MEBIBYTE
    workbook_seconds: int = 60
    set_aside_listed: int = 10_000


class Budget:
    """What one delivery has unpacked so far."""

    def __init__(self, limits: Limits, spent: int = 0) -> None:
        self.limits = limits
        self.spent = spent

    @property
    def left(self) -> int:
        return self.limits.unpacked_bytes - self.spent

    def spend(self, amount: int) -> None:
        self.spent += amount
        if self.spent > self.limits.unpacked_bytes:
            raise too_large(self.limits.unpacked_bytes)


def megabytes(size: int) -> str:
    return f"{max(size // MEBIBYTE, 1):,} MB"


def swells(limits: Limits, *, packed: int, unpacked: int) -> bool:
    """Real tables shrink to a tenth or so; a hundredth is a trap or a mistake."""
    return unpacked > limits.ratio_counts_from and unpacked > limits.ratio * max(packed, 1)


def check_ratio(limits: Limits, *, packed: int, unpacked: int) -> None:
    if swells(limits, packed=packed, unpacked=unpacked):
        raise too_large(limits.ratio_counts_from)


def too_large(allowed: int) -> Refused:
    return Refused(
        UNPACKS_TOO_LARGE,
        "This file unpacks to far more than a real download of this kind"
        f" (we stopped after {megabytes(allowed)}).",
        "Download it again from its publisher. If it is right, send it in smaller parts.",
    )
