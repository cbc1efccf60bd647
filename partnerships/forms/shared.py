"""What the forms of this room share: their layout, days, the organisations of a partnership."""

import re
from datetime import date

from crispy_forms.layout import Layout
from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Fluid
from django import forms
from django.core.exceptions import ValidationError

from partnerships.models import Organisation, Partnership

# Of a number by which a row may be known: what databases hold ends at nineteen figures.
MOST_FIGURES = 18


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

    def clean(self, value: object) -> date | None:
        parts = [str(part or "").strip() for part in value] if isinstance(value, list) else []
        given = [part for part in parts if part]
        if given and len(given) < len(parts):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        if any(not re.fullmatch(r"[0-9]{1,4}", part) for part in given):
            raise ValidationError(f"There is no such day: check {self.what}")
        return super().clean(parts or value)

    def compress(self, data_list: tuple) -> date | None:
        try:
            day = super().compress(data_list)
        except ValidationError:
            raise ValidationError(f"There is no such day: check {self.what}") from None
        if day is not None and not 1990 <= day.year <= 2100:
            raise ValidationError("Enter the year with four figures, for example 2026")
        return day


class Several(forms.ModelMultipleChoiceField):
    """Several rows of a list. A number that no row can have is a choice that is not there."""

    default_error_messages = {
        "invalid_choice": "One of these is not in the list any more: choose again",
        "invalid_pk_value": "One of these is not in the list any more: choose again",
    }

    def clean(self, value: object) -> object:
        if isinstance(value, list | tuple) and any(len(str(each)) > MOST_FIGURES for each in value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)


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
