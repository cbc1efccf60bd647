"""Forms of the consultation: the process, the counted answers, what a finding bears on."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from assessment import counts
from assessment.forms.board import PlainForm, words
from assessment.models import Assessment, Consultation, ConsultationFinding, Issue
from assessment.operations.consultations import ConsultationDetails
from partnerships.forms.shared import DayField, Several

LARGEST_FILE = 1_000_000


class ConsultationForm(PlainForm):
    title = forms.CharField(
        label="What the consultation is called",
        max_length=160,
        error_messages={"required": "Enter what the consultation is called"},
    )
    whom = words(
        "Whom will you ask?",
        rows=3,
        help_text="The people who live or work in the area. Name those who are seldom heard.",
        error_messages={"required": "Say whom you will ask"},
    )
    how = words(
        "How will you ask them?",
        rows=3,
        help_text="For example: paper forms in libraries, a stall at each market, other bodies' "
        "surveys.",
        error_messages={"required": "Say how you will ask them"},
    )
    starts_on = DayField(what="the first day", label="First day")
    ends_on = DayField(what="the last day", label="Last day")
    meeting_on = DayField(
        what="the day of the meeting",
        label="Day of the public meeting (optional)",
        help_text="The Regulations ask for at least one public meeting a year.",
        required=False,
    )
    meeting_place = forms.CharField(
        label="Place of the public meeting (optional)", max_length=160, required=False
    )
    meeting_discussed = words(
        "What the meeting discussed (optional)",
        required=False,
        help_text="Fill this in after the meeting: the document prints it.",
    )

    @property
    def details(self) -> ConsultationDetails:
        return ConsultationDetails(**self.cleaned_data)


def consultation_initial(consultation: Consultation) -> dict:
    return {name: getattr(consultation, name) for name in ConsultationForm.base_fields}


class FindingForm(PlainForm):
    """One question with its answers: typed line by line, pasted, or from a CSV file."""

    question = forms.CharField(
        label="The question, as it was asked",
        max_length=250,
        error_messages={"required": "Enter the question as it was asked"},
    )
    came_from = forms.ChoiceField(
        label="Where the counts come from",
        choices=[pair for pair in ConsultationFinding.FROM if pair[0] != "csv"],
        widget=forms.RadioSelect,
        initial="paper",
    )
    respondents = forms.IntegerField(
        label="How many people answered this question?",
        min_value=1,
        max_value=10_000_000,
        error_messages={
            "required": "Enter how many people answered",
            "invalid": "Enter how many people answered as a whole number",
        },
    )
    lines = forms.CharField(
        label="Answers and their counts",
        required=False,
        strip=False,
        max_length=300_000,
        help_text="One answer on each line: the choice; the ward if you know it; how many. For "
        "example “Speeding; Old Town; 45” or “Speeding; 45”. You can paste from a spreadsheet.",
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="Or a CSV file",
        required=False,
        help_text="With the columns choice, ward, count. It takes the place of the lines above.",
    )

    def __init__(self, data: object = None, *args: object, **kwargs: object) -> None:
        super().__init__(data, *args, **kwargs)
        self.fields["respondents"].widget = forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}
        )
        self.answers: list[tuple[str, str, int]] = []

    def clean_file(self) -> str:
        """The file's text: shown in the box above when something in it must be mended."""
        file: UploadedFile | None = self.cleaned_data.get("file")
        if file is None:
            return ""
        if file.size > LARGEST_FILE:
            raise forms.ValidationError("The file is too big to be counted answers.")
        return _text(file.read())

    def clean(self) -> dict:
        cleaned = super().clean()
        if "file" in self.errors:
            return cleaned
        text = cleaned.get("file") or cleaned.get("lines") or ""
        if cleaned.get("file"):
            self.data = self.data.copy()
            self.data[self.add_prefix("lines")] = text
        reading = counts.read(text)
        for problem in reading.problems[:20]:
            self.add_error("lines", problem)
        if len(reading.problems) > 20:
            self.add_error("lines", f"And {len(reading.problems) - 20} more lines like these.")
        self.answers = [answer.as_tuple() for answer in reading.answers]
        return cleaned

    @property
    def values(self) -> dict:
        """For the operation."""
        came_from = self.cleaned_data["came_from"]
        if came_from == "paper" and self.cleaned_data["file"]:
            came_from = "csv"
        return {
            "question": self.cleaned_data["question"],
            "respondents": self.cleaned_data["respondents"],
            "came_from": came_from,
            "answers": self.answers,
        }


def _text(content: bytes) -> str:
    """What spreadsheets save: UTF-8, or the old Windows letters."""
    if b"\x00" in content:
        raise forms.ValidationError(
            "This is not a CSV file: save the table as CSV first, or paste its cells above."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


class LinkForm(PlainForm):
    issues = Several(
        queryset=Issue.objects.none(),
        label="Issues that it bears on",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, assessment: Assessment, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issues"].queryset = assessment.issues.exclude(state="withdrawn")
