"""Two people saved over each other: both texts side by side, and one text made of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from assessment.forms.section import KeptTextForm
from assessment.models import KeptText
from assessment.operations import sections
from assessment.presenters import section_kept as presenter
from assessment.views.document import frame
from partnerships import permissions
from partnerships.errors import EditConflict, RuleBroken
from partnerships.roles import Permission
from partnerships.words import listed


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kept_text_detail(request: HttpRequest, pk: int) -> HttpResponse:
    kept = get_object_or_404(
        KeptText.objects.visible_to(request.user).select_related(
            "section__assessment__partnership",
            "writer",
            "settled_by",
            "settled_in",
            "met__saved_by",
        ),
        pk=pk,
    )
    permissions.check(request.user, kept.section.assessment.partnership, Permission.EDIT_SECTIONS)
    if request.method != "POST":
        start = request.GET.get("start", "both")
        return _page(
            request, kept, KeptTextForm(initial={"started_from": kept.section.version}), start
        )
    form = KeptTextForm(request.POST)
    if form.is_valid():
        try:
            return _settled(request, kept, form)
        except EditConflict as conflict:
            messages.warning(
                request, f"{conflict} This page now shows them beside the newest text."
            )
            return redirect("kept-text-detail", conflict.yours.pk)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
    return _page(request, kept, form, "both", status=422)


def _settled(request: HttpRequest, kept: KeptText, form: KeptTextForm) -> HttpResponse:
    section = kept.section
    if form.cleaned_data["do"] == "leave":
        sections.settle(kept_text=kept, by=request.user)
        messages.success(
            request, "The section stays as it is. The other words remain in the record."
        )
        return redirect(section)
    _check_left_out(request, kept, form)
    sections.save(
        section=section,
        document=form.cleaned_data["document"],
        started_from=form.cleaned_data["started_from"],
        by=request.user,
        settling=kept,
    )
    messages.success(
        request, f"Saved as revision {section.version}. Both texts remain in the record."
    )
    return redirect(section)


def _check_left_out(request: HttpRequest, kept: KeptText, form: KeptTextForm) -> None:
    """Nobody's words are left out unless the button that was pressed said whose and how many."""
    if form.cleaned_data["started_from"] != kept.section.version:
        return
    out = sections.left_out(kept_text=kept, document=form.cleaned_data["document"], by=request.user)
    count = sum(out.values())
    form.leaving_out = presenter.said_left_out(out)
    if count > (form.cleaned_data["leaving_out"] or 0):
        form.leaving_out_count = count
        said = listed([f"{each.words} of {each.who}" for each in form.leaving_out])
        form.save_words = f"Save without {said}"
        raise RuleBroken(
            f"This text leaves out {said}. Put them in, or press the button below once more: "
            "it says so, and they are told."
        )


def _page(
    request: HttpRequest, kept: KeptText, form: KeptTextForm, start: str, *, status: int = 200
) -> HttpResponse:
    return render(
        request,
        "assessment/document/kept_text.html",
        {
            **frame(kept.section.assessment),
            "form": form,
            "start": start,
            **presenter.context(kept, start=start, user=request.user, form=form),
        },
        status=status,
    )
