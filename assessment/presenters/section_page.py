"""Everything the page of one section shows beside the text."""

import datetime
from contextlib import suppress
from dataclasses import dataclass

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from assessment import guidance
from assessment.models import KeptText, Section
from assessment.operations.sections import EMPTY, words_standing
from assessment.presenters import document_outline as outline
from assessment.presenters import section_history
from assessment.presenters.comment_register import remarks
from assessment.presenters.document_figures import on_page
from assessment.presenters.overtaken import section_of
from assessment.presenters.section_colours import STATE_COLOURS
from assessment.rules import sections as rules
from assessment.states import SECTION_BY_SLUG
from assessment.text.documents import InvalidText, figures, render_html, shaped, to_plain
from datasources.analyses import STANDARD
from datasources.models import Evidence
from datasources.operations import currency
from datasources.operations.currency import Standing
from datasources.operations.evidence import parameters_of
from datasources.periods import stretch
from partnerships import permissions
from partnerships.models import Partnership, User
from partnerships.roles import Permission

MOST_FIGURES = 60
# How long a writer is told that somebody left words of theirs out.
TOLD_FOR = datetime.timedelta(days=14)
SAID = ("finding", "area_name", "period_from", "period_to")


@dataclass(frozen=True)
class FigureChoice:
    """Evidence that may be put into the text."""

    pk: int
    headline: str
    about: str
    picture: str
    href: str
    is_in_text: bool
    is_newest: bool
    # What is said of an answer that newer data have overtaken.
    standing: str


def stored(section: Section) -> dict:
    """The text of a section, also when nothing has been written in it."""
    return section.document or EMPTY


@dataclass(frozen=True)
class Writing:
    """What the form begins with: a document for the editor, plain lines for the page without it.

    `document` is None when what was sent is no sound text: then the plain form alone is shown,
    with the words still in it.
    """

    document: dict | None
    text: str
    figures: list[dict]
    is_unsaved: bool


def writing(
    document: dict, *, choices: list[FigureChoice], form: forms.Form | None = None
) -> Writing:
    """`document` is what the page offers; what was sent and refused comes before it."""
    offered = [
        {"evidence": str(c.pk), "headline": c.headline, "picture": c.picture} for c in choices
    ]
    if form is None or not form.is_bound:
        return Writing(document, to_plain(document), offered, is_unsaved=False)
    sent = form.cleaned_data.get("document")
    if sent is not None:
        with suppress(InvalidText):
            sound = shaped(sent).to_json()
            return Writing(sound, to_plain(sound), offered, is_unsaved=True)
    return Writing(None, form.words(), offered, is_unsaved=True)


def written(section: Section, *, user: User, level: int) -> SafeString:
    """The text as this reader sees it; its headings begin at `level`."""
    return as_html(stored(section), section=section, user=user, level=level)


def as_html(document: dict, *, section: Section, user: User, level: int) -> SafeString:
    """Any text of the section: as it stands, as it was, as somebody else would have it."""
    partnership = section.assessment.partnership
    draw = on_page(
        [int(name) for name in figures(document)],
        may_see_data=permissions.allows(user, partnership, Permission.SEE_DATA),
        suppress_below=permissions.suppress_below(user, partnership),
    )
    # Every character of it is escaped or written by render_html; figures come from a template.
    return mark_safe(  # noqa: S308
        render_html(document, base_level=level, figure=lambda name: draw(name, level))
    )


def saved_sentence(section: Section, *, before: tuple[int, str]) -> str:
    """What happened, and what happens next."""
    version, state = before
    if section.version == version:
        return "Nothing had changed, so there is no new revision."
    said = f"Saved as revision {section.version}."
    if state == "approved":
        return (
            f"{said} The approval was for revision {version}: "
            "the section is being written again. Hand it over when it is ready."
        )
    if state == "in_review":
        return f"{said} It is still in review: whoever approves it reads this revision."
    return f"{said} Hand the section over when it is ready to be approved."


