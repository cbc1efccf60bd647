"""The document's text: sections, their revisions, kept words, approvals and comments."""

import uuid

from django.db import models
from django.urls import reverse

from assessment.models.assessment import Assessment, WithinAssessment
from assessment.states import ANSWER_CHOICES, SECTION_BY_SLUG, SECTION_CHOICES
from assessment.structure import COMPONENT_BY_SLUG, SECTION_BY_KEY, SectionPlan, retired
from partnerships.models import Partnership, User


class Section(models.Model):
    """A part of the document: its text is a ProseMirror document with a version and an epoch."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField()
    # As the structure named it when it was laid: how it is shown once the structure has it no more.
    number = models.CharField(max_length=12, blank=True)
    title = models.CharField(max_length=160, blank=True)
    level = models.PositiveSmallIntegerField(default=2)
    owner = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="sections"
    )
    state = models.CharField(max_length=12, choices=SECTION_CHOICES, default="not_started")
    version = models.PositiveIntegerField(default=0)
    epoch = models.UUIDField(default=uuid.uuid4, editable=False)
    document = models.JSONField(default=dict)
    # Evidence ids in the text, in order: derived at save, so that pages need not parse the text.
    figures = models.JSONField(default=list)
    words = models.PositiveIntegerField(default=0)
    touched_at = models.DateTimeField(null=True, blank=True)
    touched_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "key"], name="section_once_an_assessment"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=list(SECTION_BY_SLUG)), name="section_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(touched_at=None, touched_by=None)
                | models.Q(touched_at__isnull=False, touched_by__isnull=False),
                name="section_touched_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan.number} {self.plan.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("section-edit", args=[self.pk])

    @property
    def plan(self) -> SectionPlan:
        known = SECTION_BY_KEY.get(self.key)
        return known or retired(self.key, number=self.number, title=self.title, level=self.level)


class WithinSection(models.QuerySet):
    def visible_to(self, user: User) -> "WithinSection":
        return self.filter(section__assessment__partnership__in=Partnership.objects.open_to(user))


class Revision(models.Model):
    """The text as one person saved it. Never changed."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = WithinSection.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["section", "version"], name="one_revision_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.section}, revision {self.version}"


class KeptText(models.Model):
    """Words of somebody who was second to save: kept until that person has dealt with them.

    `met`: the revision that had been saved first. `settled_in`: the revision that dealt with them;
    None when the section stayed as it was. `left_out`: by person, how many words of theirs do not
    stand in the text since.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="kept_texts")
    started_from = models.PositiveIntegerField()
    document = models.JSONField()
    met = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="met_by"
    )
    kept_at = models.DateTimeField(auto_now_add=True)
    writer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_in = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="settles"
    )
    left_out = models.JSONField(default=dict, blank=True)

    objects = WithinSection.as_manager()

    class Meta:
        ordering = ["-kept_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at=None, settled_by=None)
                | models.Q(settled_at__isnull=False, settled_by__isnull=False),
                name="kept_text_settled_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Words of {self.writer} for {self.section}"


class Approval(models.Model):
    """Somebody who wrote nothing of what is new in a revision says that it may stand.

    `withdrawn_at`: the section was sent back after all, so that the words need an approval again.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="approvals")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="approvals")
    approved_at = models.DateTimeField(auto_now_add=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = WithinSection.as_manager()

    class Meta:
        ordering = ["-approved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "approved_by"], name="one_approval_a_person_and_revision"
            )
        ]

    def __str__(self) -> str:
        return f"{self.revision} approved by {self.approved_by}"


class Comment(models.Model):
    """A reader's remark on a section, and the answer that it must get."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="comments")
    revision = models.ForeignKey(
        Revision, null=True, blank=True, on_delete=models.PROTECT, related_name="comments"
    )
    quote = models.TextField(blank=True)
    body = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=ANSWER_CHOICES, default="open")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = WithinSection.as_manager()

    class Meta:
        ordering = ["made_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answered_by=None)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False),
                name="comment_answered_at_and_by",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", answered_at=None)
                | (~models.Q(state="open") & models.Q(answered_at__isnull=False)),
                name="comment_answered_when_not_open",
            ),
        ]

    def __str__(self) -> str:
        return self.body[:80]


class ComponentAnswer(models.Model):
    """What is said of a statutory component: which passage answers it, or why none does.

    The passage is kept as it read; while the section still holds it the answer stands. An answer
    without a passage was named before passages were asked for, and has to be looked at again.
    """

    assessment = models.ForeignKey(
        Assessment, on_delete=models.CASCADE, related_name="component_answers"
    )
    component = models.CharField(
        max_length=12, choices=[(c.slug, c.label) for c in COMPONENT_BY_SLUG.values()]
    )
    section = models.ForeignKey(
        Section, null=True, blank=True, on_delete=models.CASCADE, related_name="answers"
    )
    passage = models.TextField(blank=True)
    passage_hash = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=250, blank=True)
    # Not answered, because ...: instead of a section.
    reason = models.TextField(blank=True)
    pointed_at = models.DateTimeField(auto_now_add=True)
    pointed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = WithinAssessment.as_manager()

    class Meta:
        ordering = ["component", "section__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["component", "section", "passage_hash"],
                name="one_pointer_a_component_and_passage",
            ),
            models.UniqueConstraint(
                fields=["assessment", "component"],
                condition=models.Q(section=None),
                name="one_reason_a_component",
            ),
            models.CheckConstraint(
                condition=models.Q(section__isnull=False, reason="")
                | (models.Q(section=None, passage="", passage_hash="") & ~models.Q(reason="")),
                name="a_passage_or_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(passage="", passage_hash="")
                | (~models.Q(passage="") & ~models.Q(passage_hash="")),
                name="a_passage_has_its_hash",
            ),
        ]

    def __str__(self) -> str:
        where = f"{self.section}" if self.section else "not answered"
        return f"{self.get_component_display()}: {where}"
