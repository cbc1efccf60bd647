"""Forms of the data room. They check shape; what is allowed is for the operations to say."""

import re
from collections.abc import Iterable, Mapping, Sequence

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from datasources import kinds, periods
from datasources.analyses import LEVELS, OPTIONS, Takes
from datasources.models import Source
from datasources.operations.sources import SourceDetails
from datasources.rules import MOST_DUE_DAYS, MOST_FILES, MOST_KEPT_DAYS, MOST_REPLY
from datasources.states import DOUBTS
from partnerships.models import Organisation, Partnership, SharingAgreement, User


def helper_with(*fields: object) -> FormHelper:
    helper = FormHelper()
    helper.form_tag = False
    helper.layout = Layout(*fields)
    return helper


class OfPartnership(forms.ModelChoiceField):
    """A choice among things of one partnership; the form that holds it says which."""

    def __init__(self, label: str, empty_label: str, help_text: str = "") -> None:
        super().__init__(
            queryset=Organisation.objects.none(),
            label=label,
            empty_label=empty_label,
            help_text=help_text,
            required=False,
        )


class SourceForm(forms.Form):
    """What the register says of a source. Its kind is fixed once it is registered."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        help_text="What people call it, for example Police recorded crime.",
        error_messages={"required": "Enter a name for the source"},
    )
    provider = OfPartnership(
        "Provider",
        "None: it is open data",
        "The organisation of the partnership that sends it.",
    )
    publisher = forms.CharField(
        label="Publisher (optional)",
        max_length=120,
        required=False,
        help_text="Who publishes it, when it is open data. Printed under every figure.",
    )
    licence = forms.CharField(label="Licence (optional)", max_length=120, required=False)
    coverage = forms.CharField(
        label="What it covers (optional)",
        max_length=250,
        required=False,
        help_text="Area, people and years, for example the whole force area since January 2024.",
    )
    expected = forms.ChoiceField(
        label="How often do you expect it?", choices=Source.EXPECTED, widget=forms.RadioSelect
    )
    due_days = forms.IntegerField(
        label="Within how many days is it due? (optional)",
        min_value=0,
        max_value=MOST_DUE_DAYS,
        required=False,
        widget=forms.TextInput,
        help_text="Counted from the end of the month, quarter or year that it is about. Left empty,"
        " it is as usual for how often it comes.",
        error_messages={
            "invalid": "The days are a whole number",
            "min_value": "The days are 0 or more",
            "max_value": f"The days are {MOST_DUE_DAYS:,} at most",
        },
    )
    fetched_from = forms.CharField(
        label="Where it is fetched from (optional)",
        max_length=250,
        required=False,
        help_text="An address, or the person or office that sends it.",
    )
    kept_days = forms.IntegerField(
        label="For how many days is it kept? (optional)",
        min_value=1,
        max_value=MOST_KEPT_DAYS,
        required=False,
        widget=forms.TextInput,
        help_text="Counted from the day of the decision. Then the files as they were sent, and rows"
        " that are not in use, are disposed of by themselves, with a record. Rows in use and every"
        " count stay. Left empty, they are kept until somebody deletes them.",
        error_messages={
            "invalid": "The days are a whole number",
            "min_value": "The days are 1 or more",
            "max_value": f"The days are {MOST_KEPT_DAYS:,} at most",
        },
    )
    best_use = forms.CharField(
        label="Best use (optional)",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What you agreed with the provider about using it well, and what it cannot say.",
    )
    agreement = OfPartnership(
        "Sharing agreement", "None", "The agreement under which it is shared. Open data need none."
    )

    def __init__(self, *args: object, partnership: Partnership, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["provider"].queryset = Organisation.objects.filter(partnership=partnership)
        self.fields["agreement"].queryset = SharingAgreement.objects.filter(
            partnership=partnership
        ).select_related("organisation")
        self.helper = helper_with(*self.field_layout())

    def field_layout(self) -> Iterable[object]:
        return (
            Field.text("name"),
            Field.select("provider"),
            Field.text("publisher"),
            Field.text("licence"),
            Field.text("coverage"),
            Field.radios("expected", small=True),
            Field.text("due_days", field_width=4, inputmode="numeric"),
            Field.text("fetched_from", spellcheck="false"),
            Field.text("kept_days", field_width=4, inputmode="numeric"),
            Field.textarea("best_use", rows=4),
            Field.select("agreement"),
        )

    @property
    def details(self) -> SourceDetails:
        said = {name: self.cleaned_data[name] for name in SourceForm.base_fields}
        return SourceDetails(**said)


class NewSourceForm(SourceForm):
    """A new source: what the register says of it, and of which kind its files are."""

    kind = forms.ChoiceField(
        label="What kind of data is it?",
        widget=forms.RadioSelect,
        help_text="The kind decides how its files are read.",
        error_messages={"required": "Choose the kind of data"},
    )

    def __init__(self, *args: object, partnership: Partnership, **kwargs: object) -> None:
        super().__init__(*args, partnership=partnership, **kwargs)
        self.fields["kind"].choices = [(kind.slug, kind.label) for kind in kinds.KINDS]

    def field_layout(self) -> Iterable[object]:
        name, *others = super().field_layout()
        return (name, Field.radios("kind", small=True), *others)


UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SHA256 = re.compile(r"[0-9a-f]{64}")
TOO_MANY = f"Send at most {MOST_FILES} files at once, or all of them as one ZIP"


class ManyFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadedField(forms.Field):
    """Files that came in pieces before the form: each as its number and its hash."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: object) -> list[tuple[str, str]]:
        pairs = [str(one).partition(" ") for one in value or []]
        if any(not UUID.fullmatch(pk) or not SHA256.fullmatch(hashed) for pk, _, hashed in pairs):
            raise forms.ValidationError("Choose the files once more: their list came damaged")
        return [(pk, hashed) for pk, _, hashed in pairs]


