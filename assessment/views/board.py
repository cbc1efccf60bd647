"""The board's room: meetings, what they decide, and what they read."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.presenters import board as presenter
from assessment.rules import priorities as rules
from assessment.views.board_frame import assessment_for, frame
from partnerships import permissions
from partnerships.roles import Permission


@login_required
@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """The next and the last meeting, the priorities, and how the comments stand."""
    assessment = assessment_for(request.user, slug, Permission.SEE_BOARD)
    today = timezone.localdate()
    gatherings = presenter.gatherings(assessment, today)
    may = permissions.granted(request.user, assessment.partnership)
    upcoming = [each for each in gatherings if each.meeting.held_on >= today]
    held = [each for each in gatherings if each.meeting.held_on < today]
    decisions = presenter.decisions(assessment)
    paper = assessment.editions.filter(audience="board", state="done").order_by("-number").first()
    context = {
        **frame(assessment, "board"),
        "next": upcoming[-1] if upcoming else None,
        "last": held[0] if held else None,
        "others": upcoming[:-1] + held[1:],
        "paper": paper,
        "proposed": [each for each in decisions if each.state == "proposed"],
        "decided": [each for each in decisions if each.state != "proposed"],
        "comments": presenter.comment_counts(assessment),
        "reasons": rules.reasons_against_any_decision(
            [each.meeting for each in gatherings], today, has_edition=paper is not None
        ),
        "may_record": Permission.MANAGE_MEETINGS in may,
        "may_propose": Permission.PROPOSE_PRIORITIES in may,
        "may_decide": Permission.DECIDE_PRIORITIES in may,
    }
    return render(request, "assessment/board/board.html", context)
