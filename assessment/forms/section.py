"""What writers, approvers and whoever shares out the work may send about a section."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Submit
from django import forms

from assessment.models import Section
from assessment.operations import sections
from assessment.text.documents import (
    InvalidText,
    check_shape,
    decoded,
    from_plain,
    words_sent,
)
from partnerships.models import User

# What the database can hold as a whole number.
MOST_VERSIONS = 2_147_483_647
NOT_WHOLE = "The text did not arrive whole. Copy your words, open the page again, paste them."
WORDS_BELOW = (
    "All your words stand below, without their form: headings, lists and tables are lines."
)


class SectionForm(forms.Form):
    """The text: the editor's document when its script ran, else the plain form of the same text."""

    document = forms.CharField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea,
        error_messages={"required": "Write something first."},
    )
    started_from = forms.IntegerField(
        min_value=0, max_value=MOST_VERSIONS, widget=forms.HiddenInput
    )
    # What is to follow once the text is saved: the page on which it is sent back with a reason.
    then = forms.ChoiceField(required=False, choices=[("return", "Send it back")])

    @property
    def is_carried(self) -> bool:
        """Did the text come along with another button of its page?"""
        return "started_from" in self.data

    def clean_document(self) -> dict | None:
        """Only what passed the check of its shape goes on from here."""
        sent = self.cleaned_data["document"].strip()
        if not sent:
            return None
        try:
            document = decoded(sent)
        except InvalidText as problem:
            raise forms.ValidationError(NOT_WHOLE) from problem
        if not isinstance(document, dict):
            raise forms.ValidationError(NOT_WHOLE)
        try:
            check_shape(document)
        except InvalidText as problem:
            raise forms.ValidationError([*problem.reasons, WORDS_BELOW]) from problem
        return document

    def clean(self) -> dict:
        cleaned = super().clean()
        if "document" in cleaned and cleaned["document"] is None:
            try:
                cleaned["document"] = from_plain(cleaned.get("text", "")).to_json()
            except InvalidText as problem:
                self.add_error("text", problem.reasons)
        return cleaned

    def words(self) -> str:
        """What was typed, for a page that refuses it: as it was sent, or without its form."""
        written = words_sent(self["document"].value() or "")
        return written or self["text"].value() or ""


class KeptTextForm(SectionForm):
    """One text made of two; or the section stays as it is."""

    do = forms.ChoiceField(choices=[("save", "Save"), ("leave", "Leave")])
    # The words of others that the page said would be left out, when the button was pressed.
    leaving_out = forms.IntegerField(required=False, min_value=0, max_value=MOST_VERSIONS)

    def clean(self) -> dict:
        # Whoever leaves the section as it is sends no text that could be wrong.
        if self.cleaned_data.get("do") == "leave":
            self.errors.clear()
            return self.cleaned_data
        return super().clean()


class RestoreForm(forms.Form):
    """Bringing an older text back, over the version that was on the page."""

    started_from = forms.IntegerField(
        min_value=0, max_value=MOST_VERSIONS, widget=forms.HiddenInput
    )


class VersionForm(forms.Form):
    """Which revision somebody has read and approves, or brings back."""

    version = forms.IntegerField(min_value=1, max_value=MOST_VERSIONS)


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
