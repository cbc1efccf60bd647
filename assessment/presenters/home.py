"""What waits for a person, and what happened lately: the home page's two lists."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from assessment.models import Assessment, Comment, KeptText
from assessment.operations import sections
from assessment.presenters import overtaken
from assessment.presenters.section_page import left_out_of
from assessment.presenters.year import Year
from assessment.rules.scan import weighable
from assessment.rules.words import counted
from datasources.models import Delivery
from partnerships import permissions
from partnerships.models import Partnership, TrailEntry, User
from partnerships.presenters.trail import verb_phrase
from partnerships.roles import Permission
from partnerships.words import said_day

SOON = datetime.timedelta(days=14)
MOST_NEWS = 8


@dataclass(frozen=True)
class Task:
    """One thing that waits for this person; without a due day it comes last."""

    words: str
    href: str
    kind: str
    due_on: datetime.date | None
    due_words: str
    colour: str


@dataclass(frozen=True)
class News:
    """Something that happened: who did what to what."""

    at: datetime.datetime
    who: str
    phrase: str
    label: str


def tasks(
    user: User, partnership: Partnership, assessment: Assessment | None, year: Year | None
) -> list[Task]:
    """Everything that waits for a person in a partnership, the oldest due first."""
    may = permissions.granted(user, partnership)
    today = timezone.localdate()
    found = list(_deliveries(user, partnership, may, today))
    if assessment is not None and year is not None:
        ends = {stage.slug: _last_day(stage.steps) for stage in year.stages}
        found += _steps(user, assessment, year, may)
        found += _kept_texts(user, assessment, today)
        found += _left_out(user, assessment)
        found += _sections(user, assessment, may, ends, today)
        found += _overtaken(assessment, may)
        found += _comments(assessment, may, ends, today)
        found += _scan(user, assessment, may, ends, today)
    return sorted(found, key=lambda task: (task.due_on or datetime.date.max, task.words))


def _task(
    words: str, href: str, kind: str, due_on: datetime.date | None, today: datetime.date
) -> Task:
    if due_on is None:
        return Task(words, href, kind, None, "", "grey")
    if due_on < today:
        return Task(words, href, kind, due_on, f"Was due {said_day(due_on)}", "red")
    colour = "yellow" if due_on - today <= SOON else "grey"
    return Task(words, href, kind, due_on, f"Due {said_day(due_on)}", colour)


def _last_day(steps: tuple) -> datetime.date | None:
    return max((step.ends_on for step in steps), default=None)


def _steps(
    user: User, assessment: Assessment, year: Year, may: frozenset[Permission]
) -> Iterator[Task]:
    """One's own steps that run, are late, or begin within a fortnight."""
    for step in year.steps:
        if step.owner_pk != user.pk or step.state == "done":
            continue
        if step.starts_on <= year.today + SOON:
            href = f"{assessment.get_absolute_url()}#step-{step.pk}"
            yield _task(step.words, href, "Step", step.ends_on, year.today)


def _deliveries(
    user: User, partnership: Partnership, may: frozenset[Permission], today: datetime.date
) -> Iterator[Task]:
    if Permission.ACCEPT_DATA not in may:
        return
    waiting = Delivery.objects.visible_to(user).filter(
        source__partnership=partnership, state="read"
    )
    for delivery in waiting.select_related("source").order_by("received_at")[:20]:
        received = timezone.localtime(delivery.received_at).date()
        yield Task(
            f"Accept or reject: {delivery.source.name}",
            delivery.get_absolute_url(),
            "Delivery",
            received,
            f"Waits since {said_day(received)}",
            "yellow" if received == today else "red",
        )


def _kept_texts(user: User, assessment: Assessment, today: datetime.date) -> Iterator[Task]:
    mine = KeptText.objects.filter(
        section__assessment=assessment, writer=user, settled_at=None
    ).select_related("section")
    for kept in mine:
        day = timezone.localtime(kept.kept_at).date()
        yield Task(
            f"Put your kept words back: {kept.section.plan.full_title}",
            reverse("kept-text-detail", args=[kept.pk]),
            "Kept text",
            day,
            f"Kept since {said_day(day)}",
            "red",
        )


def _left_out(user: User, assessment: Assessment) -> Iterator[Task]:
    of_year = KeptText.objects.filter(section__assessment=assessment)
    for kept in left_out_of(of_year, user=user):
        day = timezone.localtime(kept.settled_at).date()
        yield Task(
            f"Words of yours were left out: {kept.section.plan.full_title}",
            reverse("kept-text-detail", args=[kept.pk]),
            "Kept text",
            day,
            f"{kept.settled_by} settled it {said_day(day)}",
            "yellow",
        )


