"""Writes what comes of entries of the folder into their expectations: look at each line of it.

`python -m tests.samples.write NAME ...` writes these; without a name those that expect nothing yet.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from tests.samples.entries import Entry, every, outcome


def write(entry: Entry) -> None:
    said = entry.said
    own = {name: said[name] for name in said if name in OWN}
    with tempfile.TemporaryDirectory() as folder:
        whole = own | outcome(entry, Path(folder))
    content = json.dumps(whole, indent=1, ensure_ascii=False)
    entry.path.write_text(content + "\n", encoding="utf-8")
    print(f"{entry.name}\n{content}\n")


OWN = ("why", "sent as", "kind", "layout", "limits", "slow")
"""What a person writes of an entry: all else is what comes of it."""

if __name__ == "__main__":
    for one in every():
        if one.name in sys.argv[1:] or (not sys.argv[1:] and "findings" not in one.said):
            write(one)
