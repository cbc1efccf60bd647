"""Forms of the plan and of the lessons. Shape only."""

from django import forms

from assessment.forms.board import PlainForm, words
from assessment.models import Assessment, Priority, Recommendation, Section
from assessment.operations.actions import ActionDetails
from assessment.operations.recommendations import RecommendationDetails
from assessment.states import VERDICT_BY_SLUG
from assessment.structure import SECTIONS
from partnerships.forms.shared import DayField
from partnerships.models import Organisation

BOX_KEYS = [plan.key for plan in SECTIONS if plan.box]


class RecommendationForm(PlainForm):
    section = forms.ModelChoiceField(
        queryset=Section.objects.none(),
        label="Box of the document",
        empty_label="Choose a box",
        error_messages={"required": "Choose the box that it belongs to"},
    )
    text = words(
        "What should the partnership do?",
        error_messages={"required": "Enter what the partnership should do"},
    )
    gap = words("Which gap does it close? (optional)", rows=3, required=False)
    intervention = words(
        "Is there a known way of doing it, and how good is the evidence for it? (optional)",
        rows=3,
        required=False,
        help_text="For example: a named programme that was tried elsewhere, "
        "with what was measured there and how well.",
    )
    owner = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label="Who would lead on it? (optional)",
        required=False,
        empty_label="Not said yet",
    )

    def __init__(self, *args: object, assessment: Assessment, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = assessment.sections.filter(key__in=BOX_KEYS)
        self.fields["section"].label_from_instance = lambda section: section.plan.full_title
        self.fields["owner"].queryset = assessment.partnership.organisations.all()

    @property
    def details(self) -> RecommendationDetails:
        return RecommendationDetails(**self.cleaned_data)


class ActionForm(PlainForm):
    title = forms.CharField(
        label="What will be done?",
        max_length=200,
        error_messages={"required": "Enter what will be done"},
    )
    owner = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label="Which organisation owns it?",
        empty_label="Choose an organisation",
        error_messages={"required": "Choose the organisation that owns it"},
    )
    due_on = DayField(what="the day it is due", label="Due")
    measure = forms.CharField(
        label="How will you know that it worked?",
        max_length=250,
        help_text="What is counted, from what to what. "
        "For example: calls about the car park, from 40 a month to 20.",
        error_messages={"required": "Enter how you will know that it worked"},
    )
    priority = forms.ModelChoiceField(
        queryset=Priority.objects.none(),
        label="Priority that it serves (optional)",
        required=False,
        empty_label="None",
    )
    recommendation = forms.ModelChoiceField(
        queryset=Recommendation.objects.none(),
        label="Recommendation that it carries out (optional)",
        required=False,
        empty_label="None",
    )

    def __init__(self, *args: object, assessment: Assessment, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = assessment.partnership.organisations.all()
        self.fields["priority"].queryset = assessment.priorities.exclude(state="not_agreed")
        self.fields["recommendation"].queryset = assessment.recommendations.all()

    @property
    def details(self) -> ActionDetails:
        return ActionDetails(**self.cleaned_data)


class ProgressForm(PlainForm):
    text = words("What has been done?", error_messages={"required": "Enter what has been done"})
    measured = forms.CharField(
        label="The measure now (optional)",
        max_length=120,
        required=False,
        help_text="Say it the same way each time, and the plan shows how it moves. "
        "For example: 34 calls.",
    )


class VerdictForm(PlainForm):
    verdict = forms.ChoiceField(
        label="What came of it?",
        choices=[(slug, VERDICT_BY_SLUG[slug].label) for slug in VERDICT_BY_SLUG[""].moves],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what came of it"},
    )
    reason = words(
        "Reason",
        required=False,
        help_text="Needed unless it was carried out. Next year's document opens with it.",
    )


class LessonForm(PlainForm):
    comment = words(
        "What should be remembered about how this year's process went?",
        error_messages={"required": "Enter what should be remembered"},
    )


class LessonChangeForm(PlainForm):
    change = words(
        "What was changed because of it?",
        error_messages={"required": "Enter what was changed"},
    )
