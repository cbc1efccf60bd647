"""The forms in which an analyst composes a measure, and retires one."""

from crispy_forms_gds.layout import Field
from django import forms

from datasources import kinds
from datasources.forms import helper_with
from datasources.kinds import Composed, Kind, composing
from datasources.operations.measures import Definition
from partnerships.words import with_capital


class MeasureKindForm(forms.Form):
    """Of which dataset a measure is composed."""

    kind = forms.ChoiceField(
        label="What is it counted of?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is counted of"},
    )

    def __init__(self, *args: object, slugs: list[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one, kinds.by_slug(one).label) for one in slugs]
        self.helper = helper_with(Field.radios("kind", small=True))


class MeasureForm(forms.Form):
    """What a measure is called, and the categories, flags and words by which it counts."""

    label = forms.CharField(
        label="Name",
        max_length=composing.LONGEST_LABEL,
        required=False,
        help_text="For example Serious violence.",
    )
    unit = forms.CharField(
        label="What it counts, as in a sentence",
        max_length=composing.LONGEST_UNIT,
        required=False,
        help_text="Many of them, for example serious assaults: “412 serious assaults were"
        " recorded”.",
    )

    def __init__(
        self, *args: object, kind: Kind, numbers: dict[str, int], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        whole = kind.measures[0]
        words = (*whole.words.words, whole.words.rest)
        self.fields["categories"] = _ticked(
            whole.category_label,
            [(word, f"{word} ({numbers[word]:,})" if word in numbers else word) for word in words],
            "How many are in use stands behind each. Tick none to count all of them.",
        )
        for column in kind.details:
            choices = [(word, word.capitalize()) for word in composing.words_of(column)]
            meaning = with_capital(column.meaning)
            hint = f"{meaning}. Tick none, and it makes no difference."
            self.fields[self.name_of(column.name)] = _ticked(column.heading, choices, hint)
        boxes = [name for name in self.fields if name not in MeasureForm.base_fields]
        self.helper = helper_with(
            Field.text("label"),
            Field.text("unit"),
            *(Field.checkboxes(name, small=True) for name in boxes),
        )

    @staticmethod
    def name_of(column: str) -> str:
        return f"in_{column}"

    @staticmethod
    def said(composed: Composed) -> dict[str, object]:
        """What stands in the form where a measure is changed."""
        return {
            "label": composed.label,
            "unit": composed.unit,
            "categories": list(composed.categories),
            **{MeasureForm.name_of(name): list(words) for name, words in composed.conditions},
        }

    @property
    def definition(self) -> Definition:
        said = self.cleaned_data
        return Definition(
            label=said["label"],
            unit=said["unit"],
            categories=said["categories"],
            conditions={one.name: said[self.name_of(one.name)] for one in self.kind.details},
        )


def _ticked(label: str, choices: list[tuple[str, str]], hint: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=hint,
    )


class RetireForm(forms.Form):
    """Retiring a measure."""

    reason = forms.CharField(
        label="Why is it retired?",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The record keeps this reason.",
        error_messages={"required": "Say why it is retired"},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper_with(Field.textarea("reason", rows=3))
