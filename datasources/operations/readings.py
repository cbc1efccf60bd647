"""The worker's part: claim a delivery, read its files, record what was found.

May be run twice or be killed anywhere: nothing is recorded but in one short transaction at the
end, by the worker whose claim is still the newest.
"""

import dataclasses
import logging
import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pandas as pd
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from datasources import frames, kinds, tasks
from datasources.intake import completeness, findings, side_by_side, steps
from datasources.intake.completeness import Profile
from datasources.intake.findings import Finding as FoundInFile
from datasources.intake.findings import finding
from datasources.intake.read import read_files
from datasources.intake.reading import (
    Context,
    IncomingFile,
    Reading,
    Report,
    StagedSlice,
    nothing_set_aside,
)
from datasources.kinds import Role, Service
from datasources.labels import Labels
from datasources.layouts import Layout
from datasources.models import (
    Delivery,
    DeliveryFile,
    Evidence,
    Finding,
    MeasureVersion,
    Question,
    Slice,
    Source,
    SourceLayout,
)
from datasources.operations import (
    apart,
    beside,
    counting,
    evidence,
    holdings,
    layouts,
    originals,
    personal_data,
    replacing,
)
from datasources.states import WAITING_FOR_WORKER
from datasources.values import forenames
from partnerships import store
from partnerships.operations import trail, work

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_REPORTS = 0.5
AT_ONCE = 4
"""So many slices are packed and written at one time; each holds its bytes until then."""
EXAMPLES_KEPT = 10
SET_ASIDE_HEADINGS = {
    "file": "File",
    "row": "Row in the file",
    "rows": "Rows",
    "code": "Code",
    "reason": "Why it was set aside",
}


def prepare() -> None:
    """Loads what readings need: a process that is forked from this one then has it."""
    forenames.load()


def read(delivery_id: int) -> Delivery | None:
    """Read a delivery that waits; None when another worker has it or it is read already."""
    delivery = work.claim(
        Delivery,
        delivery_id,
        from_states=WAITING_FOR_WORKER,
        to_state="reading",
    )
    if delivery is None:
        return None
    if delivery.attempts > work.MOST_ATTEMPTS:
        return _fail(
            delivery,
            f"The worker broke off {work.MOST_ATTEMPTS} times while reading these files, perhaps"
            " because they need more memory than it has. Send them in smaller parts, or try again.",
        )
    started = time.perf_counter()
    if delivery.source.kind not in kinds.BY_SLUG:
        return _fail(delivery, kinds.shown(delivery.source.kind).description)
    said = layouts.newest(delivery.source)
    prepare()
    try:
        with work.kept(delivery):
            reading, slices, set_aside, sealed = apart.run(
                lambda say: _found(delivery, said, say), heard=_hearing(delivery)
            )
    except apart.Stopped:
        logger.info("reading stopped", extra={"delivery": delivery.pk})
        return None
    except apart.BrokenOffError as broken:
        return _fail(delivery, str(broken), _broken_off(broken))
    except store.UnavailableError as refused:
        return _put_off(delivery, refused)
    except store.StoreError as lost:
        return _fail(delivery, str(lost))
    except Exception as reason:
        reference = secrets.token_hex(4)
        logger.error(
            "reading failed: %s",
            apart.without_its_words(reason),
            extra={"delivery": delivery.pk, "reference": reference},
        )
        return _fail(
            delivery,
            "Something went wrong on our side while reading these files; they are safe. Try"
            f" again, and if it fails again tell the administrator the reference {reference}.",
        )
    seconds = time.perf_counter() - started
    return _record(delivery, reading, said, slices, set_aside, sealed, seconds)


def _found(
    delivery: Delivery, said: SourceLayout | None, say: apart.Say
) -> tuple[Reading, list[Slice], str, dict[int, store.Stored]]:
    """Everything but the recording: the rows lie in the store, and what is to be recorded comes."""
    reading = _compute(delivery, said, say)
    say(steps.STORE.slug, "", 0, 0)
    slices = _stored(delivery, reading)
    set_aside = _set_aside(reading)
    sealed = _sealed(delivery, reading, layouts.of(said))
    told = dataclasses.replace(reading, slices=(), set_aside=nothing_set_aside())
    return told, slices, set_aside, sealed


