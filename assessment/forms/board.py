"""Forms of the board: meetings, attendance, priorities and decisions. Shape only."""

from dataclasses import fields

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Size
from django import forms

from assessment.models import Assessment, Attendance, Issue, Meeting
from assessment.operations.meetings import MeetingDetails
from assessment.operations.priorities import PriorityDetails
from assessment.presenters.seats import SeatLine
from assessment.rules.meetings import seats_of
from assessment.rules.priorities import Resolution
from assessment.structure import THEMES
from partnerships.forms.shared import DayField
from partnerships.models import Organisation, Partnership
from partnerships.words import said_day


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


class SeatsForm(PlainForm):
    """For each authority: who sat for it, chosen from who may; apologies, or nobody."""

    def __init__(self, *args: object, lines: list[SeatLine], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            name = f"seat-{line.organisation.pk}"
            self.fields[name] = forms.ChoiceField(
                label=line.organisation.name,
                choices=line.choices,
                initial=line.chosen,
                required=False,
                help_text=line.hint,
                error_messages={"invalid_choice": "Choose somebody from the list"},
            )
            self.helper.layout.fields.append(name)

    @property
    def seated(self) -> dict[int, str]:
        """Only what was sent: an authority that the page did not ask about stays as it is."""
        return {
            line.organisation.pk: self.cleaned_data[f"seat-{line.organisation.pk}"]
            for line in self.lines
            if f"seat-{line.organisation.pk}" in self.data
        }


class MeetingForm(SeatsForm):
    """A meeting; when it is recorded, who sat for each authority is asked on the same page."""

    title = forms.CharField(
        label="What the meeting is called",
        max_length=160,
        error_messages={"required": "Enter what the meeting is called"},
    )
    held_on = DayField(
        what="the day of the meeting",
        label="Date",
        help_text="A meeting still to come can be recorded too.",
    )
    place = forms.CharField(label="Place (optional)", max_length=160, required=False)
    agenda = words("Agenda (optional)", rows=6, required=False, help_text="One item on each line.")
    notes = words(
        "Notes (optional)", rows=6, required=False,
        help_text="What was said that somebody may want to read later.",
    )  # fmt: skip

    @property
    def details(self) -> MeetingDetails:
        return MeetingDetails(
            **{each.name: self.cleaned_data[each.name] for each in fields(MeetingDetails)}
        )


class GuestForm(PlainForm):
    """Somebody in attendance: typed, for they never count."""

    person = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Enter the person's name"}
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label="Organisation (optional)",
        required=False,
        empty_label="None of these",
        help_text="People in attendance do not count for the quorum, whomever they come from.",
    )
    office = forms.CharField(
        label="Office, or where they come from (optional)",
        max_length=120,
        required=False,
        help_text="For example: street pastors.",
    )

    def __init__(self, *args: object, partnership: Partnership, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = partnership.organisations.order_by(
            "is_responsible_authority", "name"
        )


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
        label="Key line of enquiry that it rests on",
        required=False,
        empty_label="None",
    )
    exception = words(
        "If it rests on none: why is it put to the board all the same?",
        rows=2,
        required=False,
        help_text="Without a key line or this reason the board cannot agree it.",
    )

    def __init__(self, *args: object, assessment: Assessment, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key_line"].queryset = assessment.issues.filter(state="key_line")

    @property
    def details(self) -> PriorityDetails:
        return PriorityDetails(**self.cleaned_data)


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
    evidence_says = words(
        "What does the evidence say?",
        rows=3,
        help_text="In a sentence or two, as it lay before the board.",
        error_messages={"required": "Enter what the evidence says"},
    )
    reason = words(
        "Reason: why this and not something else?",
        rows=3,
        help_text="Both appear in the document beside the decision, whichever way it went.",
        error_messages={"required": "Enter the board's reason"},
    )
    moved_by = forms.ModelChoiceField(
        queryset=Attendance.objects.none(),
        label="Who moved it?",
        empty_label="Choose who moved it",
        error_messages={"required": "Choose who moved it"},
    )
    seconded_by = forms.ModelChoiceField(
        queryset=Attendance.objects.none(),
        label="Who seconded it?",
        empty_label="Choose who seconded it",
        help_text="Somebody of another authority.",
        error_messages={"required": "Choose who seconded it"},
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
        seats = [seat.pk for meeting, _ in meetings for seat in seats_of(meeting)]
        for name in ("moved_by", "seconded_by"):
            self.fields[name].queryset = Attendance.objects.filter(pk__in=seats).select_related(
                "organisation", "meeting"
            )
            if len(meetings) > 1:
                self.fields[name].label_from_instance = _seat_of_several
        sentences = {meeting.pk: sentence for meeting, sentence in meetings}
        field = self.fields["meeting"]
        field.queryset = Meeting.objects.filter(pk__in=sentences)
        field.label_from_instance = lambda meeting: (
            f"{meeting.title}, {said_day(meeting.held_on)}: {sentences[meeting.pk]}"
        )
        # The step is sent by the button that is pressed, never by the layout.
        self.helper.layout.fields.remove("step")

    @property
    def resolution(self) -> Resolution:
        given = self.cleaned_data
        return Resolution(
            meeting=given["meeting"],
            agreed=given["decision"] == "agreed",
            evidence_says=given["evidence_says"],
            reason=given["reason"],
            moved_by=given["moved_by"],
            seconded_by=given["seconded_by"],
        )


def _seat_of_several(seat: Attendance) -> str:
    return f"{seat} ({seat.meeting.title})"
