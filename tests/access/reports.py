"""Who may open what in the Publish room."""

import hashlib

from partnerships import store
from reports.models import Edition, EditionFile
from tests.access import EVERYONE, INSIDERS, Access, roles

BYTES = b"%PDF-"
PUBLISHERS = roles("analyst")


def edition(world) -> list:
    return [world.things["edition"].pk]


def assessment(world) -> list:
    return [world.things["assessment"].slug]


ACCESS: dict[str, Access] = {
    "edition-list": Access(assessment, get=EVERYONE),
    "edition-create": Access(assessment, get=PUBLISHERS, post=PUBLISHERS),
    # The world's edition is the board's: it is not for viewers.
    "edition-detail": Access(edition, get=INSIDERS),
    "edition-progress": Access(edition, get=INSIDERS),
    "edition-retry": Access(edition, post=PUBLISHERS),
    "edition-remake": Access(edition, post=PUBLISHERS),
    "edition-file": Access(lambda world: [stored_file(world).pk], get=INSIDERS),
}


def stored_file(world) -> EditionFile:
    """Its bytes anew: each test has a store of its own, the world is made once."""
    store.put(BYTES, folder="editions/walls", fan_out=False)
    return world.things["edition_file"]


def furnish(world) -> None:
    made = Edition.objects.create(
        assessment=world.things["assessment"],
        number=1,
        audience="board",
        state="done",
        outline="{}",
        digest="0" * 64,
    )
    world.things["edition"] = made
    world.things["edition_file"] = EditionFile.objects.create(
        edition=made,
        kind="pdf",
        name="walls.pdf",
        path=f"editions/walls/{hashlib.sha256(BYTES).hexdigest()}",
        sha256=hashlib.sha256(BYTES).hexdigest(),
        size=5,
        pages=1,
    )
