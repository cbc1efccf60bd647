"""Naming the passage that answers a statutory component, or saying why none does."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout
from django import forms

from assessment.models import Assessment, Section
from assessment.text.documents import Passage


class SectionChoice(forms.ModelChoiceField):
    def label_from_instance(self, section: Section) -> str:
        return section.plan.place + ("" if section.words else " (no words yet)")


def _helper(*fields: object) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    helper.layout = Layout(*fields)
    return helper


class SectionForm(forms.Form):
    """First the section, then one of its passages."""

    section = SectionChoice(
        queryset=Section.objects.none(),
        label="Section",
        empty_label="Choose one",
        error_messages={"required": "Choose the section that answers it."},
    )

    def __init__(self, *args: object, assessment: Assessment, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = assessment.sections.all()
        self.helper = _helper(Field.select("section"))


class PassageForm(forms.Form):
    section = forms.IntegerField(widget=forms.HiddenInput)
    passage = forms.ChoiceField(
        label="Passage",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the passage that answers it.",
            "invalid_choice": "That passage has changed meanwhile: choose among those of now.",
        },
    )
    note = forms.CharField(
        required=False, max_length=250, label="How does it answer it? (optional)"
    )

    def __init__(self, *args: object, passages: tuple[Passage, ...], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.passages = {each.hash: each.text for each in passages}
        self.fields["passage"].choices = list(self.passages.items())
        self.helper = _helper("section", Field.radios("passage"), Field.text("note"))

    @property
    def answer(self) -> dict:
        """For the operation: the passage as it reads."""
        given = self.cleaned_data
        return {"passage": self.passages[given["passage"]], "note": given["note"]}


class WhyNotForm(forms.Form):
    reason = forms.CharField(
        label="Why is it not answered?",
        help_text="It is printed where the answer would stand. For example: no earlier plan is "
        "recorded here, for this is the first year.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        error_messages={"required": "Say why it is not answered."},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = _helper(Field.textarea("reason"))
