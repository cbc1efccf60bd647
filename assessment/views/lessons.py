"""Lessons about the process: recorded, and followed by a change."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from assessment.forms.plan import LessonChangeForm, LessonForm
from assessment.models import Lesson
from assessment.operations import lessons
from assessment.views.board_frame import assessment_for, form_page, frame
from partnerships import permissions
from partnerships.roles import Permission


@login_required
@require_safe
def lesson_list(request: HttpRequest, slug: str) -> HttpResponse:
    """This year's comments with their changes, and last year's as a reminder."""
    assessment = assessment_for(request.user, slug, Permission.SEE_PLAN)
    may = permissions.granted(request.user, assessment.partnership)
    previous = assessment.previous
    context = {
        **frame(assessment, "plan"),
        "lessons": assessment.lessons.select_related("recorded_by", "changed_by"),
        "previous": previous,
        "last_year": (
            previous.lessons.select_related("recorded_by", "changed_by") if previous else []
        ),
        "may_record": Permission.RECORD_LESSONS in may,
    }
    return render(request, "assessment/lessons/list.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, slug: str) -> HttpResponse:
    assessment = assessment_for(request.user, slug, Permission.RECORD_LESSONS)
    form = LessonForm(request.POST) if request.method == "POST" else LessonForm()
    if form.is_valid():
        lessons.record(assessment=assessment, by=request.user, **form.cleaned_data)
        messages.success(
            request, "The comment is recorded. Next: note the change that it leads to."
        )
        return redirect("lesson-list", assessment.slug)
    return form_page(
        request,
        assessment,
        form,
        nav="plan",
        title="Record a lesson",
        lead="Whoever opens next year's assessment reads it first.",
        button="Record the lesson",
        back=reverse("lesson-list", args=[assessment.slug]),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def note_change(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Lesson.objects.visible_to(request.user).select_related("assessment__partnership")
    lesson = get_object_or_404(visible, pk=pk)
    assessment = lesson.assessment
    permissions.check(request.user, assessment.partnership, Permission.RECORD_LESSONS)
    if request.method == "POST":
        form = LessonChangeForm(request.POST)
    else:
        form = LessonChangeForm(initial={"change": lesson.change})
    if form.is_valid():
        lessons.note_change(lesson=lesson, by=request.user, **form.cleaned_data)
        messages.success(request, "The change is noted beside the comment that led to it.")
        return redirect("lesson-list", assessment.slug)
    return form_page(
        request,
        assessment,
        form,
        nav="plan",
        title="Note the change",
        lead=f"{assessment.year}: {lesson.comment}",
        button="Note this change",
        back=reverse("lesson-list", args=[assessment.slug]),
    )
