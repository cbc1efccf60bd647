"""The forms of this room: what is asked and whether it has the right shape.

Whether something may be done now is the operations' question; their reasons are put on the form.
"""

from collections.abc import Iterable
from datetime import date

from crispy_forms.layout import Layout
from crispy_forms_gds.choices import Choice
from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fluid
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from partnerships.models import (
    Commitment,
    Organisation,
    Partnership,
    SharingAgreement,
    User,
)
from partnerships.models.partnership import area_code
from partnerships.roles import ROLES

OTHER_GATEWAY = "other"
GATEWAYS = [
    Choice(
        "Crime and Disorder Act 1998, section 115",
        "Crime and Disorder Act 1998, section 115",
        hint="The power to disclose information, personal data included, for the Act's purposes.",
    ),
    Choice(
        "Crime and Disorder Act 1998, section 17A",
        "Crime and Disorder Act 1998, section 17A",
        hint="The duty of the authorities to share depersonalised information with each other.",
    ),
    Choice(
        "Crime and Disorder (Prescribed Information) Regulations 2007",
        "Crime and Disorder (Prescribed Information) Regulations 2007",
        hint="The depersonalised sets that are due every three months.",
        divider="or",
    ),
    Choice(OTHER_GATEWAY, "Another power or duty", hint="Name it in the next field."),
]
MARKINGS = ["OFFICIAL", "OFFICIAL-SENSITIVE"]


def laid_out(*fields: Field | str) -> FormHelper:
    """The layout of a form whose tag, token and button stand in the template."""
    layout = FormHelper()
    layout.form_tag = False
    layout.disable_csrf = True
    layout.layout = Layout(*fields)
    return layout


def short(name: str, **attributes: str) -> Field:
    return Field.text(name, field_width=Fluid.TWO_THIRDS, **attributes)


def whole_number(name: str) -> Field:
    return Field.text(name, field_width=2, inputmode="numeric")


class DayField(DateInputField):
    """A date as day, month and year, refused in words that name what is asked."""

    def __init__(self, *, what: str, **kwargs: object) -> None:
        self.what = what
        super().__init__(require_all_fields=True, **kwargs)
        missing = f"Enter {what} as day, month and year"
        self.error_messages |= {"required": missing, "incomplete": missing}
        for part in self.widget.widgets:
            part.attrs["inputmode"] = "numeric"

    def compress(self, data_list: tuple) -> date | None:
        try:
            day = super().compress(data_list)
        except ValidationError:
            raise ValidationError(f"There is no such day: check {self.what}") from None
        if day is not None and not 1990 <= day.year <= 2100:
            raise ValidationError("Enter the year with four figures, for example 2026")
        return day