BROKEN_OFF = {
    apart.TooLargeError: findings.READING_TOO_LARGE,
    apart.TooLongError: findings.READING_TOO_LONG,
    apart.DiedError: findings.READING_DIED,
}


def _broken_off(broken: apart.BrokenOffError) -> FoundInFile:
    return finding(BROKEN_OFF[type(broken)], str(broken), broken.what_to_do, count=1)


def sweep() -> list[int]:
    """Ring again for deliveries that lost their worker or their message."""
    waiting = work.waiting(Delivery, queued=WAITING_FOR_WORKER, running=["reading"])
    found = list(waiting.order_by("pk").values_list("pk", flat=True))
    for delivery_id in found:
        tasks.read_delivery.ring(delivery_id)
    unanswered = (
        evidence.sources_without_answers(),
        evidence.sources_said_anew(),
        _sources_of_changed_measures(),
    )
    for source_id in sorted({one for each in unanswered for one in each}):
        tasks.refresh_evidence.ring(source_id)
    personal_data.dispose_due()
    try:
        originals.release_again()
    except store.StoreError as reason:
        # The next sweep asks again.
        logger.warning("deleted originals not released", extra={"reason": str(reason)})
    return found


def restore(delivery: Delivery) -> None:
    """Bring lost rows back into the store from the originals; nothing is recorded or decided.

    They come back under the name they had where the same rows are read, as they are while the
    look-up in use and this program are the ones of then.
    """
    try:
        reading = _compute(delivery, delivery.layout)
        for one in reading.slices:
            frames.store(one.frame, folder="slices")
        _set_aside(reading)
    except store.StoreError as lost:
        logger.warning("rows not restored", extra={"delivery": delivery.pk, "reason": str(lost)})


def compare_again(delivery: Delivery) -> bool:
    """Compare with what is in use now, where that changed since the delivery was read.

    True when a slice now looks older than what is in use, or short of it, and did not before.
    """
    in_use = {one.period: one for one in Slice.objects.current().filter(source=delivery.source)}
    found_older = False
    if delivery.source.kind not in kinds.BY_SLUG:
        return False
    kind = delivery.source.read_as
    held = beside.profiles(delivery.source, beside.paths_in_use(delivery.source))
    for one in delivery.slices.filter(accepted_at=None):
        other = in_use.get(one.period)
        if other is None or one.comparison.get("slice") == other.pk:
            continue
        if isinstance(frames.fault(other.path), beside.LOST):
            continue
        comparison = beside.again(kind, one, other, held)
        found_older |= comparison.get("looks_earlier", False) and not one.looks_earlier
        one.comparison = comparison
        one.looks_earlier = comparison.get("looks_earlier", False)
        one.save(update_fields=["comparison", "looks_earlier"])
    return _judged_again(delivery) or found_older


def _judged_again(delivery: Delivery) -> bool:
    """Whether what came into use since the reading shows that a part of a slice is missing."""
    kind = delivery.source.read_as
    slices = list(delivery.slices.filter(accepted_at=None))
    current = Slice.objects.current().filter(source=delivery.source)
    if not slices or delivery.read_at is None:
        return False
    if not current.filter(accepted_at__gt=delivery.read_at).exists():
        return False
    try:
        areas, places = beside.known_areas(delivery.source), beside.map_of(delivery.source)
        sent = {one.period: beside.profile_of(kind, one.path, areas, places) for one in slices}
    except beside.LOST:
        # Accepting refuses it in words.
        return False
    held = beside.paths_in_use(delivery.source)
    came_on = timezone.localdate(delivery.received_at)
    short = completeness.judged(kind, came_on, sent, held, beside.profiles(delivery.source, held))
    told = delivery.findings.filter(code__in=findings.SHORTFALLS).exclude(
        code__in=findings.BESIDE_OTHERS
    )
    by_itself = set(told.values_list("period", flat=True))
    is_new = False
    for one in slices:
        is_short = bool(short[one.period]) or one.period in by_itself
        is_new |= is_short and not one.looks_short
        one.looks_short = is_short
        one.save(update_fields=["looks_short"])
    with transaction.atomic():
        told = delivery.findings.filter(code__in=findings.BESIDE_OTHERS, period__in=sent)
        told.delete()
        Finding.objects.bulk_create(
            _finding(delivery, each) for one in short.values() for each in one
        )
    return is_new


