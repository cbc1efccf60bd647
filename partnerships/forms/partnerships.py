"""A partnership, its settings and its organisations."""

from crispy_forms_gds.layout import Field
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from partnerships import local_authorities, rules
from partnerships.forms.shared import laid_out, short, whole_number
from partnerships.models import Organisation, Partnership

MARKED = ("marking_board", "marking", "marking_public")
NONE = "none"


class AreasField(forms.CharField):
    """Local authorities by name or code, one to a line; cleaned to the codes that are meant."""

    widget = forms.Textarea

    def __init__(self) -> None:
        super().__init__(
            label="Local-authority areas",
            help_text="Their names or codes, for example Fenland. There may be several.",
            max_length=4000,
            error_messages={"required": "Choose at least one local-authority area"},
        )

    def clean(self, value: object) -> list[str]:
        typed = super().clean(value)
        meant = local_authorities.understood(local_authorities.parted(typed), timezone.localdate())
        if meant.reasons:
            raise ValidationError(list(meant.reasons))
        if not meant.codes:
            raise ValidationError(self.error_messages["required"], code="required")
        return list(meant.codes)


def areas_field() -> Field:
    """The field with what the scripts need to offer the areas while somebody types."""
    return Field.textarea("areas", rows=3, spellcheck="false", data_choices="area-choices")


class PartnershipForm(forms.Form):
    name = forms.CharField(
        label="Name of the partnership",
        help_text="The place is enough, for example Fenland.",
        max_length=120,
        error_messages={"required": "Enter the partnership's name"},
    )
    areas = AreasField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = laid_out(short("name"), areas_field())


class AreasForm(forms.Form):
    areas = AreasField()

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = laid_out(areas_field())


class RenameForm(forms.Form):
    name = forms.CharField(
        label="Name of the organisation",
        max_length=120,
        error_messages={"required": "Enter the organisation's name"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = laid_out(short("name"))


class SettingsForm(forms.Form):
    name = forms.CharField(
        label="Name of the partnership",
        max_length=120,
        error_messages={"required": "Enter the partnership's name"},
    )
    suppression_threshold = forms.IntegerField(
        label="Threshold for small numbers",
        help_text=(
            "Counts below this number are not shown in partnership and public editions. 5 is usual."
        ),
        min_value=1,
        max_value=20,
        widget=forms.TextInput,
        error_messages={
            "required": "Enter the threshold for small numbers",
            "invalid": "The threshold is a whole number",
            "min_value": "The threshold is between 1 and 20",
            "max_value": "The threshold is between 1 and 20",
        },
    )
    quorum = forms.IntegerField(
        label="Quorum",
        help_text="How many responsible authorities must be present for a decision of the board.",
        min_value=2,
        max_value=50,
        widget=forms.TextInput,
        error_messages={
            "required": "Enter the quorum",
            "invalid": "The quorum is a whole number",
            "min_value": "A quorum is at least 2 responsible authorities",
            "max_value": "A quorum is at most 50 responsible authorities",
        },
    )
    marking = forms.ChoiceField(
        label="Marking of the partnership's edition",
        help_text="Printed at the top and bottom of its every page.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a marking"},
    )
    marking_board = forms.ChoiceField(
        label="Marking of the board's edition",
        help_text="It shows every count, so it is never marked for less than the partnership's.",
        widget=forms.RadioSelect,
        required=False,
    )
    marking_public = forms.ChoiceField(
        label="Marking of the public edition",
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, partnership: Partnership, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in MARKED:
            known = dict.fromkeys([*rules.MARKINGS, getattr(partnership, name)])
            self.fields[name].choices = [(word, word) for word in known if word]
        self.fields["marking_public"].choices += [(NONE, "No marking")]
        self.helper = laid_out(
            short("name"),
            whole_number("suppression_threshold"),
            whole_number("quorum"),
            *(Field.radios(name, small=True) for name in MARKED),
        )

    def clean_marking_board(self) -> str | None:
        return self.cleaned_data["marking_board"] or None

    def clean_marking_public(self) -> str | None:
        """Nothing chosen leaves it as it is; no marking is a choice of its own."""
        chosen = self.cleaned_data["marking_public"]
        return "" if chosen == NONE else chosen or None


class OrganisationForm(forms.Form):
    name = forms.CharField(
        label="Name of the organisation",
        max_length=120,
        error_messages={"required": "Enter the organisation's name"},
    )
    kind = forms.ChoiceField(
        label="What it is",
        choices=Organisation.KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the organisation is"},
    )
    is_responsible_authority = forms.BooleanField(
        label="It is a responsible authority of this partnership",
        help_text=(
            "Section 5 of the Crime and Disorder Act 1998 names them. Untick this for a "
            "neighbouring force or another body that only co-operates."
        ),
        required=False,
        initial=True,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = laid_out(
            short("name"),
            Field.radios("kind", small=True),
            Field.checkbox("is_responsible_authority"),
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") == "other":
            # A co-operating body never is one, whatever the box, ticked at first, says.
            cleaned["is_responsible_authority"] = False
        return cleaned