def context(section: Section, *, user: User, form: forms.Form | None = None) -> dict:
    """For the template; `form` is bound when a save was refused."""
    partnership = section.assessment.partnership
    may = permissions.granted(user, partnership)
    every = list(outline.sections_of(section.assessment))
    comments = remarks(section.comments.all(), user=user)
    kept = list(waiting(section))
    newest = section.revisions.select_related("saved_by").first()
    plan = section.plan
    choices = figure_choices(partnership, section)
    may_approve = Permission.APPROVE_SECTIONS in may and section.state == "in_review"
    own_words = words_standing(section, of=user) if may_approve else {}
    return {
        "editor": writing(stored(section), choices=choices, form=form),
        "section": section,
        "plan": plan,
        "place": plan.place,
        "state": SECTION_BY_SLUG[section.state],
        "state_colour": STATE_COLOURS[section.state],
        "may_edit": Permission.EDIT_SECTIONS in may,
        "may_approve": Permission.APPROVE_SECTIONS in may,
        "may_assign": Permission.ASSIGN_SECTIONS in may,
        "may_comment": Permission.COMMENT in may,
        "may_answer": Permission.ANSWER_COMMENTS in may,
        "may_plan": Permission.MANAGE_PLAN in may,
        "may_see_data": Permission.SEE_DATA in may,
        "written": written(section, user=user, level=2)
        if Permission.EDIT_SECTIONS not in may
        else "",
        "older": section_of(section),
        "guidance": guidance.for_section(section.key),
        "outline": outline.rows(every),
        "neighbours": neighbours(every, section),
        "figures": choices,
        "remarks": comments,
        "comments_open": sum(remark.is_open for remark in comments),
        "kept_texts": kept,
        "left_out": left_out_of(section.kept_texts.all(), user=user),
        "history": section_history.entries(section, most=5),
        "newest": newest,
        "approval": approval_words(section),
        "recommendations": list(section.recommendations.select_related("owner")),
        "against_handing_over": rules.reasons_against_handing_over(section, kept_texts=len(kept)),
        "against_approving": rules.reasons_against_approving(
            section,
            newest=newest,
            approver=user,
            own_words=own_words,
            kept_texts=len(kept),
        ),
        "against_sending_back": rules.reasons_against_sending_back(section),
    }


def waiting(section: Section) -> QuerySet[KeptText]:
    """Words that were second to save and are not settled yet."""
    return section.kept_texts.filter(settled_at=None).select_related("writer")


def left_out_of(kept_texts: QuerySet[KeptText], *, user: User) -> list[KeptText]:
    """Where somebody settled two texts lately and words of this person's do not stand since."""
    lately = timezone.now() - TOLD_FOR
    settled = kept_texts.filter(settled_at__gt=lately, left_out__has_key=str(user.pk))
    return list(settled.select_related("section", "settled_by"))


def neighbours(every: list[Section], section: Section) -> dict:
    """The sections before and after this one."""
    keys = [each.pk for each in every]
    here = keys.index(section.pk)
    return {
        "before": every[here - 1] if here else None,
        "after": every[here + 1] if here + 1 < len(every) else None,
    }


def approval_words(section: Section) -> str:
    """Who approved which revision; empty unless the newest one is approved."""
    if section.state != "approved":
        return ""
    standing = section.approvals.filter(withdrawn_at=None)
    approval = standing.select_related("revision", "approved_by").first()
    if approval is None:
        return ""
    return f"Revision {approval.revision.version} approved by {approval.approved_by}"


def figure_choices(partnership: Partnership, section: Section) -> list[FigureChoice]:
    """The newest answer to each kept and standard question, and whatever is in the text already.

    Only what the list says is read: a table of answers may be long.
    """
    offered = Q(question__is_kept=True) | Q(
        question__analysis__in=STANDARD, question__parameters=parameters_of("", "", "")
    )
    rows = (
        Evidence.objects.filter(question__partnership=partnership)
        .filter(offered | Q(pk__in=section.figures))
        .order_by("-question__is_kept", "-computed_at", "-pk")
        .values("pk", "question_id", *(f"result__{name}" for name in SAID))
    )
    rows = list(rows[: MOST_FIGURES * 3])
    standing = currency.standings(row["pk"] for row in rows)
    in_use = {row["question_id"] for row in rows if not standing[row["pk"]].is_overtaken}
    seen: set[int] = set()
    found = []
    for row in rows:
        # The answer in use, which is not always the one computed last; else the newest there is.
        is_offered = (
            not standing[row["pk"]].is_overtaken or row["question_id"] not in in_use
        ) and row["question_id"] not in seen
        if is_offered or row["pk"] in section.figures:
            found.append(_choice(row, section, standing[row["pk"]]))
        if is_offered:
            seen.add(row["question_id"])
    return found[:MOST_FIGURES]


def _choice(row: dict, section: Section, standing: Standing) -> FigureChoice:
    period = stretch(row["result__period_from"], row["result__period_to"])
    return FigureChoice(
        pk=row["pk"],
        headline=row["result__finding"],
        about=", ".join(filter(None, [row["result__area_name"], period])),
        picture=reverse("evidence-svg", args=[row["pk"]]),
        href=reverse("evidence-detail", args=[row["pk"]]),
        is_in_text=row["pk"] in section.figures,
        is_newest=not standing.is_overtaken,
        standing=standing.words,
    )
