"""What the fields of forms say when they refuse: our words in place of the library's.

A field that knows more of what is asked says it itself, by its own `error_messages`. These are for
all the others, in every room and in the packages that bring forms of their own.
"""

from django import forms
from django.core import validators
from django.forms import models

EMAIL = "Enter an e-mail address, such as name@example.org"
FROM_THE_LIST = "Choose from the list"
GONE = "This is not in the list any more: choose again"
NO_SIGN = "This holds a sign that cannot be stored: type it again"

OF_FIELDS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": "This must be filled in"},
    forms.IntegerField: {"invalid": "Enter a whole number"},
    forms.FloatField: {"invalid": "Enter a number"},
    forms.DecimalField: {"invalid": "Enter a number"},
    forms.DateField: {"invalid": "There is no such day: enter it as 2026-08-04"},
    forms.FileField: {
        "invalid": "The file did not arrive whole: choose it again",
        "missing": "The file did not arrive whole: choose it again",
        "empty": "The file is empty: choose another",
    },
    forms.ChoiceField: {"invalid_choice": FROM_THE_LIST},
    forms.MultipleChoiceField: {"invalid_choice": FROM_THE_LIST, "invalid_list": FROM_THE_LIST},
    models.ModelChoiceField: {"invalid_choice": GONE},
    models.ModelMultipleChoiceField: {
        "invalid_choice": GONE, "invalid_list": GONE, "invalid_pk_value": GONE
    },
}  # fmt: skip
OF_VALIDATORS: dict[type, str] = {
    validators.MaxLengthValidator: "This has %(show_value)d characters: shorten it to"
    " %(limit_value)d",
    validators.MinLengthValidator: "This has %(show_value)d characters: write at least"
    " %(limit_value)d",
    validators.MinValueValidator: "Enter a number of at least %(limit_value)s",
    validators.MaxValueValidator: "Enter a number of at most %(limit_value)s",
    validators.EmailValidator: EMAIL,
    validators.ProhibitNullCharactersValidator: NO_SIGN,
}


def take_over() -> None:
    """Once, when the site starts; whatever a field says by itself stays."""
    for field, said in OF_FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **said}
    for validator, words in OF_VALIDATORS.items():
        validator.message = words
    # The one that every e-mail field shares was made before.
    validators.validate_email.message = EMAIL
