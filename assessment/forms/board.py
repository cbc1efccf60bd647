"""Forms of the board: meetings, attendance, priorities and decisions. Shape only."""

from crispy_forms_gds.fields import DateInputField
from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Size
from django import forms

from assessment.models import Assessment, Issue, Meeting
from assessment.structure import THEMES
from partnerships.models import Organisation, Partnership


class PlainForm(forms.Form):
    """A form drawn in the house's way; the `<form>` tag stands in the template."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper(self)
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.label_size = Size.SMALL
        self.helper.legend_size = Size.SMALL


def words(label: str, *, rows: int = 4, **options: object) -> forms.CharField:
    """A field for sentences."""
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=20_000, **options
    )


class MeetingForm(PlainForm):
    title = forms.CharField(
        label="What the meeting is called",
        max_length=160,
        error_messages={"required": "Enter what the meeting is called"},
    )
    held_on = DateInputField(
        label="Date", help_text="A meeting still to come can be recorded too.",
        require_all_fields=False,
    )  # fmt: skip
    place = forms.CharField(label="Place (optional)", max_length=160, required=False)
    agenda = words("Agenda (optional)", rows=6, required=False, help_text="One item on each line.")
    notes = words(
        "Notes (optional)", rows=6, required=False,
        help_text="What was said that somebody may want to read later.",
    )  # fmt: skip


class AttendanceForm(PlainForm):
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label="Organisation",
        help_text="For the quorum each responsible authority counts once; "
        "co-operating bodies do not count.",
        error_messages={"required": "Choose the organisation that the person sat for"},
    )
    person = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Enter the person's name"}
    )
    office = forms.CharField(
        label="Office (optional)",
        max_length=120,
        required=False,
        help_text="For example: area commander.",
    )

    def __init__(self, *args: object, partnership: Partnership, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.queryset = partnership.organisations.order_by("-is_responsible_authority", "name")
        field.label_from_instance = _organisation_label


def _organisation_label(organisation: Organisation) -> str:
    counts = "" if organisation.is_responsible_authority else " (co-operating body)"
    return f"{organisation.name}{counts}"


class PriorityForm(PlainForm):
    title = forms.CharField(
        label="Priority",
        max_length=160,
        help_text="A few words. For example: violence in the night-time economy.",
        error_messages={"required": "Enter the priority in a few words"},
    )
    statement = words(
        "What the partnership would work on, and why",
        error_messages={"required": "Enter what the partnership would work on, and why"},
    )
    theme = forms.ChoiceField(
        label="Theme (optional)",
        required=False,
        choices=[
            ("", "Across the themes"),
            *((theme.slug, theme.label) for theme in THEMES),
        ],
    )
    key_line = forms.ModelChoiceField(
        queryset=Issue.objects.none(),
        label="Key line of enquiry that it rests on (optional)",
        required=False,
        empty_label="None",
    )

    def __init__(self, *args: object, assessment: Assessment, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key_line"].queryset = assessment.issues.filter(state="key_line")


class DecisionForm(PlainForm):
    """Asked, then shown back to be checked, then final: `step` says where the person is."""

    meeting = forms.ModelChoiceField(
        queryset=Meeting.objects.none(),
        label="At which meeting?",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the meeting that decided"},
    )
    decision = forms.ChoiceField(
        label="What did the board decide?",
        choices=[("agreed", "Agreed: the board will work on it"), ("not_agreed", "Not agreed")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what the board decided"},
    )
    reason = words(
        "Reason",
        help_text="It appears in the document beside the decision, whichever way it went.",
        error_messages={"required": "Enter the board's reason"},
    )
    step = forms.ChoiceField(
        choices=[("check", "Check"), ("change", "Change"), ("confirm", "Confirm")],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(
        self, *args: object, meetings: list[tuple[Meeting, str]], **kwargs: object
    ) -> None:
        """`meetings` are those that may be chosen, each with its quorum as a sentence."""
        super().__init__(*args, **kwargs)
        sentences = {meeting.pk: sentence for meeting, sentence in meetings}
        field = self.fields["meeting"]
        field.queryset = Meeting.objects.filter(pk__in=sentences)
        field.label_from_instance = lambda meeting: (
            f"{meeting.title}, {meeting.held_on.day} {meeting.held_on:%B %Y}: "
            f"{sentences[meeting.pk]}"
        )
        # The step is sent by the button that is pressed, never by the layout.
        self.helper.layout.fields.remove("step")