def _sections(
    user: User,
    assessment: Assessment,
    may: frozenset[Permission],
    ends: dict[str, datetime.date | None],
    today: datetime.date,
) -> Iterator[Task]:
    waiting = list(assessment.sections.filter(state__in=["not_started", "drafting", "in_review"]))
    may_approve = Permission.APPROVE_SECTIONS in may
    written = sections.written_in(waiting, of=user) if may_approve else set()
    for section in waiting:
        is_mine = section.owner_id == user.pk and Permission.EDIT_SECTIONS in may
        if is_mine and section.state != "in_review":
            href = section.get_absolute_url()
            yield _task(f"Write: {section.plan.place}", href, "Section", ends["analyse"], today)
        elif (
            section.state == "in_review"
            and may_approve
            and section.touched_by_id != user.pk
            and not (section.pk in written and sections.words_standing(section, of=user))
        ):
            href = section.get_absolute_url()
            yield _task(f"Approve: {section.plan.place}", href, "Section", ends["respond"], today)


def _overtaken(assessment: Assessment, may: frozenset[Permission]) -> Iterator[Task]:
    """New data have come: one task for the document, with what was settled on the older figures."""
    if Permission.EDIT_SECTIONS not in may:
        return
    found = overtaken.sections_of(assessment)
    if not found:
        return
    number = counted(len(found), "section", "sections")
    approved = sum(each.is_approved for each in found)
    yield Task(
        f"Newer data: look at the older figures in {number}",
        f"{reverse('document', args=[assessment.slug])}#overtaken",
        "Figures",
        None,
        f"{approved} of them approved" if approved else "",
        "yellow",
    )


def _comments(
    assessment: Assessment,
    may: frozenset[Permission],
    ends: dict[str, datetime.date | None],
    today: datetime.date,
) -> Iterator[Task]:
    if Permission.ANSWER_COMMENTS not in may:
        return
    count = Comment.objects.filter(section__assessment=assessment, state="open").count()
    if count:
        words = f"Answer {counted(count, 'comment', 'comments')} on the draft"
        href = reverse("comment-list", args=[assessment.slug])
        yield _task(words, href, "Comments", ends["respond"], today)


def _scan(
    user: User,
    assessment: Assessment,
    may: frozenset[Permission],
    ends: dict[str, datetime.date | None],
    today: datetime.date,
) -> Iterator[Task]:
    """One's own sheet while scoring is open; the choice of key lines once it is closed."""
    if assessment.scoring_closed_at is None:
        sheets = assessment.score_sheets.filter(scorer=user, submitted_at__isnull=False)
        if Permission.SCORE_ISSUES in may and weighable(assessment) and not sheets.exists():
            href = reverse("score-sheet", args=[assessment.slug])
            yield _task("Score the issues", href, "Scores", ends["scan"], today)
    elif assessment.key_lines_agreed_at is None and Permission.AGREE_KEY_LINES in may:
        href = reverse("key-lines", args=[assessment.slug])
        yield _task("Agree the key lines", href, "Key lines", ends["scan"], today)


# What everybody of a room may know without reading the record of who did what.
OPEN_NEWS: dict[str, Permission] = {
    "assessment.opened": Permission.SEE_PARTNERSHIP,
    "assessment.moved": Permission.SEE_PARTNERSHIP,
    "edition.published": Permission.SEE_EDITIONS,
    "section.approved": Permission.SEE_DOCUMENT,
    "section.reopened": Permission.SEE_DOCUMENT,
    "section.kept_text_settled": Permission.SEE_DOCUMENT,
    "action.added": Permission.SEE_PLAN,
    "action.verdict_given": Permission.SEE_PLAN,
    "delivery.accepted": Permission.SEE_DATA,
    "issue.added": Permission.SEE_SCAN,
    "scoring.closed": Permission.SEE_SCAN,
    "scoring.ranked_anew": Permission.SEE_SCAN,
    "key_lines.agreed": Permission.SEE_SCAN,
    "consultation.agreed": Permission.SEE_SCAN,
    "meeting.recorded": Permission.SEE_BOARD,
    "priority.decided": Permission.SEE_BOARD,
}


def last_here(user: User, partnership: Partnership) -> datetime.datetime | None:
    """When this person last did anything here that is on record."""
    mine = TrailEntry.objects.filter(partnership_pk=partnership.pk, actor_pk=user.pk)
    return mine.values_list("at", flat=True).first()


def news(user: User, partnership: Partnership, since: datetime.datetime | None) -> list[News]:
    """What others did since a person was last at work here; without that, what was done lately."""
    may = permissions.granted(user, partnership)
    entries = TrailEntry.objects.visible_to(user).filter(partnership_pk=partnership.pk)
    if Permission.READ_TRAIL not in may:
        verbs = [verb for verb, permission in OPEN_NEWS.items() if permission in may]
        entries = entries.filter(verb__in=verbs)
    if since is not None:
        entries = entries.filter(at__gt=since).exclude(actor_pk=user.pk)
    return [
        News(entry.at, entry.actor_name, verb_phrase(entry.verb), entry.target_label)
        for entry in entries[:MOST_NEWS]
    ]
