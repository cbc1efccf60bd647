"""The board: its meetings, who sat for which authority, and what it decided."""

from django.db import models
from django.urls import reverse

from assessment.models.assessment import Assessment, WithinAssessment
from assessment.models.scan import Issue
from assessment.states import PRIORITY_BY_SLUG, PRIORITY_CHOICES
from assessment.structure import THEMES
from partnerships.models import Deputy, Organisation, Partnership, User


class Meeting(models.Model):
    """A meeting of the board. Its quorum is the partnership's when it was recorded."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(max_length=160)
    held_on = models.DateField()
    place = models.CharField(max_length=160, blank=True)
    agenda = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    quorum = models.PositiveSmallIntegerField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["-held_on"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting-detail", args=[self.pk])


SEATED = ("member", "deputy")


class WithinMeeting(models.QuerySet):
    """For rows that hang on a meeting: seen by whoever sees its partnership."""

    def visible_to(self, user: User) -> "WithinMeeting":
        partnerships = Partnership.objects.open_to(user)
        return self.filter(meeting__assessment__partnership__in=partnerships)


class Attendance(models.Model):
    """One line of a meeting's record: who sat for an authority, who else was there, apologies.

    The name is copied in, so that the record stands when somebody leaves. `email` tells people
    apart: the database lets one person sit for one authority, and one authority have one person.
    """

    CAPACITIES = [
        ("member", "Sat for the authority"),
        ("deputy", "Sat for the authority as its deputy"),
        # Before people were chosen from an authority's members, their names were typed.
        ("typed", "Recorded by name"),
        ("attending", "In attendance: does not count"),
        ("apologies", "Sent apologies"),
    ]
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="attendances",
    )
    capacity = models.CharField(max_length=12, choices=CAPACITIES)
    person = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    office = models.CharField(max_length=120, blank=True)
    user = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )
    deputy = models.ForeignKey(
        Deputy, null=True, blank=True, on_delete=models.PROTECT, related_name="attendances"
    )

    objects = WithinMeeting.as_manager()

    class Meta:
        # Guests of no organisation stand last, whatever the database.
        ordering = [models.F("organisation__name").asc(nulls_last=True), "person"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation", "person"], name="present_once_a_meeting"
            ),
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                condition=models.Q(capacity__in=[*SEATED, "apologies"]),
                name="one_seat_an_authority",
            ),
            models.UniqueConstraint(
                fields=["meeting", "email"],
                condition=models.Q(capacity__in=SEATED),
                name="one_authority_a_person",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity="member", user__isnull=False, deputy=None)
                | models.Q(capacity="deputy", deputy__isnull=False, user=None)
                | models.Q(
                    capacity__in=["typed", "attending", "apologies"], user=None, deputy=None
                ),
                name="a_seat_is_of_a_member_or_a_deputy",
            ),
            models.CheckConstraint(
                condition=~models.Q(capacity__in=SEATED)
                | (
                    models.Q(organisation__isnull=False)
                    & ~models.Q(person="")
                    & ~models.Q(email="")
                ),
                name="a_seat_has_its_authority_and_person",
            ),
            models.CheckConstraint(
                condition=models.Q(capacity__in=[*SEATED, "typed", "attending", "apologies"]),
                name="attendance_capacity_known",
            ),
        ]

    def __str__(self) -> str:
        if self.capacity == "apologies":
            return f"Apologies of {self.organisation}"
        return f"{self.person} for {self.organisation}" if self.organisation else self.person


class Priority(models.Model):
    """What the board is asked to work on, and what it decided."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="priorities")
    order = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=160)
    statement = models.TextField()
    theme = models.CharField(
        max_length=12, blank=True, choices=[(theme.slug, theme.label) for theme in THEMES]
    )
    key_line = models.ForeignKey(
        Issue, null=True, blank=True, on_delete=models.SET_NULL, related_name="priorities"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # Why it is put to the board although it rests on no key line; empty when it rests on one.
    exception = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=PRIORITY_CHOICES, default="proposed")
    # The case for the decision: what the evidence says, and why this and not something else.
    # Decisions recorded before a case was asked for have the reason alone.
    evidence_says = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    moved_by = models.ForeignKey(
        Attendance, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    seconded_by = models.ForeignKey(
        Attendance, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="priorities"
    )
    # The hash of the board edition the decision rested on; empty when none was published.
    edition_digest = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "priorities"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=list(PRIORITY_BY_SLUG)), name="priority_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="proposed", decided_at=None, decided_by=None)
                | (
                    ~models.Q(state="proposed")
                    & models.Q(
                        decided_at__isnull=False, decided_by__isnull=False, meeting__isnull=False
                    )
                ),
                name="a_decided_priority_has_its_meeting",
            ),
            models.CheckConstraint(
                condition=models.Q(moved_by=None, seconded_by=None)
                | (
                    models.Q(moved_by__isnull=False, seconded_by__isnull=False)
                    & ~models.Q(moved_by=models.F("seconded_by"))
                ),
                name="moved_and_seconded_by_two",
            ),
        ]

    def __str__(self) -> str:
        return self.title
