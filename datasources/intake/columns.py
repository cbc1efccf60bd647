"""Which columns of a raw table are kept; the others are dropped, and told by name.

What is personal in any of them was found, and decided of, before a table is read (see guard.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyarrow as pa

from datasources.intake import findings, privacy
from datasources.intake.findings import Finding, finding
from datasources.kinds.headings import plain, plain_set

LOOKED_AT = 20_000


class DroppedColumns:
    """The columns of one file that its kind does not know."""

    def __init__(self, headings: list[str], known: Iterable[str], kept: Iterable[int]) -> None:
        known_names = plain_set(known)
        kept_at = set(kept)
        self.unknown = {
            at: heading.strip() or f"column {at + 1} (no heading)"
            for at, heading in enumerate(headings)
            if at not in kept_at
            and plain(heading) not in known_names
            and not privacy.patterns_in([heading])
        }
        self.looked_at = 0
        self.filled: set[int] = set()

    def look(self, batch: pa.Table) -> None:
        """Which unknown columns are filled at all, as far as a bounded number of rows tells."""
        rows = batch.slice(0, max(0, LOOKED_AT - self.looked_at))
        self.looked_at += rows.num_rows
        for at in self.unknown:
            if any(cell.strip() for cell in rows.column(at).unique().to_pylist()):
                self.filled.add(at)

    def tell(self, note: Callable[[Finding], None], file: str) -> None:
        """What is left out; a column whose cells were left out before is told of elsewhere."""
        others = [
            name
            for at, name in self.unknown.items()
            if (at in self.filled or "(no heading)" not in name)
            and not privacy.is_personal_heading(name)
        ]
        if others:
            note(
                finding(
                    findings.COLUMNS_DROPPED,
                    f"{len(others):,} {'column' if len(others) == 1 else 'columns'} that this kind"
                    f" does not have will not be stored: {', '.join(others[:8])}.",
                    count=len(others),
                    file=file,
                    examples=tuple(others[:8]),
                )
            )
