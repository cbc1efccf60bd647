"""Who may open what in the Publish room."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from reports.models import Edition, EditionFile
from tests.access import EVERYONE, INSIDERS, Access, roles

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
    "edition-file": Access(lambda world: [stored_file(world).pk], get=INSIDERS),
}


def stored_file(world) -> EditionFile:
    """Its bytes anew: each test has a store of its own, the world is made once."""
    file = world.things["edition_file"]
    if not default_storage.exists(file.path):
        default_storage.save(file.path, ContentFile(b"%PDF-"))
    return file


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
        path="editions/walls/file",
        sha256="0" * 64,
        size=5,
        pages=1,
    )
