"""Chasing a partner for what is late: the drafted letter, its sending, and trying once more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from datasources.forms.reminding import ReminderForm
from datasources.models import Reminder
from datasources.operations import reminders
from datasources.views.fetching import frame_of, source_or_404
from partnerships.addresses import lives_at
from partnerships.errors import RuleBroken
from partnerships.models import User
from partnerships.roles import Permission


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def source_remind(request: HttpRequest, slug: str, source_slug: str) -> HttpResponse:
    """The letter as it is drafted, or as it was changed; nothing goes before it is sent here."""
    source = source_or_404(request, slug, source_slug, Permission.MANAGE_SOURCES)
    draft = reminders.draft(source=source, today=timezone.localdate(), by=request.user)
    initial = {"to": draft.to, "subject": draft.subject, "text": draft.text}
    form = ReminderForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            sent = reminders.send(source=source, **form.cleaned_data, by=request.user)
        except RuleBroken as broken:
            form.add_error(None, broken.reasons)
        else:
            _tell(request, sent)
            return redirect("source-remind", source.partnership.slug, source.slug)
    context = frame_of(request, source.partnership, form=form, source=source, draft=draft)
    context["earlier"] = source.reminders.select_related("written_by")
    status = 422 if request.method == "POST" else 200
    return render(request, "datasources/source_remind.html", context, status=status)


def _page_of(user: User, pk: int) -> str:
    reminder = (
        Reminder.objects.visible_to(user)
        .select_related("source__partnership")
        .filter(pk=pk)
        .first()
    )
    if reminder is None:
        return ""
    source = reminder.source
    return reverse("source-remind", args=[source.partnership.slug, source.slug])


@lives_at(_page_of)
@login_required
@require_POST
def reminder_send(request: HttpRequest, pk: int) -> HttpResponse:
    visible = Reminder.objects.visible_to(request.user).select_related("source__partnership")
    reminder = get_object_or_404(visible, pk=pk)
    source = source_or_404(
        request, reminder.source.partnership.slug, reminder.source.slug, Permission.MANAGE_SOURCES
    )
    try:
        _tell(request, reminders.send_again(reminder=reminder, by=request.user))
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    return redirect("source-remind", source.partnership.slug, source.slug)


def _tell(request: HttpRequest, reminder: Reminder) -> None:
    reminder.refresh_from_db()
    if reminder.could_not_go:
        messages.warning(
            request,
            f"The letter to {reminder.to} is kept, but could not go. {reminder.failure}"
            " It is tried again by itself, unless the address is refused.",
        )
    else:
        messages.success(request, f"The letter to {reminder.to} is sent and kept with the source.")
