"""The form in which a person says what the rows of a plain table are."""

from crispy_forms_gds.layout import Field
from django import forms

from datasources.forms import helper_with
from datasources.kinds.composing import LONGEST_UNIT
from datasources.models import Source
from datasources.operations.rows_are import Held

ONE, NUMBER = "one", "number"


class RowsForm(forms.Form):
    """What a row is, how many of it, and the types that figures may name."""

    unit = forms.CharField(
        label="What is a row?",
        max_length=LONGEST_UNIT,
        help_text="Many of them, as in a sentence, for example racial incidents: “12 racial"
        " incidents were recorded”.",
        error_messages={"required": "Say what a row is, many of them: racial incidents"},
    )
    numbers = forms.ChoiceField(
        label="How many does each row stand for?",
        choices=[(ONE, "One"), (NUMBER, "So many as the number in the row says")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say how many each row stands for"},
    )
    words = forms.MultipleChoiceField(
        label="Types that figures may name",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Behind each stands how many rows have it. Whatever is not ticked is counted as"
        " “Other”. Never tick what names a person or an address.",
    )

    def __init__(self, *args: object, source: Source, held: Held, **kwargs: object) -> None:
        said = source.said
        counts = dict.fromkeys(said.words if said else (), 0) | held.words
        kwargs["initial"] = {
            "unit": said.unit if said else f"{source.name[:1].lower()}{source.name[1:]}",
            "numbers": NUMBER if (said.numbers if said else held.has_numbers) else ONE,
            "words": list(said.words) if said else [],
        }
        super().__init__(*args, **kwargs)
        self.fields["words"].choices = [
            (word, f"{word} ({count:,})") for word, count in counts.items()
        ]
        types = [Field.checkboxes("words", small=True)] if counts else []
        self.helper = helper_with(Field.text("unit"), Field.radios("numbers", small=True), *types)

    @property
    def said(self) -> dict[str, object]:
        return {
            "unit": self.cleaned_data["unit"],
            "numbers": self.cleaned_data["numbers"] == NUMBER,
            "words": tuple(self.cleaned_data["words"]),
        }
