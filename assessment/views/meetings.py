"""Meetings of the board: record, read, correct, and who attended."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessment.forms.board import GuestForm, MeetingForm, SeatsForm
from assessment.models import Attendance, Meeting
from assessment.operations import meetings
from assessment.presenters import board as presenter
from assessment.presenters import seats
from assessment.rules import meetings as rules
from assessment.rules.priorities import reasons_against_any_decision
from assessment.views.board_frame import assessment_for, form_page, frame, refuse
from partnerships import permissions
from partnerships.addresses import lives_at
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.roles import Permission


def _meeting(user: User, pk: int, permission: Permission) -> Meeting:
    visible = Meeting.objects.visible_to(user).select_related("assessment__partnership")
    meeting = get_object_or_404(visible, pk=pk)
    permissions.check(user, meeting.assessment.partnership, permission)
    return meeting


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, slug: str) -> HttpResponse:
    """The meeting and who sat for each authority, on one page."""
    assessment = assessment_for(request.user, slug, Permission.MANAGE_MEETINGS)
    partnership = assessment.partnership
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        lines=seats.lines(partnership, timezone.localdate()),
    )
    if form.is_valid():
        try:
            meeting = meetings.record(
                assessment=assessment, details=form.details, seated=form.seated, by=request.user
            )
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(request, f"{meeting.title} is recorded. {_quorum_now(meeting)}")
            return redirect(meeting)
    return form_page(
        request,
        assessment,
        form,
        nav="board",
        title="Record a meeting",
        lead=f"The quorum of {partnership} is {partnership.quorum} responsible authorities. It "
        "stays with this meeting, even when it changes later. Who sat for each is chosen from its "
        "board members and named deputies; one person stands for one authority. It can be filled "
        "in later.",
        button="Record the meeting",
        back=reverse("board", args=[assessment.slug]),
    )


def _quorum_now(meeting: Meeting) -> str:
    quorum = rules.quorum_of(meeting)
    is_ahead = meeting.held_on > timezone.localdate()
    return f"{rules.quorum_sentence(quorum, is_ahead=is_ahead)}."


@login_required
@require_safe
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Agenda, who was there, what was decided, and what waits for a decision."""
    meeting = _meeting(request.user, pk, Permission.SEE_BOARD)
    assessment = meeting.assessment
    today = timezone.localdate()
    may = permissions.granted(request.user, assessment.partnership)
    attendances = list(meeting.attendances.select_related("organisation"))
    apologies = [each for each in attendances if each.capacity == "apologies"]
    seated = {each.organisation_id for each in rules.seats_of(meeting)}
    said = seated | {each.organisation_id for each in apologies}
    authorities = assessment.partnership.organisations.filter(is_responsible_authority=True)
    decisions = presenter.decisions(assessment)
    own = set(meeting.priorities.values_list("pk", flat=True))
    context = {
        **frame(assessment, "board"),
        "meeting": meeting,
        "gathering": presenter.gathering(
            meeting, today, members=rules.members_of(assessment.partnership_id)
        ),
        "attendances": [
            (each, presenter.PARTS[each.capacity])
            for each in attendances
            if each.capacity != "apologies"
        ],
        "apologies": [each.organisation.name for each in apologies],
        "absent": [each.name for each in authorities if each.pk not in said],
        "decided": [each for each in decisions if each.pk in own],
        "proposed": [each for each in decisions if each.state == "proposed"],
        "reasons": reasons_against_any_decision(
            [meeting],
            today,
            has_edition=assessment.editions.filter(audience="board", state="done").exists(),
        ),
        "may_record": Permission.MANAGE_MEETINGS in may,
        "may_decide": Permission.DECIDE_PRIORITIES in may,
    }
    return render(request, "assessment/board/meeting.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request.user, pk, Permission.MANAGE_MEETINGS)
    form = MeetingForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(meeting, name) for name in MeetingForm.base_fields},
        lines=[],
    )
    if form.is_valid():
        try:
            meeting = meetings.change(meeting=meeting, details=form.details, by=request.user)
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(request, f"The record of {meeting.title} is saved.")
            return redirect(meeting)
    return form_page(
        request,
        meeting.assessment,
        form,
        nav="board",
        title=f"Change the record: {meeting.title}",
        button="Save the record",
        back=meeting.get_absolute_url(),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def seat(request: HttpRequest, pk: int) -> HttpResponse:
    """Every authority on one page, with who may sit for it as its choices."""
    meeting = _meeting(request.user, pk, Permission.MANAGE_MEETINGS)
    form = SeatsForm(
        request.POST if request.method == "POST" else None,
        lines=seats.lines(meeting.assessment.partnership, meeting.held_on, meeting),
    )
    if form.is_valid():
        try:
            meetings.seat(meeting=meeting, seated=form.seated, by=request.user)
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(request, f"Who sat for whom is recorded. {_quorum_now(meeting)}")
            return redirect(meeting)
    return form_page(
        request,
        meeting.assessment,
        form,
        nav="board",
        title="Who sat for each authority?",
        lead=f"{meeting.title}. Choose from the authority's board members and the deputies named "
        "by the day of the meeting. One person stands for one authority.",
        button="Save who sat",
        back=meeting.get_absolute_url(),
        reasons=rules.reasons_against_seating(meeting),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def attend(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = _meeting(request.user, pk, Permission.MANAGE_MEETINGS)
    form = GuestForm(
        request.POST if request.method == "POST" else None,
        partnership=meeting.assessment.partnership,
    )
    if form.is_valid():
        try:
            attendance = meetings.attend(meeting=meeting, by=request.user, **form.cleaned_data)
        except RuleBroken as broken:
            refuse(form, broken)
        else:
            messages.success(request, f"{attendance} is recorded as in attendance.")
            return redirect(meeting)
    return form_page(
        request,
        meeting.assessment,
        form,
        nav="board",
        title="Who else was there?",
        lead=f"{meeting.title}. Guests and people of co-operating bodies, one at a time. They do "
        "not count for the quorum.",
        button="Record this person",
        back=meeting.get_absolute_url(),
    )


def _meeting_of(user: User, pk: int) -> str:
    visible = Attendance.objects.visible_to(user)
    attendance = visible.filter(pk=pk).first()
    return attendance.meeting.get_absolute_url() if attendance else ""


@lives_at(_meeting_of)
@login_required
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Attendance.objects.visible_to(request.user)
    attendance = get_object_or_404(
        visible.select_related("organisation", "meeting__assessment__partnership"), pk=pk
    )
    meeting = attendance.meeting
    permissions.check(request.user, meeting.assessment.partnership, Permission.MANAGE_MEETINGS)
    try:
        meetings.leave(attendance=attendance, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        messages.success(request, f"{attendance} is no longer recorded as there.")
    return redirect(meeting)
