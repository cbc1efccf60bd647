"""Pointing at the section that answers a statutory component."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Submit
from django import forms

from assessment.models import Assessment, Section
from assessment.structure import COMPONENTS


class SectionChoice(forms.ModelChoiceField):
    def label_from_instance(self, section: Section) -> str:
        return section.plan.place + ("" if section.words else " (no words yet)")


class PointForm(forms.Form):
    component = forms.ChoiceField(
        label="Which component?",
        choices=[("", "Choose one"), *((each.slug, each.label) for each in COMPONENTS)],
        error_messages={"required": "Choose one of the four statutory components."},
    )
    section = SectionChoice(
        queryset=Section.objects.none(),
        label="Which section answers it?",
        empty_label="Choose one",
        error_messages={"required": "Choose the section that answers it."},
    )
    note = forms.CharField(
        required=False,
        max_length=250,
        label="How does it answer it? (optional)",
        help_text="For example: the second paragraph compares the two years by crime type.",
    )

    def __init__(self, *args: object, assessment: Assessment, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = assessment.sections.all()
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field.select("component"),
            Field.select("section"),
            Field.text("note"),
            Submit("submit", "Name this section"),
        )
