"""Inviting somebody, and joining by the letter."""

from crispy_forms_gds.choices import Choice
from crispy_forms_gds.layout import Field
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from partnerships.forms.shared import OfPartnership, laid_out, short
from partnerships.models import Partnership, User
from partnerships.roles import ROLES


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


class DeputyForm(forms.Form):
    person = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Enter the deputy's name"}
    )
    email = forms.EmailField(
        label="E-mail address",
        help_text="It tells people of the same name apart. Nothing is sent there.",
        error_messages={
            "required": "Enter an e-mail address",
            "invalid": "Enter an e-mail address such as name@example.org",
        },
    )
    office = forms.CharField(
        label="Office (optional)",
        max_length=120,
        required=False,
        help_text="For example: area commander.",
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = laid_out(
            short("person", autocomplete="off"),
            short("email", autocomplete="off", spellcheck="false"),
            short("office"),
        )