class PartnershipForm(forms.Form):
    name = forms.CharField(
        label="Name of the partnership",
        help_text="The place is enough, for example Fenland.",
        max_length=120,
        error_messages={"required": "Enter the partnership's name"},
    )
    area_codes = forms.CharField(
        label="Codes of its local-authority areas",
        help_text=(
            "As the Office for National Statistics writes them, for example E07000010. "
            "Several codes are separated by commas."
        ),
        error_messages={"required": "Enter at least one area code"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = laid_out(short("name"), short("area_codes", spellcheck="false"))

    def clean_area_codes(self) -> list[str]:
        typed = self.cleaned_data["area_codes"].replace(",", " ").upper().split()
        for code in typed:
            area_code(code)
        return list(dict.fromkeys(typed))


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
        label="Marking of the document",
        help_text="Printed at the top and bottom of every page of the board's edition.",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a marking"},
    )

    def __init__(self, partnership: Partnership, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        known = list(dict.fromkeys([*MARKINGS, partnership.marking]))
        self.fields["marking"].choices = [(word, word) for word in known]
        self.helper = laid_out(
            short("name"),
            whole_number("suppression_threshold"),
            whole_number("quorum"),
            Field.radios("marking", small=True),
        )


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


class OfPartnership(forms.Form):
    """A form that offers the organisations of one partnership."""

    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.none(),
        empty_label="Choose an organisation",
        error_messages={
            "required": "Choose an organisation",
            "invalid_choice": "Choose an organisation from the list",
        },
    )

    def __init__(self, partnership: Partnership, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = partnership.organisations.all()


class InvitationForm(OfPartnership):
    email = forms.EmailField(
        label="E-mail address",
        help_text="The letter goes there; the person signs in with it afterwards.",
        error_messages={
            "required": "Enter an e-mail address",
            "invalid": "Enter an e-mail address such as name@example.org",
        },
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[Choice(role.slug, role.label, hint=role.description) for role in ROLES],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role"},
    )

    def __init__(self, partnership: Partnership, *args: object, **kwargs: object) -> None:
        super().__init__(partnership, *args, **kwargs)
        organisation = self.fields["organisation"]
        organisation.required = False
        organisation.empty_label = "None of these"
        organisation.help_text = "Whom the person speaks or works for in this partnership."
        self.helper = laid_out(
            short("email", autocomplete="off", spellcheck="false"),
            Field.radios("role"),
            Field.select("organisation"),
        )


class AgreementForm(OfPartnership):
    purpose = forms.CharField(
        label="Purpose",
        help_text="What is shared and what for, in a sentence or two.",
        max_length=2000,
        widget=forms.Textarea,
        error_messages={"required": "Say what is shared and what for"},
    )
    gateway = forms.ChoiceField(
        label="Legal gateway",
        help_text="The power or duty that allows the organisation to share.",
        choices=GATEWAYS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the legal gateway"},
    )
    other_gateway = forms.CharField(
        label="Another power or duty",
        help_text="Only when you chose “Another power or duty”: the Act and section.",
        max_length=200,
        required=False,
    )
    liaison_officer = forms.CharField(
        label="Designated liaison officer",
        help_text="Who answers questions about the data in that organisation.",
        max_length=120,
        error_messages={"required": "Enter the liaison officer's name or office"},
    )
    liaison_email = forms.EmailField(
        label="Liaison officer's e-mail address (optional)",
        required=False,
        error_messages={"invalid": "Enter an e-mail address such as name@example.org"},
    )
    starts_on = DayField(what="the start", label="Starts on", help_text="For example, 1 4 2026.")
    review_on = DayField(what="the day of the review", label="To be reviewed on")
    ends_on = DayField(what="the end", label="Ends on")

    def __init__(self, partnership: Partnership, *args: object, **kwargs: object) -> None:
        super().__init__(partnership, *args, **kwargs)
        self.helper = laid_out(
            Field.select("organisation"),
            Field.textarea("purpose", rows=4),
            Field.radios("gateway"),
            short("other_gateway"),
            short("liaison_officer"),
            short("liaison_email", spellcheck="false"),
            "starts_on",
            "review_on",
            "ends_on",
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        chosen, named = cleaned.get("gateway"), cleaned.get("other_gateway", "").strip()
        if chosen == OTHER_GATEWAY and not named:
            self.add_error("other_gateway", "Name the power or duty")
        cleaned["legal_gateway"] = named if chosen == OTHER_GATEWAY else chosen
        return cleaned

    def said(self) -> dict:
        """What the operations ask for."""
        named = [
            "organisation",
            "purpose",
            "legal_gateway",
            "liaison_officer",
            "liaison_email",
            "starts_on",
            "review_on",
            "ends_on",
        ]
        return {name: self.cleaned_data[name] for name in named}


def agreement_initial(agreement: SharingAgreement) -> dict:
    """An agreement as the form shows it: a gateway that is not on the list is "another"."""
    known = {choice.value for choice in GATEWAYS}
    is_known = agreement.legal_gateway in known
    return {
        "organisation": agreement.organisation_id,
        "purpose": agreement.purpose,
        "gateway": agreement.legal_gateway if is_known else OTHER_GATEWAY,
        "other_gateway": "" if is_known else agreement.legal_gateway,
        "liaison_officer": agreement.liaison_officer,
        "liaison_email": agreement.liaison_email,
        "starts_on": agreement.starts_on,
        "review_on": agreement.review_on,
        "ends_on": agreement.ends_on,
    }


class CommitmentForm(OfPartnership):
    kind = forms.ChoiceField(
        label="What it committed itself to",
        choices=Commitment.KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the organisation committed itself to"},
    )
    given_by = forms.CharField(
        label="Given by",
        help_text="Name and office, for example “A. Reed, head of communities”.",
        max_length=120,
        error_messages={"required": "Enter who gave the commitment"},
    )
    given_on = DayField(what="the day it was given", label="Given on")

    def __init__(self, partnership: Partnership, *args: object, **kwargs: object) -> None:
        super().__init__(partnership, *args, **kwargs)
        self.helper = laid_out(
            Field.select("organisation"),
            Field.radios("kind", small=True),
            short("given_by"),
            "given_on",
        )


class JoinForm(forms.Form):
    name = forms.CharField(
        label="Your name",
        help_text="As your colleagues should read it.",
        max_length=120,
        error_messages={"required": "Enter your name"},
    )
    password = forms.CharField(
        label="Choose a password",
        help_text="At least 12 characters. Three words that do not belong together are good.",
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Choose a password"},
    )

    def __init__(self, email: str, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.email = email
        self.helper = laid_out(
            short("name", autocomplete="name"), short("password", autocomplete="new-password")
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        password = cleaned.get("password")
        if password:
            person = User(email=self.email, name=cleaned.get("name", ""))
            try:
                validate_password(password, person)
            except ValidationError as refusal:
                self.add_error("password", refusal)
        return cleaned


class TrailFilterForm(forms.Form):
    """Which part of the record to show; nothing chosen shows all of it."""

    person = forms.ChoiceField(required=False)
    verb = forms.ChoiceField(required=False)
    thing = forms.ChoiceField(required=False)
    since = forms.DateField(
        required=False,
        error_messages={"invalid": "Enter the first day as a date, for example 2026-08-04"},
    )
    until = forms.DateField(
        required=False,
        error_messages={"invalid": "Enter the last day as a date, for example 2026-08-04"},
    )

    def __init__(
        self,
        *args: object,
        people: Iterable[tuple[str, str]],
        verbs: Iterable[tuple[str, str]],
        things: Iterable[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("person", people), ("verb", verbs), ("thing", things)):
            field = self.fields[name]
            field.choices = [("", "All"), *choices]
            field.error_messages["invalid_choice"] = "Choose from the list"

    def lists(self) -> list[tuple[str, forms.BoundField]]:
        """The drop-downs with their labels, for the template."""
        return [("Person", self["person"]), ("What was done", self["verb"]), ("To", self["thing"])]

    def days(self) -> list[tuple[str, forms.BoundField]]:
        return [("From", self["since"]), ("Up to", self["until"])]
