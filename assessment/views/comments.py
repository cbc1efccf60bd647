"""Comments on the draft: made, answered, listed. None is ever deleted."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from assessment.forms.comment import AnswerForm, CommentForm
from assessment.models import Comment
from assessment.operations import comments
from assessment.presenters import comment_register, section_page
from assessment.views.document import frame, visible_assessment
from assessment.views.sections import visible_section
from partnerships import permissions
from partnerships.errors import RuleBroken
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment_create(request: HttpRequest, pk: int) -> HttpResponse:
    section = visible_section(request, pk, Permission.COMMENT)
    form = CommentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            comments.make(section=section, by=request.user, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(
                request, "Your comment is with the writers. You will find the answer beside it."
            )
            return redirect(f"{section.get_absolute_url()}#comments")
    return render(
        request,
        "assessment/document/comment_form.html",
        {
            **frame(section.assessment),
            "section": section,
            "place": section.plan.place,
            "written": section_page.written(section, user=request.user, level=3),
            "form": form,
        },
        status=422 if form.is_bound else 200,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def comment_answer(request: HttpRequest, pk: int) -> HttpResponse:
    comment = get_object_or_404(
        Comment.objects.visible_to(request.user).select_related(
            "section__assessment__partnership", "revision", "made_by", "answered_by"
        ),
        pk=pk,
    )
    assessment = comment.section.assessment
    permissions.check(request.user, assessment.partnership, Permission.ANSWER_COMMENTS)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            comments.answer(comment=comment, by=request.user, **form.cleaned_data)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            messages.success(request, "Answered. The answer is printed in the annex of comments.")
            return redirect("comment-list", assessment.slug)
    return render(
        request,
        "assessment/document/comment_answer.html",
        {
            **frame(assessment),
            "remark": comment_register.remark(comment, request.user),
            "section": comment.section,
            "form": form,
        },
        status=422 if form.is_bound else 200,
    )


@login_required
@require_safe
def comment_list(request: HttpRequest, assessment: str) -> HttpResponse:
    found = visible_assessment(request, assessment)
    every = comment_register.remarks(comment_register.of_assessment(found), user=request.user)
    chosen = request.GET.get("state", "")
    return render(
        request,
        "assessment/document/comments.html",
        {
            **frame(found),
            "filters": comment_register.filters(every, chosen),
            "chosen": chosen,
            "remarks": comment_register.filtered(every, chosen),
            "count": len(every),
            "may_answer": permissions.allows(
                request.user, found.partnership, Permission.ANSWER_COMMENTS
            ),
        },
    )
