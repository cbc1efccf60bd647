"""The form in which an analyst says what becomes of each column with personal data."""

from collections.abc import Iterator, Sequence

from crispy_forms_gds.layout import Field
from django import forms

from datasources.forms import helper_with
from datasources.forms.layouts import SELECT
from datasources.layouts import KEPT
from datasources.presenters.personal import ColumnLine, what_then


class PersonalForm(forms.Form):
    """One choice for each column, and one for the files."""

    original = forms.ChoiceField(
        label="What becomes of the files as they were sent?",
        required=False,
        widget=forms.RadioSelect,
        help_text="If they cannot be read, they are kept encrypted for as long, so that you can put"
        " it right.",
    )

    def __init__(
        self, *args: object, lines: Sequence[ColumnLine], original: str, **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for number, line in enumerate(lines):
            self.fields[_name(number)] = forms.ChoiceField(
                label=f"What becomes of “{line.heading}”",
                choices=line.choices,
                initial=line.initial,
                widget=forms.Select(attrs=SELECT),
                error_messages={"required": f"Decide what becomes of “{line.heading}”"},
            )
        self.fields["original"].choices = what_then(KEPT)
        self.fields["original"].initial = original
        self.helper = helper_with(Field.radios("original", small=True))
        self.helper.disable_csrf = True

    def columns(self) -> Iterator[tuple[ColumnLine, forms.BoundField]]:
        for number, line in enumerate(self.lines):
            yield line, self[_name(number)]

    @property
    def choices(self) -> dict[str, str]:
        """Each heading, and what was chosen for it."""
        return {
            line.heading: self.cleaned_data[_name(number)] for number, line in enumerate(self.lines)
        }


def _name(number: int) -> str:
    return f"column-{number}"
