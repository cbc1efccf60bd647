"""What writers, approvers and whoever shares out the work may send about a section."""

import json

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Submit
from django import forms

from assessment.models import Section
from assessment.operations import sections
from assessment.text.documents import InvalidText, from_plain
from partnerships.models import User


class SectionForm(forms.Form):
    """The text: the editor's document when its script ran, else the plain form of the same text."""

    document = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea,
        error_messages={"required": "Write something first."},
    )
    started_from = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean_document(self) -> dict | None:
        sent = self.cleaned_data["document"].strip()
        if not sent:
            return None
        try:
            document = json.loads(sent)
        except (ValueError, RecursionError):
            document = None
        if not isinstance(document, dict):
            raise forms.ValidationError(
                "The text did not arrive whole. Copy your words, open the page again, paste them."
            )
        return document

    def clean(self) -> dict:
        cleaned = super().clean()
        if "document" in cleaned and cleaned["document"] is None:
            try:
                cleaned["document"] = from_plain(cleaned.get("text", "")).to_json()
            except InvalidText as problem:
                self.add_error("text", problem.reasons)
        return cleaned


class KeptTextForm(SectionForm):
    """One text made of two; or the section stays as it is."""

    do = forms.ChoiceField(choices=[("save", "Save"), ("leave", "Leave")])

    def clean(self) -> dict:
        # Whoever leaves the section as it is sends no text that could be wrong.
        if self.cleaned_data.get("do") == "leave":
            self.errors.clear()
            return self.cleaned_data
        return super().clean()


class RestoreForm(forms.Form):
    """Bringing an older text back, over the version that was on the page."""

    started_from = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """Which revision somebody has read and approves, or brings back."""

    version = forms.IntegerField(min_value=1)


class AssignForm(forms.Form):
    """Who writes this section."""

    owner = forms.ModelChoiceField(
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody yet",
        label="Who writes it?",
        help_text="Somebody of this partnership who may write in the document.",
    )

    def __init__(self, *args: object, section: Section, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = sections.writers(section.assessment.partnership)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout("owner", Submit("submit", "Save"))


class ReturnForm(forms.Form):
    """What has to change before a section can be approved."""

    reason = forms.CharField(
        label="What has to change?",
        help_text="The writers will find it among the section's comments and have to answer it.",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what has to change before it can be approved."},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(Field.textarea("reason"), Submit("submit", "Send back"))
