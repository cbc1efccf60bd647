"""Forms of the year: opening it, its steps, its stages. Shape only."""

from django import forms

from assessment.forms.board import PlainForm
from assessment.models import Step
from assessment.states import STAGE_CHOICES
from partnerships.forms.shared import DayField
from partnerships.models import Partnership, User


class OpenYearForm(PlainForm):
    year = forms.IntegerField(
        label="Year",
        help_text="The timetable runs from July of this year to July of the next.",
        error_messages={
            "required": "Enter the year of the assessment",
            "invalid": "Enter a year in four figures",
        },
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].widget = forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}
        )


class StepForm(PlainForm):
    title = forms.CharField(
        label="Step", max_length=160, error_messages={"required": "Enter what is to be done"}
    )
    owner = forms.ModelChoiceField(
        queryset=User.objects.none(), label="Who", required=False, empty_label="Nobody yet"
    )
    starts_on = DayField(what="the first day", label="First day")
    ends_on = DayField(what="the last day", label="Last day")

    def __init__(self, *args: object, partnership: Partnership, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.filter(
            memberships__partnership=partnership, memberships__ended_at=None
        ).distinct()


class StageForm(forms.Form):
    """Which stage to go to; a reason when it is back."""

    to = forms.ChoiceField(choices=STAGE_CHOICES)
    reason = forms.CharField(required=False, max_length=2000)


class DoneForm(forms.Form):
    """Done, or not after all; back to where the button stood."""

    undo = forms.BooleanField(required=False)


def step_initial(step: Step) -> dict:
    return {
        "title": step.title,
        "owner": step.owner_id,
        "starts_on": step.starts_on,
        "ends_on": step.ends_on,
    }
