"""What would change if rows of a delivery came into use: each answer as it is and as it would be.

Worked out on the slices as if they were taken, by the same path as every answer; nothing becomes
current and nothing is answered. The worker does it: it may be killed anywhere and run twice.
"""

import dataclasses
import hashlib
import json
import logging
import secrets
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from datasources import analyses, kinds, permissions, resting, rules, tasks
from datasources.analyses.comparing import Difference, Main, Moved, difference, main_of
from datasources.analyses.result import Result
from datasources.models import Delivery, Evidence, Question, ReplacementPlan, Source
from datasources.operations import evidence, holdings
from datasources.operations.holdings import InUse
from datasources.states import WAYS, Way
from partnerships.errors import RuleBroken
from partnerships.models import Partnership, User
from partnerships.operations import trail, work
from partnerships.roles import Permission
from partnerships.store import StoreError

logger = logging.getLogger(__name__)

Report = Callable[[int, int], None]
# A longer table than this is no table any more; the figure itself shows the rest.
MOST_MOVED = 2_000


@dataclass(frozen=True)
class Entry:
    """One stored answer that would be answered otherwise; without `evidence` a question that has
    none yet."""

    question: int
    analysis: str
    area: str
    evidence: int | None = None
    finding: tuple[str, str] = ("", "")
    periods: tuple[tuple[str, str], tuple[str, str]] = (("", ""), ("", ""))
    denominator: tuple[str, str] = ("", "")
    main: tuple[Main, Main] = (Main("", "count", None), Main("", "count", None))
    moved: tuple[Moved, ...] = ()
    same: int = 0
    reasons: tuple[str, ...] = ()
    """Why it could not be answered any more."""

    def to_json(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Entry":
        old, new = stored["periods"]
        before, now = stored["main"]
        return cls(
            **stored
            | {
                "finding": tuple(stored["finding"]),
                "periods": (tuple(old), tuple(new)),
                "denominator": tuple(stored["denominator"]),
                "main": (Main(**before), Main(**now)),
                "moved": tuple(Moved(**one) for one in stored["moved"]),
                "reasons": tuple(stored["reasons"]),
            }
        )


@dataclass(frozen=True)
class Worked:
    """All that would be answered otherwise, and how many answers would stay as they are."""

    entries: tuple[Entry, ...]
    stay: int


@dataclass(frozen=True)
class _Asked:
    """What a plan is about, read at one moment."""

    now: InUse
    would_be: InUse
    questions: tuple[Question, ...]
    rested: frozenset[int]
    """Answers that something rests on, whether or not they are in use."""
    basis: str


def request(delivery: Delivery) -> list[ReplacementPlan]:
    """Have worked out what each press on this delivery would change, where that is not known for
    what is in use now. Asking again costs a look."""
    found = []
    for way in WAYS:
        asked = _asked(delivery, way)
        if asked is None:
            delivery.plans.filter(way=way.slug).delete()
            continue
        plan, _ = ReplacementPlan.objects.get_or_create(delivery=delivery, way=way.slug)
        if plan.state == "done" and plan.basis != asked.basis:
            _queue(plan)
        if plan.state == "queued":
            tasks.make_plan.delay_on_commit(plan.pk)
        found.append(plan)
    return found


def request_beside(source_id: int) -> None:
    """What came into use of a source may change what waiting deliveries would change."""
    partnerships = Source.objects.filter(pk=source_id).values("partnership")
    for delivery in waiting_deliveries().filter(source__partnership__in=partnerships):
        request(delivery)


def waiting_deliveries() -> QuerySet[Delivery]:
    """Those of which the next step is a decision. Of others it is worked out when somebody asks:
    nearly every month that was ever published again could be put back."""
    found = Delivery.objects.filter(state="read").select_related("source__partnership")
    return found.order_by("pk")


def ask(*, delivery: Delivery, by: User | None) -> list[ReplacementPlan]:
    """Have it worked out, or anew where that broke off or something else is in use by now."""
    permissions.check_operation(by, delivery.source.partnership, Permission.ACCEPT_DATA)
    with transaction.atomic():
        for plan in delivery.plans.select_for_update().filter(state="failed"):
            plan.attempts = 0
            _queue(plan)
        plans = request(delivery)
        if not plans:
            raise RuleBroken("Nothing of this delivery can be taken into use or put back.")
        trail.record(
            partnership=delivery.source.partnership,
            by=by,
            verb="delivery.plan_asked",
            target=delivery,
            after={"plans": [plan.way for plan in plans]},
        )
    return plans


def make(plan_id: int) -> ReplacementPlan | None:
    """Work a plan out; None when another worker has it or it is made already."""
    plan = work.claim(ReplacementPlan, plan_id, from_states=["queued"], to_state="working")
    if plan is None:
        return None
    if plan.attempts > work.MOST_ATTEMPTS:
        return _failed(
            plan, f"The worker broke off {work.MOST_ATTEMPTS} times while it worked this out."
        )
    started = time.perf_counter()
    asked = _asked(plan.delivery, _way(plan.way))
    if asked is None:
        plan.delete()
        return None

    def report(done: int, total: int) -> None:
        work.progress(plan, "Answering as it would be answered", done, total)

    try:
        with work.kept(plan):
            worked = _worked_out(asked, report)
    except Exception:
        reference = secrets.token_hex(4)
        logger.exception("plan broke off", extra={"plan": plan.pk, "reference": reference})
        return _failed(
            plan,
            "Something went wrong on our side. Nothing is lost; try again, and if it breaks off"
            f" again tell the administrator the reference {reference}.",
        )
    return _recorded(plan, asked.basis, worked, time.perf_counter() - started)


def worked_out(delivery: Delivery, way: Way) -> Worked | None:
    """What one press on this delivery would change, worked out here and now; None where there is
    nothing to press. Writes nothing."""
    asked = _asked(delivery, way)
    return None if asked is None else _worked_out(asked, lambda _done, _total: None)


def is_stale(plan: ReplacementPlan) -> bool:
    """Whether it was made for what is in use no more, or for other questions."""
    asked = _asked(plan.delivery, _way(plan.way))
    return asked is None or (plan.state == "done" and asked.basis != plan.basis)


def sweep() -> list[int]:
    """Ring again for plans that lost their worker or their message; stale ones are made anew."""
    for delivery in waiting_deliveries():
        request(delivery)
    waiting = work.waiting(ReplacementPlan, queued=["queued"], running=["working"])
    found = list(waiting.order_by("pk").values_list("pk", flat=True))
    for plan_id in found:
        tasks.make_plan.ring(plan_id)
    return found


def _way(slug: str) -> Way:
    return next(way for way in WAYS if way.slug == slug)


def _asked(delivery: Delivery, way: Way) -> _Asked | None:
    partnership = delivery.source.partnership
    now = InUse.now(partnership)
    held = [one.period for one in now.slices if one.source_id == delivery.source_id]
    taken = rules.would_take(delivery, way, held)
    if not taken:
        return None
    for one in taken:
        one.source = delivery.source
    rested = frozenset(pk for one in resting.on_answers(partnership.pk) for pk in one.evidence)
    questions = tuple(_questions(partnership, now, rested))
    basis = _hash(
        {
            "in_use": sorted(one.pk for one in now.slices),
            "taken": sorted(one.pk for one in taken),
            "questions": [one.pk for one in questions],
            "rested": sorted(rested),
            "areas": sorted(partnership.area_codes),
            "analyses": {name: one.version for name, one in analyses.ANALYSES.items()},
            "measures": {slug: one.definition for slug, one in kinds.MEASURES.items()},
            "composed": {one.slug: one.newest.number for one in holdings.own_measures(partnership)},
            "said": {one.pk: one.rows_are for one in partnership.sources.all() if one.rows_are},
        }
    )
    return _Asked(now, now.with_taken(taken), questions, rested, basis)


def _questions(partnership: Partnership, now: InUse, rested: Collection[int]) -> Iterable[Question]:
    """Those that are always answered, those that were kept, and those that something rests on."""
    sources = [one for one in partnership.sources.all() if one.kind in kinds.countable()]
    standard = [
        evidence.question_hash(name, evidence.AS_FAR_AS_DATA_GO, source)
        for source in sources
        for name in analyses.STANDARD
    ]
    wanted = Q(is_kept=True) | Q(hash__in=standard) | Q(evidence__in=rested)
    found = Question.objects.filter(wanted, partnership=partnership).distinct().order_by("pk")
    for one in found.prefetch_related("sources"):
        one.partnership = partnership
        yield one


def _worked_out(asked: _Asked, report: Report) -> Worked:
    entries: list[Entry] = []
    stay = 0
    for number, question in enumerate(asked.questions):
        report(number, len(asked.questions))
        found = _entries(question, asked)
        entries += [one for one in found if one is not None]
        stay += sum(one is None for one in found)
    return Worked(tuple(entries), stay)


def _entries(question: Question, asked: _Asked) -> list[Entry | None]:
    """Of each answer to a question that stands or is rested on, how it would differ, or None."""
    if question.analysis not in analyses.ANALYSES:
        return [None]
    stored = {one.pk: one for one in question.evidence.filter(pk__in=asked.rested)}
    try:
        basis = evidence.basis_of(question, asked.now)
        if (current := _in_use(question, basis)) is not None:
            stored[current.pk] = current
    except (RuleBroken, StoreError):
        # It cannot be answered now: what was answered before may still be rested on.
        basis = None
    if basis is None and not stored:
        return [None]
    try:
        would_rest_on = evidence.basis_of(question, asked.would_be)
    except (RuleBroken, StoreError) as reason:
        if basis is None:
            return [None] * len(stored)
        return [_unanswered(question, one, reason) for one in stored.values()]
    if basis is not None and {one.pk for one in basis.slices} == {
        one.pk for one in would_rest_on.slices
    }:
        return [None] * max(len(stored), 1)
    try:
        new = evidence.would_answer(question, asked.would_be)
    except (RuleBroken, StoreError) as reason:
        return [_unanswered(question, one, reason) for one in stored.values()]
    if not stored:
        return [_first(question, new)]
    return [_entry(question, one, new) for one in stored.values()]


def _in_use(question: Question, basis: evidence.Basis) -> Evidence | None:
    if basis.areas is None:
        return None
    return question.evidence.filter(hash=evidence.evidence_hash(question, basis)).first()


def _entry(question: Question, stored: Evidence, new: Result) -> Entry | None:
    found: Difference = difference(Result.from_json(stored.result), new)
    if found.is_none:
        return None
    return Entry(
        question=question.pk,
        analysis=question.analysis,
        area=new.area_name,
        evidence=stored.pk,
        finding=found.finding,
        periods=found.periods,
        denominator=found.denominator,
        main=found.main,
        moved=found.moved[:MOST_MOVED],
        same=found.same,
    )


def _first(question: Question, new: Result) -> Entry:
    return Entry(
        question=question.pk,
        analysis=question.analysis,
        area=new.area_name,
        finding=("", new.finding),
        periods=(("", ""), (new.period_from, new.period_to)),
        main=(Main("", "count", None), main_of(new)),
    )


def _unanswered(question: Question, stored: Evidence, reason: RuleBroken | StoreError) -> Entry:
    old = Result.from_json(stored.result)
    reasons = reason.reasons if isinstance(reason, RuleBroken) else [str(reason)]
    return Entry(
        question=question.pk,
        analysis=question.analysis,
        area=old.area_name,
        evidence=stored.pk,
        finding=(old.finding, ""),
        periods=((old.period_from, old.period_to), ("", "")),
        main=(main_of(old), Main("", "count", None)),
        reasons=tuple(reasons),
    )


def _recorded(
    plan: ReplacementPlan, basis: str, worked: Worked, seconds: float
) -> ReplacementPlan | None:
    with transaction.atomic():
        mine = _still_mine(plan)
        if mine is None:
            return None
        mine.state = "done"
        mine.basis = basis
        mine.answers = [one.to_json() for one in worked.entries]
        mine.stay = worked.stay
        mine.made_at = timezone.now()
        mine.seconds = round(seconds, 3)
        mine.attempts = 0
        mine.lease_until = None
        mine.progress_text = ""
        mine.save()
    return mine


def _failed(plan: ReplacementPlan, reason: str) -> ReplacementPlan | None:
    with transaction.atomic():
        mine = _still_mine(plan)
        if mine is None:
            return None
        mine.state = "failed"
        mine.failure = reason
        mine.lease_until = None
        mine.progress_text = ""
        mine.save()
    return mine


def _still_mine(plan: ReplacementPlan) -> ReplacementPlan | None:
    """The row, locked, unless another worker has claimed it since."""
    rows = ReplacementPlan.objects.select_for_update()
    return rows.filter(pk=plan.pk, state="working", attempts=plan.attempts).first()


def _queue(plan: ReplacementPlan) -> None:
    plan.state = "queued"
    plan.queued_at = timezone.now()
    plan.lease_until = None
    plan.save(update_fields=["state", "queued_at", "lease_until", "attempts"])


def _hash(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
