"""The files of an edition: handed out only whole, and what is said when one is not."""

from django.core.files.base import File

from partnerships import store
from partnerships.models import TrailEntry
from partnerships.operations import trail
from reports.models import Edition, EditionFile

LOST = "edition.file_lost"
REMADE = "edition.remade"


def opened(file: EditionFile) -> File:
    """The file, its bytes checked; a lost or damaged one is put on record and refused in words."""
    try:
        return store.opened(file.path)
    except (store.MissingError, store.DamagedError) as lost:
        _put_on_record(file, lost)
        raise _explained(file, lost) from lost


def content(file: EditionFile) -> bytes:
    with opened(file) as kept:
        return kept.read()


def faults(edition: Edition) -> dict[str, store.StoreError]:
    """By kind, the files that are lost or damaged."""
    found = {file.kind: (file, store.fault(file.path)) for file in edition.files.all()}
    return {
        kind: _explained(file, lost)
        for kind, (file, lost) in found.items()
        if isinstance(lost, store.MissingError | store.DamagedError)
    }


def replace(earlier: EditionFile | None, made: EditionFile) -> None:
    """Put a file in the place of the one of its kind; a first hash that differs stays known."""
    if earlier is not None:
        first = earlier.first_sha256 or earlier.sha256
        made.pk = earlier.pk
        made.first_sha256 = "" if first == made.sha256 else first
    made.save()


def _explained(file: EditionFile, lost: store.StoreError) -> store.StoreError:
    return type(lost)(
        f"The {file.get_kind_display()} of edition {file.edition.number} {lost.what}.", file.path
    )


def _put_on_record(file: EditionFile, lost: store.StoreError) -> None:
    """Once for a file, until it is made anew: every further reader meets the same."""
    known = TrailEntry.objects.filter(
        target_type=Edition._meta.label_lower, target_pk=str(file.edition_id)
    )
    last = known.filter(verb=REMADE).order_by("-at").first()
    since = known.filter(verb=LOST, after__file=file.kind)
    if last is not None:
        since = since.filter(at__gt=last.at)
    if not since.exists():
        trail.record(
            partnership=file.edition.assessment.partnership,
            by=None,
            verb=LOST,
            target=file.edition,
            after={"file": file.kind, "sha256": file.sha256, "found": lost.what},
        )