def _say_nothing(*_said: object) -> None:
    return


def _compute(
    delivery: Delivery, said: SourceLayout | None, say: apart.Say = _say_nothing
) -> Reading:
    source = delivery.source
    files = list(delivery.files.all())
    labels = Labels([file.name for file in files])
    say(steps.FETCH.slug, "", 0, len(files))
    is_one = not side_by_side.are_several([file.name for file in files])
    with originals.on_disk(files, meanwhile=is_one) as paths:
        incoming = [IncomingFile(file.name, path) for file, path in zip(files, paths, strict=True)]
        kind = source.read_as
        lost: dict[str, store.StoreError] = {}
        context = dataclasses.replace(
            _context(source, lost),
            layout=layouts.of(said),
            received_on=timezone.localdate(delivery.received_at),
        )
        reading = read_files(
            kind, incoming, context, _reporter(labels, say), processes=apart.processes()
        )
    findings = (*reading.findings, *map(_not_compared, lost, lost.values()))
    return _without_names(dataclasses.replace(reading, findings=findings), labels)


def _without_names(reading: Reading, labels: Labels) -> Reading:
    """File names are kept once, with the file: whatever else is recorded calls it by its number."""
    set_aside = reading.set_aside
    set_aside = set_aside.assign(file=[labels.of(name) for name in set_aside["file"]])
    return dataclasses.replace(
        reading,
        findings=tuple(
            dataclasses.replace(
                found,
                file=labels.of(found.file),
                examples=tuple(labels.of(str(example)) for example in found.examples),
            )
            for found in reading.findings
        ),
        set_aside=set_aside,
        tables=tuple(
            dataclasses.replace(table, file=labels.of(table.file)) for table in reading.tables
        ),
        parts=tuple(map(tuple, labels.parts)),
    )


def _context(source: Source, lost: dict[str, store.StoreError]) -> Context:
    """What is known already. A period whose rows in use are lost is noted: it is no reason
    against new rows, which may be the ones that bring it back."""
    paths = beside.paths_in_use(source)
    look_up = holdings.areas(source.partnership)
    is_areas = source.kind in kinds.serving(Service.AREAS)
    return Context(
        partnership_areas=source.partnership.area_codes,
        lookup=None if is_areas else beside.lookup_of(source, look_up),
        vintages=holdings.vintages(look_up) if look_up and not is_areas else {},
        current=_current_of(paths, lost),
        expected_force=_force_of(source, lost),
        secret=personal_data.secret_of(source),
        held=tuple(paths),
        profile=beside.profiles(source, paths),
        boundaries=lambda: places.boundaries if (places := beside.map_of(source)) else None,
    )


def _not_compared(period: str, lost: store.StoreError) -> FoundInFile:
    return finding(
        findings.IN_USE_LOST,
        f"What is in use for this period could not be compared with. {lost}",
        "If this is the file that those rows came from, they are kept anew by now.",
        period=period,
    )


def _current_of(
    paths: dict[str, str], lost: dict[str, store.StoreError]
) -> Callable[[str], pd.DataFrame | None]:
    def current(period: str) -> pd.DataFrame | None:
        try:
            return frames.load(paths[period]) if period in paths else None
        except beside.LOST as reason:
            lost[period] = reason
            return None

    return current


