"""Taking newer answers into a section, or into the whole document."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from assessment.operations import figures
from assessment.rules.words import counted
from assessment.views.document import visible_assessment
from assessment.views.sections import visible_section
from partnerships import permissions
from partnerships.errors import EditConflict, RuleBroken
from partnerships.roles import Permission
from partnerships.words import listed


@login_required
@require_POST
def section_figures(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk, Permission.EDIT_SECTIONS)
    was_approved = section.state == "approved"
    try:
        revision = figures.take_newer(section=section, by=request.user)
    except EditConflict as conflict:
        messages.warning(request, f"{conflict} Open the section again and take the newer answers.")
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        again = " It was approved and is being written again." if was_approved else ""
        messages.success(
            request,
            f"The newer answers stand in the text, as revision {revision.version}.{again} "
            "Read the words around them: numbers that were typed do not change by themselves.",
        )
    return redirect(section)


@login_required
@require_POST
def document_figures(request: HttpRequest, assessment: str) -> HttpResponse:
    found = visible_assessment(request, assessment)
    permissions.check(request.user, found.partnership, Permission.EDIT_SECTIONS)
    try:
        taken = figures.take_all_newer(assessment=found, by=request.user)
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    else:
        places = listed([each.plan.place for each in taken.written], 12)
        messages.success(
            request,
            f"The newer answers stand in {counted(len(taken.written), 'section', 'sections')}: "
            f"{places}. Read the words around them: numbers that were typed do not change by "
            "themselves.",
        )
        if taken.left:
            names = listed([each.plan.place for each in taken.left], 12)
            messages.warning(request, f"Somebody was writing in {names}: take them there.")
    return redirect("document", found.slug)
