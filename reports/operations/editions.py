"""Editions: frozen when asked for, rendered by a worker from what was frozen and nothing else."""

import logging
import time
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from assessment.models import Assessment
from datasources.operations.releases import NotReleasedError
from partnerships import permissions, store
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.operations import snapshots, trail, work
from partnerships.roles import Permission
from reports import document as documents
from reports import outline, rules, tasks
from reports.document import Document
from reports.models import Edition, EditionFile
from reports.operations import edition_files
from reports.states import AUDIENCES

logger = logging.getLogger(__name__)

BROKE_OFF = (
    "Making the document broke off. Nothing is lost: the edition is frozen. Try again; if it "
    "breaks off again, tell whoever looks after this system the number {reference}."
)
CHANGED = (
    "What was frozen for this edition is no longer what its hash names: it was changed in the"
    " database. No file is made of it. Tell whoever looks after this system; a backup from before"
    " holds what was frozen."
)
MOST_TRIES = 5
TOO_OFTEN = "Making the document broke off three times. Tell whoever looks after this system."


class FrozenChangedError(Exception):
    """The frozen document and its hash differ."""


def request(
    *, assessment: Assessment, audience: str, issued_on: date | None = None, by: User | None
) -> Edition:
    """Freeze the document as it stands when this is asked; a worker makes the files.

    Nobody waits for the freezing: it reads at one moment without a lock, and only the numbering
    holds the assessment. The marking, the threshold for small counts and the editions before it
    are those it was composed with; where they changed meanwhile, it is composed anew. When the
    newest edition for this audience says all this already, that one stands and no other is made.
    The day of issue on its cover is today, unless a record of the past is being made. Raises
    RuleBroken with what stands against publishing for this audience.
    """
    _check(assessment, audience, by)
    for _ in range(MOST_TRIES):
        outline.release_figures(assessment, audience=audience)
        with snapshots.at_one_moment():
            seen = Assessment.objects.select_related("partnership").get(pk=assessment.pk)
            _check(seen, audience, by)
            rests_on = _rests_on(seen)
            try:
                shown: set[int] = set()
                composed = outline.compose(seen, audience=audience, shown=shown)
            except NotReleasedError:
                continue  # A figure came into the text meanwhile.
        edition = _numbered(
            assessment, audience, composed, shown, rests_on, issued_on or timezone.localdate(), by
        )
        if edition is not None:
            return edition
    raise RuleBroken(
        "While this was being frozen, others published or changed how counts and markings are"
        " shown. Look at the editions, then publish again."
    )


def _check(assessment: Assessment, audience: str, by: User | None) -> None:
    if by is not None:
        permissions.check(by, assessment.partnership, Permission.PUBLISH)
    reasons = rules.reasons_against_publishing(assessment, audience)
    if reasons:
        raise RuleBroken(reasons)


def _rests_on(assessment: Assessment) -> tuple:
    """What decides how counts are shown, beside the words themselves: a change of it between
    freezing and numbering could publish what the change was made to hide."""
    partnership = assessment.partnership
    before = Edition.objects.filter(assessment__partnership=partnership)
    last = before.aggregate(last=Max("pk"))["last"]
    markings = tuple(getattr(partnership, audience.marking) for audience in AUDIENCES)
    return (partnership.suppression_threshold, markings, last)


def _numbered(
    assessment: Assessment,
    audience: str,
    composed: Document,
    shown: set[int],
    rests_on: tuple,
    issued_on: date,
    by: User | None,
) -> Edition | None:
    """The frozen edition, or the one that says the same; None when it must be composed anew."""
    content = documents.content_digest(composed)
    with transaction.atomic():
        rows = Assessment.objects.select_for_update(of=("self",)).select_related("partnership")
        locked = rows.get(pk=assessment.pk)
        _check(locked, audience, by)
        newest = locked.editions.filter(audience=audience).order_by("-number").first()
        if newest is not None and newest.content_digest == content:
            return _stands(newest, by)
        if _rests_on(locked) != rests_on:
            return None
        number = (locked.editions.aggregate(last=Max("number"))["last"] or 0) + 1
        frozen = outline.issued(composed, number=number, on=issued_on)
        edition = Edition.objects.create(
            assessment=locked,
            number=number,
            audience=audience,
            outline=documents.to_json(frozen),
            digest=frozen.digest,
            content_digest=content,
            figures=sorted(shown),
            requested_by=by,
        )
        trail.record(
            partnership=locked.partnership,
            by=by,
            verb="edition.requested",
            target=edition,
            after={"audience": audience, "number": number, "digest": frozen.digest},
        )
        tasks.render_edition.delay_on_commit(edition.pk)
    return edition


def _stands(edition: Edition, by: User | None) -> Edition:
    """What was asked for is there already; where its files could not be made, they are tried."""
    if edition.state == "failed":
        _queue_again(edition, verb="edition.retried", by=by)
        edition.refresh_from_db()
    edition.stood_already = True
    return edition