def _force_of(source: Source, lost: dict[str, store.StoreError]) -> str | None:
    """Who recorded most rows of the newest period in use: the police force of a police source."""
    recorded_by = source.read_as.column(Role.BY)
    if not recorded_by:
        return None
    for newest in Slice.objects.current().filter(source=source).order_by("-period"):
        try:
            rows = frames.load(newest.path, [recorded_by])
        except beside.LOST as reason:
            lost[newest.period] = reason
            continue
        if recorded_by not in rows:
            continue
        counts = rows[recorded_by].value_counts()
        return str(counts.index[0]) if len(counts) and counts.iloc[0] else None
    return None


def _reporter(labels: Labels, say: apart.Say) -> Report:
    """Progress for the page, not oftener than a person can see, and without a file's name."""
    last = 0.0

    def report(step: steps.Step, name: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if not step.is_each_file or now - last >= SECONDS_BETWEEN_REPORTS:
            last = now
            say(step.slug, labels.of(name), done, total)

    return report


def _hearing(delivery: Delivery) -> Callable[..., bool]:
    """Writes down what is said, for the page; says whether the delivery is still to be read."""
    last = 0.0

    def heard(step: str = "", name: str = "", done: int = 0, total: int = 0) -> bool:
        nonlocal last
        if step:
            work.progress(delivery, name, done, total, progress_step=step)
        elif time.monotonic() - last < SECONDS_BETWEEN_REPORTS:
            return True
        last = time.monotonic()
        return _mine(delivery).exists()

    return heard


def _stored(delivery: Delivery, reading: Reading) -> list[Slice]:
    """The clean rows in the store, counted, and beside what is held.

    Packing and writing take turns on threads.
    """
    source = delivery.source
    kind, areas = source.read_as, beside.known_areas(source)
    places = beside.map_of(source)
    in_use = {one.period: one for one in Slice.objects.current().filter(source=source)}
    held = beside.profiles(source, {period: one.path for period, one in in_use.items()})
    sent = {one.period: beside.profile_in(kind, one.frame, areas, places) for one in reading.slices}

    def profile(period: str) -> Profile | None:
        return held(period) or sent.get(period)

    def told(one: StagedSlice) -> dict:
        current = in_use.get(one.period)
        return beside.told(kind, one.period, sent[one.period], one.compares, current, profile)

    slices = [_slice(delivery, one, told(one)) for one in reading.slices]

    def keep(one: Slice, rows: pd.DataFrame) -> None:
        stored = frames.store(rows, folder="slices")
        one.path, one.sha256 = stored.path, stored.sha256
        counting.counted(one, rows, kind, places)

    frames_of = [one.frame for one in reading.slices]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        # Whatever went wrong is raised here.
        list(threads.map(keep, slices, frames_of))
    return slices


def _slice(delivery: Delivery, staged: StagedSlice, comparison: dict) -> Slice:
    return Slice(
        source=delivery.source,
        delivery=delivery,
        period=staged.period,
        rows=staged.rows,
        comparison=comparison,
        looks_earlier=comparison.get("looks_earlier", False),
        looks_short=bool(staged.shortfalls),
    )


def _sealed(delivery: Delivery, reading: Reading, layout: Layout) -> dict[int, store.Stored]:
    """Encrypted copies, where the originals hold personal data and do not go at once."""
    is_used = bool(reading.slices)
    if not personal_data.holds_any(reading) or personal_data.goes_at_once(
        reading, layout, is_used=is_used
    ):
        return {}
    return originals.seal(delivery.files.kept())


def _set_aside(reading: Reading) -> str:
    if reading.set_aside.empty:
        return ""
    return frames.store(reading.set_aside, folder="set-aside").path


def _record(
    delivery: Delivery,
    reading: Reading,
    said: SourceLayout | None,
    slices: list[Slice],
    set_aside: str,
    sealed: dict[int, store.Stored],
    seconds: float,
) -> Delivery | None:
    with transaction.atomic():
        mine = _still_mine(delivery)
        if mine is None:
            return None
        mine.slices.all().delete()
        mine.findings.all().delete()
        for file, parts in zip(mine.files.all(), reading.parts, strict=True):
            DeliveryFile.objects.filter(pk=file.pk).update(parts=list(parts))
        Slice.objects.bulk_create(slices)
        Finding.objects.bulk_create(_finding(mine, one) for one in reading.findings)
        mine.state = personal_data.state_after(reading, is_used=bool(slices))
        mine.personal = [dataclasses.asdict(one) for one in reading.personal]
        mine.read_at = timezone.now()
        mine.read_seconds = round(seconds, 3)
        mine.rows_read = reading.rows_read
        mine.rows_kept = reading.rows_kept
        mine.rows_set_aside = reading.rows_set_aside
        mine.set_aside_path = set_aside
        mine.months_missing = list(reading.months_missing)
        mine.tables = [dataclasses.asdict(table) for table in reading.tables]
        mine.looks_like = list(reading.looks_like)
        mine.layout = said
        mine.lease_until = None
        mine.progress_text = ""
        mine.save()
        personal_data.see_to_originals(
            mine, reading, layouts.of(said), sealed, is_used=bool(slices)
        )
        trail.record(
            partnership=mine.source.partnership,
            by=None,
            verb=f"delivery.{mine.state}",
            target=mine,
            before={"state": "reading"},
            after={"state": mine.state, "rows_kept": mine.rows_kept, "slices": len(slices)},
        )
    replacing.request(mine)
    logger.info(
        "delivery read",
        extra={"delivery": mine.pk, "rows": mine.rows_read, "seconds": mine.read_seconds},
    )
    return mine


def _put_off(delivery: Delivery, refused: store.StoreError) -> Delivery | None:
    """The store is full or away: the delivery waits, and the sweep rings for it again."""
    with transaction.atomic():
        mine = _still_mine(delivery)
        if mine is None:
            return None
        work.put_off(mine, state="received", reason=str(refused))
    return mine


def _fail(delivery: Delivery, reason: str, found: FoundInFile | None = None) -> Delivery | None:
    with transaction.atomic():
        mine = _still_mine(delivery)
        if mine is None:
            return None
        if found is not None:
            mine.findings.all().delete()
            _finding(mine, found).save()
        mine.state = "failed"
        mine.failure = reason
        mine.lease_until = None
        mine.progress_text = ""
        mine.save()
        trail.record(
            partnership=mine.source.partnership,
            by=None,
            verb="delivery.failed",
            target=mine,
            before={"state": "reading"},
            after={"state": "failed", "reason": reason},
        )
    return mine


def _still_mine(delivery: Delivery) -> Delivery | None:
    """The row, locked, unless another worker has claimed it since: then this one is too late."""
    locked = _mine(delivery).select_for_update(of=("self",))
    return locked.select_related("source__partnership").first()


def _mine(delivery: Delivery) -> QuerySet[Delivery]:
    """Nobody stopped it, nobody has asked for it anew, and no other worker has claimed it."""
    return Delivery.objects.filter(
        pk=delivery.pk,
        state="reading",
        attempts=delivery.attempts,
        queued_at=delivery.queued_at,
    )


def _finding(delivery: Delivery, found: object) -> Finding:
    return Finding(
        delivery=delivery,
        code=found.code,
        severity=found.severity,
        message=found.message,
        what_to_do=found.what_to_do,
        count=found.count,
        file=found.file[:250],
        period=found.period,
        examples=[str(example)[:200] for example in found.examples[:EXAMPLES_KEPT]],
    )


def _sources_of_changed_measures() -> list[int]:
    """Sources of measures whose definition was changed lately and was not asked since."""
    since = timezone.now() - timedelta(days=1)
    found: list[int] = []
    for version in MeasureVersion.objects.filter(said_at__gte=since, number__gt=1):
        measure = version.measure
        kept = Question.objects.filter(
            partnership=measure.partnership_id, is_kept=True, parameters__measure=measure.slug
        )
        by_it = Evidence.objects.filter(question__in=kept, result__composed__version=version.number)
        if version == measure.newest and kept.exclude(evidence__in=by_it).exists():
            found += measure.partnership.sources.filter(kind=measure.kind).values_list(
                "pk", flat=True
            )
    return found
