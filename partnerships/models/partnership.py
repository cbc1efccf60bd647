"""A Community Safety Partnership, its areas, its organisations and their commitments."""

from typing import TYPE_CHECKING

from django.apps import apps
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse

from partnerships import area_codes, local_authorities, roles

if TYPE_CHECKING:
    from partnerships.models.user import User

area_code = RegexValidator(
    area_codes.SHAPE,
    "An area code is one capital letter and eight figures, for example E07000010.",
)


class PartnershipQuerySet(models.QuerySet):
    def visible_to(self, user: "User") -> "PartnershipQuerySet":
        """One's own partnerships, and the districts of a county group that one belongs to."""
        if not user.is_authenticated:
            return self.none()
        belongs = models.Q(pk__in=_held(user).values("partnership"))
        return self.filter(belongs | models.Q(county_group__in=_opened(user)))

    def open_to(self, user: "User") -> "PartnershipQuerySet":
        """Those of which one sees more than what belongs to one's own organisation."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(_is_open_to(user))

    def saying_whether_open_to(self, user: "User") -> "PartnershipQuerySet":
        """Each with `is_open`."""
        said = models.ExpressionWrapper(_is_open_to(user), models.BooleanField())
        return self.annotate(is_open=said)


def _held(user: "User") -> models.QuerySet:
    return apps.get_model("partnerships", "Membership").objects.current().filter(user=user)


def _opened(user: "User") -> models.QuerySet:
    """The partnerships in which a person holds a role that opens them and their districts."""
    return _held(user).exclude(role__in=roles.BOUND).values("partnership")


def _is_open_to(user: "User") -> models.Q:
    opened = _opened(user)
    return models.Q(pk__in=opened) | models.Q(county_group__in=opened)


class Partnership(models.Model):
    """One or several local-authority areas whose responsible authorities work as one."""

    slug = models.SlugField(unique=True, max_length=60)
    name = models.CharField(max_length=120)
    county_group = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="districts"
    )
    is_sample = models.BooleanField(default=False)
    suppression_threshold = models.PositiveSmallIntegerField(
        default=5, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    quorum = models.PositiveSmallIntegerField(
        default=3,
        validators=[MinValueValidator(2)],
        help_text="How many responsible authorities must be present for a decision.",
    )
    # Of the partnership's edition. The board's shows every count: it is never marked for less.
    marking = models.CharField(max_length=60, default="OFFICIAL")
    marking_board = models.CharField(max_length=60, default="OFFICIAL-SENSITIVE")
    marking_public = models.CharField(max_length=60, blank=True, default="OFFICIAL")
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        "partnerships.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnership-home", args=[self.slug])

    @property
    def area_codes(self) -> tuple[str, ...]:
        return tuple(area.code for area in self.areas.all())


class PartnershipArea(models.Model):
    """A local authority of the partnership; an invented one is named by its area look-up."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="areas")
    code = models.CharField(max_length=9, validators=[area_code])
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "code"], name="area_once_a_partnership")
        ]

    def __str__(self) -> str:
        return local_authorities.words_of(self.code, self.name)


class WithinPartnership(models.QuerySet):
    """For rows that hang on a partnership: seen by whoever the partnership is open to."""

    def visible_to(self, user: "User") -> "WithinPartnership":
        return self.filter(partnership__in=Partnership.objects.open_to(user))


class OrganisationQuerySet(WithinPartnership):
    def sending(self, user: "User") -> "OrganisationQuerySet":
        """Those for which a person may send files, and nothing but that."""
        if not user.is_authenticated:
            return self.none()
        held = apps.get_model("partnerships", "Membership").objects.current()
        sends = held.filter(user=user, role__in=roles.holders(roles.Permission.SEND_OWN_DATA))
        return self.filter(pk__in=sends.values("organisation"))


class Organisation(models.Model):
    """Police, district, county, fire, probation, health, or a co-operating body."""

    # Crime and Disorder Act 1998, section 5.
    KINDS = [
        ("police", "Police"),
        ("district", "District, borough or unitary council"),
        ("county", "County council"),
        ("fire", "Fire and rescue"),
        ("probation", "Probation"),
        ("health", "Health (integrated care board)"),
        ("other", "Co-operating body"),
    ]
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="organisations"
    )
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=KINDS)
    is_responsible_authority = models.BooleanField(default=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "name"], name="organisation_once_a_partnership"
            )
        ]

    def __str__(self) -> str:
        return self.name


class SharingAgreement(models.Model):
    """What one organisation shares, for what purpose, by which legal gateway, until when."""

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="agreements"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="agreements"
    )
    purpose = models.TextField()
    legal_gateway = models.CharField(max_length=200)
    liaison_officer = models.CharField(max_length=120)
    liaison_email = models.EmailField(blank=True)
    starts_on = models.DateField()
    review_on = models.DateField()
    ends_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        "partnerships.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = WithinPartnership.as_manager()

    class Meta:
        ordering = ["organisation__name", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(review_on__gte=models.F("starts_on"))
                & models.Q(review_on__lte=models.F("ends_on")),
                name="agreement_reviewed_while_it_lasts",
            ),
        ]

    def __str__(self) -> str:
        return f"Sharing agreement with {self.organisation}"


class Commitment(models.Model):
    """What an organisation committed to: the process, sharing information, officers' time."""

    KINDS = [
        ("process", "The process and format of the assessment"),
        ("information", "Sharing information"),
        ("time", "Its officers' time"),
    ]
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="commitments"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="commitments"
    )
    kind = models.CharField(max_length=12, choices=KINDS)
    given_by = models.CharField(max_length=120, help_text="Who gave it, and in what office.")
    given_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        "partnerships.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = WithinPartnership.as_manager()

    class Meta:
        ordering = ["organisation__name", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind"], name="commitment_once_an_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_kind_display()}"
