"""Letters to a partner about late deliveries: drafted from the calendar, sent by a person."""

from django.db import models

from datasources.models.source import Source
from partnerships.models import Partnership, Post
from partnerships.models.letter import PostQuerySet


class ReminderQuerySet(PostQuerySet):
    def visible_to(self, user: object) -> "ReminderQuerySet":
        return self.filter(source__partnership__in=Partnership.objects.open_to(user))


class Reminder(Post):
    """A letter about late deliveries of one source, as it was sent: never changed."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="reminders")
    # Keys of the periods that it asks for.
    periods = models.JSONField(default=list)
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey("partnerships.User", on_delete=models.PROTECT, related_name="+")

    objects = ReminderQuerySet.as_manager()

    class Meta(Post.Meta):
        abstract = False
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"Reminder to {self.to} about {self.source}"