def render(edition_id: int) -> None:
    """Make the HTML, the PDF and the pack of a frozen edition; safe to be killed and run again."""
    edition = work.claim(Edition, edition_id, from_states=["queued"], to_state="rendering")
    if edition is None:
        return
    if edition.attempts > work.MOST_ATTEMPTS:
        _fail(edition, TOO_OFTEN)
        return
    began = time.monotonic()
    try:
        with work.kept(edition):
            made = _files(edition)
    except FrozenChangedError as reason:
        logger.error("frozen document changed", extra={"edition": edition.pk})
        _fail(edition, str(reason))
        return
    except store.StoreError as refused:
        _put_off(edition, refused)
        return
    except Exception:
        reference = f"E{edition.pk}-{edition.attempts}"
        logger.exception("edition broke off", extra={"edition": edition.pk, "ref": reference})
        _fail(edition, BROKE_OFF.format(reference=reference))
        raise
    _record(edition, made, seconds=time.monotonic() - began)


def retry(*, edition: Edition, by: User) -> None:
    """Put an edition that broke off back in the queue."""
    with transaction.atomic():
        locked = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
        permissions.check(by, locked.assessment.partnership, Permission.PUBLISH)
        if locked.state != "failed":
            raise RuleBroken("This edition did not break off, so there is nothing to try again.")
        _queue_again(locked, verb="edition.retried", by=by)


def remake(*, edition: Edition, by: User | None) -> None:
    """Make the files of a published edition anew, because one of them is lost or damaged.

    What was frozen is all that is needed: the same program gives the same bytes, a newer one may
    give others, and then the edition says so.
    """
    lost = edition_files.faults(edition)
    with transaction.atomic():
        locked = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
        if by is not None:
            permissions.check(by, locked.assessment.partnership, Permission.PUBLISH)
        if locked.state != "done" or not lost:
            raise RuleBroken("The files of this edition are whole: there is nothing to make anew.")
        _queue_again(locked, verb="edition.remade_asked", by=by)


def _queue_again(locked: Edition, *, verb: str, by: User | None) -> None:
    Edition.objects.filter(pk=locked.pk).update(
        state="queued", queued_at=timezone.now(), attempts=0, failure="", lease_until=None
    )
    trail.record(
        partnership=locked.assessment.partnership,
        by=by,
        verb=verb,
        target=locked,
        before={"state": locked.state},
        after={"state": "queued"},
    )
    tasks.render_edition.delay_on_commit(locked.pk)


def sweep() -> int:
    """Take up editions that lost their worker or their message; gives how many were taken up."""
    lost = work.waiting(Edition, queued=["queued"], running=["rendering"])
    taken = 0
    for pk in lost.values_list("pk", flat=True):
        render(pk)
        taken += 1
    return taken


def _files(edition: Edition) -> list[EditionFile]:
    from reports.rendering import html, pack, pdf  # noqa: PLC0415 - only who renders loads them

    if documents.digest_of_json(edition.outline) != edition.digest:
        raise FrozenChangedError(CHANGED)
    frozen = documents.from_json(edition.outline)
    name = f"{edition.assessment.slug}-edition-{edition.number}-{edition.audience}"
    work.progress(edition, "Writing the web page", 0, 3)
    page = html.html(frozen, for_print=False, font_dir=font_dir()).encode()
    work.progress(edition, "Setting the pages", 1, 3)
    printed = pdf.pdf(frozen, font_dir=font_dir())
    work.progress(edition, "Packing tables and charts", 2, 3)
    packed = pack.pack(frozen)
    return [
        _stored(edition, "html", f"{name}.html", page),
        _stored(edition, "pdf", f"{name}.pdf", printed.content, pages=printed.pages),
        _stored(edition, "pack", f"{name}-pack.zip", packed),
    ]


def font_dir() -> Path:
    return settings.BASE_DIR / "static" / "dist" / "fonts"


def _stored(
    edition: Edition, kind: str, name: str, content: bytes, pages: int | None = None
) -> EditionFile:
    """Keep the bytes under their own hash: writing them twice writes the same."""
    folder = f"editions/{edition.assessment.partnership_id}"
    kept = store.put(content, folder=folder, fan_out=False)
    return EditionFile(
        edition=edition, kind=kind, name=name, path=kept.path, sha256=kept.sha256,
        size=kept.size, pages=pages,
    )  # fmt: skip


def _record(edition: Edition, made: list[EditionFile], *, seconds: float) -> None:
    with transaction.atomic():
        locked = Edition.objects.select_for_update(of=("self",)).get(pk=edition.pk)
        if locked.state != "rendering" or locked.attempts != edition.attempts:
            return
        before = {file.kind: file for file in locked.files.all()}
        for file in made:
            edition_files.replace(before.get(file.kind), file)
        locked.state = "done"
        locked.finished_at = locked.finished_at or timezone.now()
        locked.seconds = round(seconds, 2)
        locked.lease_until = None
        locked.failure = ""
        locked.progress_text = ""
        locked.save()
        trail.record(
            partnership=locked.assessment.partnership,
            by=None,
            verb="edition.remade" if before else "edition.published",
            target=locked,
            before={kind: file.sha256 for kind, file in before.items()},
            after={file.kind: file.sha256 for file in made},
        )


def _put_off(edition: Edition, refused: store.StoreError) -> None:
    """The store is full or away: the edition stays frozen, and the sweep takes it up again."""
    with transaction.atomic():
        mine = Edition.objects.select_for_update(of=("self",)).filter(
            pk=edition.pk, state="rendering", attempts=edition.attempts
        )
        for locked in mine:
            work.put_off(locked, state="queued", reason=str(refused))


def _fail(edition: Edition, reason: str) -> None:
    mine = Edition.objects.filter(pk=edition.pk, state="rendering", attempts=edition.attempts)
    mine.update(state="failed", failure=reason, lease_until=None)
