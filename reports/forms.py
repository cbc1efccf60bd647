"""Forms of this room: shape only."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout
from django import forms

from reports.states import AUDIENCE_CHOICES


class EditionForm(forms.Form):
    """For whom, and that the warnings were read."""

    audience = forms.ChoiceField(
        label="Who is this edition for?",
        choices=AUDIENCE_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who this edition is for."},
    )
    warnings_read = forms.BooleanField(
        label="I have read the warnings and publish all the same",
        required=False,
    )

    def __init__(self, *args: object, has_warnings: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.has_warnings = has_warnings
        self.helper = FormHelper()
        self.helper.form_tag = False
        fields = [Field.radios("audience", legend_size="m")]
        if has_warnings:
            fields.append(Field("warnings_read"))
        else:
            del self.fields["warnings_read"]
        self.helper.layout = Layout(*fields)

    def clean_warnings_read(self) -> bool:
        if self.has_warnings and not self.cleaned_data["warnings_read"]:
            raise forms.ValidationError("Read the warnings, then tick to publish all the same.")
        return self.cleaned_data["warnings_read"]
