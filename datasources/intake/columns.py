"""Which columns of a raw table are kept; the others are dropped by name, and looked at first.

Personal data in them are told, never stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pyarrow as pa

from datasources.intake import findings, privacy
from datasources.intake.findings import Finding, finding
from datasources.kinds.headings import plain, plain_set

LOOKED_AT = 20_000


class DroppedColumns:
    """The columns of one file that its kind does not know, and what their cells hold."""

    def __init__(self, headings: list[str], known: Iterable[str], kept: Iterable[int]) -> None:
        known_names = plain_set(known)
        kept_at = set(kept)
        self.unknown = {
            at: heading.strip() or f"column {at + 1} (no heading)"
            for at, heading in enumerate(headings)
            if at not in kept_at and plain(heading) not in known_names
        }
        self.personal = {
            at: "its heading"
            for at, heading in self.unknown.items()
            if privacy.is_personal_heading(heading)
        }
        self.looked_at = 0
        self.filled: set[int] = set()

    def look(self, batch: pa.Table) -> None:
        """Looks at the cells of unknown columns, as far as a bounded number of rows."""
        rows = batch.slice(0, max(0, LOOKED_AT - self.looked_at))
        self.looked_at += rows.num_rows
        for at in self.unknown:
            cells = {cell for cell in rows.column(at).unique().to_pylist() if cell.strip()}
            if cells:
                self.filled.add(at)
            if at not in self.personal and (found := privacy.patterns_in(cells)):
                self.personal[at] = f"it holds {found[0]}"

    def tell(self, note: Callable[[Finding], None], file: str) -> None:
        named = [
            f"{self.unknown[at]} ({reason})"
            for at, reason in self.personal.items()
            if at in self.filled or reason == "its heading"
        ]
        if named:
            note(
                finding(
                    findings.PERSONAL_DATA,
                    f"{len(named):,} {'column holds' if len(named) == 1 else 'columns hold'} what"
                    f" looks like personal data and will not be stored: {', '.join(named)}.",
                    "Ask the sender to leave these columns out. If the original should not be"
                    " kept either, reject this delivery and have it deleted.",
                    count=len(named),
                    file=file,
                    examples=tuple(named[:5]),
                )
            )
        others = [
            name
            for at, name in self.unknown.items()
            if at not in self.personal and (at in self.filled or "(no heading)" not in name)
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
