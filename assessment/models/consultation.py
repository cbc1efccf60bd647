"""How residents were asked, what they answered, and what came of it."""

from django.db import models
from django.urls import reverse

from assessment.models.assessment import Assessment, WithinAssessment
from assessment.models.scan import Issue
from partnerships.models import Partnership, User


class Consultation(models.Model):
    """A consultation the partnership agrees: whom, how, from when to when, the public meeting.

    Regulation 12 of SI 2007/1830 asks for the views of people who live or work in the area and
    for at least one public meeting a year.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="consultations"
    )
    title = models.CharField(max_length=160)
    whom = models.TextField()
    how = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    meeting_on = models.DateField(null=True, blank=True)
    meeting_place = models.CharField(max_length=160, blank=True)
    meeting_discussed = models.TextField(blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="consultation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_at=None, agreed_by=None)
                | models.Q(agreed_at__isnull=False, agreed_by__isnull=False),
                name="consultation_agreed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("consultation-detail", args=[self.pk])


class WithinConsultation(models.QuerySet):
    def visible_to(self, user: User) -> "WithinConsultation":
        return self.filter(
            consultation__assessment__partnership__in=Partnership.objects.open_to(user)
        )


class ConsultationFinding(models.Model):
    """One question that was asked, with its answers counted."""

    FROM = [("paper", "Counted from paper"), ("csv", "From a CSV file"), ("other", "Another body")]
    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="findings"
    )
    question = models.CharField(max_length=250)
    came_from = models.CharField(max_length=8, choices=FROM, default="paper")
    respondents = models.PositiveIntegerField()
    issues = models.ManyToManyField(Issue, blank=True, related_name="consultation_findings")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = WithinConsultation.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.question


class ConsultationAnswer(models.Model):
    """How many gave one choice, in one ward where that is known."""

    finding = models.ForeignKey(
        ConsultationFinding, on_delete=models.CASCADE, related_name="answers"
    )
    choice = models.CharField(max_length=160)
    ward = models.CharField(max_length=120, blank=True)
    count = models.PositiveIntegerField()

    class Meta:
        ordering = ["choice", "ward"]
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "choice", "ward"], name="one_count_a_choice_and_ward"
            )
        ]

    def __str__(self) -> str:
        return f"{self.choice}: {self.count}"
