"""Sending a file in pieces: begun, added to, put together, or given up and swept away.

Nothing is kept in a process: how far an upload is stands in the database, its bytes in the store.
The protocol (tus 1.0.0) is the views' part.
"""

import hashlib
import logging
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import BinaryIO, Protocol

from django.core.files import File
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from datasources import permissions, rules
from datasources.models import Upload, UploadPiece
from datasources.operations import originals
from partnerships import store
from partnerships.errors import RuleBroken
from partnerships.models import Partnership, User

logger = logging.getLogger(__name__)

# So long after the last piece an unfinished upload is kept.
KEPT = timedelta(days=3)
MOST_PIECE = 16 * 1024 * 1024
BLOCK = 256 * 1024


class Coming(Protocol):
    """A request's body, or whatever else gives bytes until there are none."""

    def read(self, size: int, /) -> bytes: ...


class OutOfStep(RuleBroken):
    """The piece does not begin where the upload stands; another connection was quicker."""

    def __init__(self, offset: int) -> None:
        self.offset = offset
        super().__init__(f"So far {offset:,} bytes of this file have come. Go on from there.")


def begin(*, partnership: Partnership, name: str, size: int, modified: int, by: User) -> Upload:
    """Room for a file of this size. Refused beyond the limits of a file and of a person."""
    with transaction.atomic():
        # Two of one person at once wait here for one another.
        User.objects.select_for_update().get(pk=by.pk)
        permissions.check_sending_anything(by, partnership)
        own = Upload.objects.filter(user=by)
        unfinished = own.aggregate(bytes=Sum("size"))["bytes"] or 0
        reasons = rules.reasons_against_uploading(size, count=own.count(), unfinished=unfinished)
        if reasons:
            raise RuleBroken(reasons)
        return Upload.objects.create(
            partnership=partnership,
            user=by,
            name=originals.tidy(name),
            size=size,
            modified=modified,
        )


def add(*, upload: Upload, offset: int, content: Coming, by: User) -> int:
    """Keep what comes from this place on; gives how far the upload is then.

    When the connection breaks off, what has come is kept. Bytes beyond the file's size are not
    read. Of two pieces for one place the first counts.
    """
    permissions.check_sending_anything(by, upload.partnership)
    if offset != upload.offset:
        raise OutOfStep(upload.offset)
    with tempfile.SpooledTemporaryFile(max_size=BLOCK * 4) as came:
        size = _taken(content, came, min(upload.size - offset, MOST_PIECE))
        if not size:
            return offset
        stored = store.put(File(came, name="piece"), folder=upload.folder, fan_out=False)
    with transaction.atomic():
        held = Upload.objects.select_for_update().filter(pk=upload.pk).first()
        if held is None:
            store.clear(upload.folder)
            raise RuleBroken("This upload was given up meanwhile. Choose the file again.")
        if held.offset != offset:
            _release(held, stored.path)
            raise OutOfStep(held.offset)
        UploadPiece.objects.create(upload=held, offset=offset, size=size, path=stored.path)
        held.offset = offset + size
        held.touched_at = timezone.now()
        held.save(update_fields=["offset", "touched_at"])
    return held.offset


def _taken(content: Coming, came: BinaryIO, most: int) -> int:
    taken = 0
    try:
        while taken < most and (block := content.read(min(BLOCK, most - taken))):
            came.write(block)
            taken += len(block)
    except OSError as broken:
        logger.info("connection broke off", extra={"bytes": taken, "reason": str(broken)})
    return taken


def _release(upload: Upload, path: str) -> None:
    """The same bytes may stand elsewhere in the file."""
    if not upload.pieces.filter(path=path).exists():
        store.remove(path)


def give_up(*, upload: Upload, by: User) -> None:
    """The person does not want it any more: nothing of it is kept."""
    permissions.check_own(by, upload)
    _removed(upload)


def done(uploads: Sequence[Upload]) -> None:
    """They became a delivery, or were one already: their pieces are not needed any more."""
    for upload in uploads:
        _removed(upload)


def sweep() -> list[str]:
    """Take away what nobody went on with; gives the names."""
    old = list(Upload.objects.filter(touched_at__lt=timezone.now() - KEPT))
    for upload in old:
        try:
            _removed(upload)
        except store.StoreError as reason:
            # The next sweep asks again.
            logger.warning("upload not swept", extra={"upload": upload.pk, "reason": str(reason)})
    return [upload.name for upload in old]


def _removed(upload: Upload) -> None:
    """The bytes first: while the row is there the sweep knows of them."""
    store.clear(upload.folder)
    Upload.objects.filter(pk=upload.pk).delete()


@contextmanager
def put_together(sent: Sequence[tuple[Upload, str]]) -> Iterator[list[File]]:
    """The whole files, each checked against the hash (SHA-256, hexadecimal) of what was chosen.

    Raises RuleBroken in words where one is not whole, or is not what its browser read.
    """
    with ExitStack() as opened:
        files = []
        for upload, sha256 in sent:
            whole = opened.enter_context(tempfile.TemporaryFile(prefix="upload-"))
            found = _copied(upload, whole)
            if found != sha256:
                # Begun anew, or the same wrong bytes would be found at each try.
                _removed(upload)
                raise RuleBroken(
                    f"{upload.name} did not arrive as it was: it was changed while it was sent, or"
                    " it is another file of the same name. Nothing of it was kept; choose it again."
                )
            whole.seek(0)
            files.append(File(whole, name=upload.name))
            files[-1].size = upload.size
        yield files


def _copied(upload: Upload, whole: BinaryIO) -> str:
    if not upload.is_whole:
        raise RuleBroken(
            f"{upload.name} is not here as a whole yet. Choose it again: it goes on where it"
            " stopped."
        )
    digest, at = hashlib.sha256(), 0
    for piece in upload.pieces.all():
        if piece.offset != at:
            break
        with store.opened(piece.path) as stored:
            for block in stored.chunks(BLOCK):
                digest.update(block)
                whole.write(block)
        at += piece.size
    return digest.hexdigest() if at == upload.size else ""
