"""Sharing agreements and commitments."""

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.layout import Field
from django import forms

from partnerships.forms.shared import DayField, OfPartnership, laid_out, short
from partnerships.models import Commitment, Partnership, SharingAgreement
from partnerships.operations.agreements import AgreementDetails

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

    @property
    def details(self) -> AgreementDetails:
        asked = {"gateway", "other_gateway"}
        said = {name: value for name, value in self.cleaned_data.items() if name not in asked}
        return AgreementDetails(**said)


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
