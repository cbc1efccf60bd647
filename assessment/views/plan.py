"""The plan: are we doing it, does it work, and what came of last year's?"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.presenters import plan as presenter
from assessment.presenters import plan_page as page
from assessment.views.board_frame import assessment_for, frame
from partnerships import permissions
from partnerships.roles import Permission


@login_required
@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Last year's ledger, this year's actions by priority, the recommendations box by box."""
    assessment = assessment_for(request.user, slug, Permission.SEE_PLAN)
    today = timezone.localdate()
    may = permissions.granted(request.user, assessment.partnership)
    lines = presenter.actions(assessment, today)
    owner, status = request.GET.get("owner", ""), request.GET.get("status", "")
    shown = page.narrowed(lines, owner=owner, status=status)
    context = {
        **frame(assessment, "plan"),
        "cards": page.cards(lines),
        "lines": lines,
        "groups": presenter.by_priority(assessment, shown, is_narrowed=bool(owner or status)),
        "filters": page.filters(lines, owner=owner, status=status),
        "count": page.count_sentence(shown, lines),
        "sections": presenter.recommendations_by_section(assessment, lines),
        "ledger": presenter.last_year(assessment, today),
        "may_manage": Permission.MANAGE_PLAN in may,
    }
    return render(request, "assessment/plan/plan.html", context)