class FilesField(forms.FileField):
    """Several files at once. Their content is never judged here: the reading does that."""

    widget = ManyFiles(attrs={"class": "govuk-file-upload"})

    def clean(self, value: object, initial: object = None) -> list[UploadedFile]:
        files = value if isinstance(value, list | tuple) else [value]
        files = [file for file in files if file]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(TOO_MANY)
        return files


class DeliveryForm(forms.Form):
    """The files of one delivery."""

    files = FilesField(
        label="Files",
        help_text="Choose one or several: CSV, Excel, ODS, or a ZIP or gz of these.",
        error_messages={"required": "Choose at least one file"},
    )
    uploaded = UploadedField(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper_with(*(name for name in self.fields if name != "uploaded"))

    @property
    def came(self) -> list[str]:
        """Of a form that comes back to the person: what came before it is not sent once more."""
        if not self.is_bound or "uploaded" in self.errors or "files" in self.errors:
            return []
        return self.data.getlist("uploaded")

    def clean(self) -> dict[str, object]:
        values = super().clean()
        came = values.get("uploaded", [])
        if "files" in values and "uploaded" in values:
            if not values["files"] and not came:
                self.add_error("files", self.fields["files"].error_messages["required"])
            elif len(values["files"]) + len(came) > MOST_FILES:
                self.add_error("files", TOO_MANY)
        return values


class UploadForm(DeliveryForm):
    """The files of one delivery, and for which source they are."""

    source = forms.ModelChoiceField(
        label="Which source are the files for?",
        queryset=Source.objects.none(),
        empty_label="Choose a source",
        error_messages={"required": "Choose the source that the files are for"},
    )
    field_order = ["source", "files"]

    def __init__(self, *args: object, partnership: Partnership, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = Source.objects.filter(partnership=partnership)


class AcceptForm(forms.Form):
    """Taking a delivery into use; what is in doubt comes into use only when ticked."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for doubt in DOUBTS:
            self.fields[doubt.option] = forms.BooleanField(required=False)

    @property
    def despite(self) -> list[str]:
        return [doubt.slug for doubt in DOUBTS if self.cleaned_data[doubt.option]]


class RejectForm(forms.Form):
    """Deciding against a delivery."""

    reason = forms.CharField(
        label="Why is it rejected?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The sender should understand it.",
        error_messages={"required": "Say why it is rejected"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper_with(Field.textarea("reason", rows=4))


class ReplyForm(forms.Form):
    """What is written to whoever sent the files, drafted from what was found in them."""

    to = forms.ModelChoiceField(
        label="To",
        queryset=User.objects.none(),
        empty_label=None,
        error_messages={
            "required": "Choose whom to write to",
            "invalid_choice": "Choose somebody from the list",
        },
    )
    text = forms.CharField(
        label="Reply",
        max_length=MOST_REPLY,
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text="Drafted from what was found, without anything of the files' cells. Change it as"
        " you like, and repeat no personal data in it.",
        error_messages={"required": "Write what the sender should know"},
    )

    def __init__(self, *args: object, recipients: QuerySet[User], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = recipients
        self.helper = helper_with(Field.select("to"), Field.textarea("text", rows=22))


class DeletionForm(forms.Form):
    """Deleting the files of a delivery as they were sent."""

    reason = forms.CharField(
        label="Why are they deleted?",
        widget=forms.Textarea(attrs={"rows": 3, "id": "id_deletion_reason"}),
        help_text="The record keeps this reason. Do not repeat personal data in it.",
        error_messages={"required": "Say why they are deleted"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper_with(Field.textarea("reason", rows=4))


class PutBackForm(forms.Form):
    """Taking a displaced delivery into use again."""

    reason = forms.CharField(
        label="Why is it put back?",
        widget=forms.Textarea(attrs={"rows": 3, "id": "id_put_back_reason"}),
        help_text="The record keeps this reason.",
        error_messages={"required": "Say why it is put back"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper_with(Field.textarea("reason", rows=4))


class QuestionForm(forms.Form):
    """A question asked of the data: which analysis, and what its options take."""

    analysis = forms.ChoiceField(label="Question", widget=forms.RadioSelect)

    def __init__(
        self,
        *args: object,
        analyses: Iterable[tuple[str, str]],
        areas: Iterable[tuple[str, object]],
        months: Iterable[tuple[str, str]],
        counted: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (),
        alike: Mapping[str, str] | None = None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        if sum(len(choices) for _, choices in counted) > 1:
            several = [("", "Choose one")] if len(counted) > 1 else []
            self.fields["source"] = forms.ChoiceField(
                label="What is counted",
                choices=[*several, *counted],
                help_text="Of each source all that it holds, or a part of it.",
                required=len(counted) > 1,
                error_messages={"required": "Choose what is counted, and of which source"},
            )
        if alike:
            self.fields["alike"] = forms.ChoiceField(
                label="Rows that are alike in two sources",
                choices=[("", "Ask me"), *alike.items()],
                help_text="Only where sources are counted together and rows have no reference.",
                required=False,
            )
        self.fields["analysis"].choices = list(analyses)
        choices = {
            Takes.AREA: list(areas),
            Takes.PERIOD: [("", "As far as the data go"), *months],
            Takes.LEVEL: [("", "The next below the area"), *LEVELS.items()],
        }
        for option in OPTIONS.values():
            ending = "" if option.takes is Takes.AREA else " (optional)"
            self.fields[option.name] = forms.ChoiceField(
                label=f"{option.label}{ending}", choices=choices[option.takes], required=False
            )
        self.helper = helper_with(
            Field.radios("analysis", small=True),
            *(Field.select(name) for name in ("source", "alike") if name in self.fields),
            *map(Field.select, OPTIONS),
        )

    def clean(self) -> dict[str, object]:
        values = super().clean()
        first, last = values.get("from", ""), values.get("to", "")
        if first and last and (reason := periods.reason_against_stretch(first, last)):
            self.add_error("to", reason)
        return values
