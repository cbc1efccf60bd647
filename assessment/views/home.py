"""A partnership's home: what waits for me, where are we in the year, what changed."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from assessment.models import Assessment
from assessment.presenters import components, home
from assessment.presenters import year as years
from assessment.rules import gates
from partnerships import permissions
from partnerships.models import Partnership
from partnerships.roles import Permission


@login_required
@require_safe
def partnership_home(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest year; an earlier one has its own page."""
    partnership = get_object_or_404(Partnership.objects.visible_to(request.user), slug=slug)
    permissions.check(request.user, partnership, Permission.SEE_PARTNERSHIP)
    may = permissions.granted(request.user, partnership)
    visible = Assessment.objects.visible_to(request.user).filter(partnership=partnership)
    assessment = visible.select_related("partnership", "previous").order_by("-year").first()
    today = timezone.localdate()
    since = home.last_here(request.user, partnership)
    context = {
        "partnership": partnership,
        "assessment": assessment,
        "nav": "home",
        "may_open": Permission.MANAGE_ASSESSMENT in may,
        "may_invite": Permission.MANAGE_PEOPLE in may,
        "why_not_open": permissions.reason_against(
            request.user, partnership, Permission.MANAGE_ASSESSMENT
        ),
        "may_read_trail": Permission.READ_TRAIL in may,
        "since": since,
        "news": home.news(request.user, partnership, since),
    }
    year = None
    if assessment is not None:
        year = years.year(assessment, today, may_edit=Permission.MANAGE_ASSESSMENT in may)
        meter = components.meter(assessment)
        checks = gates.checklist(assessment)
        context |= {
            "year": year,
            "meter": meter,
            "meter_words": components.answered_words(meter),
            "met": sum(check.is_met for check in checks),
            "asked": len(checks),
        }
    context["tasks"] = home.tasks(request.user, partnership, assessment, year)
    return render(request, "assessment/home/home.html", context)
