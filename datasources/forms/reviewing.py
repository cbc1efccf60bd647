"""The review of a source: a question for each dimension, what was measured beside it, a rating."""

from collections.abc import Mapping

from crispy_forms_gds.layout import HTML, Field, Size
from django import forms
from django.utils.html import format_html

from datasources.dimensions import ANSWERS, DIMENSIONS, NOT_JUDGED, Measured
from datasources.forms import helper_with
from datasources.kinds import Part
from datasources.models import Review

MEANINGS = {
    "strong": "Strong: complete, timely, consistent, covering the area, well located",
    "care": "Usable with care: good enough if its limits are said beside it",
    "weak": "Weak: only for what nothing better is known",
}
BEST_USE = "best_use_"


class ReviewForm(forms.Form):
    """How far a source can be trusted: pre-filled from what was measured and said before."""

    def __init__(
        self,
        *args: object,
        measured: Mapping[str, Measured],
        last: Review | None,
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        layout: list[object] = []
        for one in DIMENSIONS:
            found = measured[one.slug]
            self.fields[one.slug] = forms.ChoiceField(
                label=f"{one.label}: {one.question}",
                choices=ANSWERS,
                widget=forms.RadioSelect,
                initial=found.suggests,
                help_text=" ".join(found.sentences),
                required=False,
            )
            layout.append(Field.radios(one.slug, legend_size=Size.SMALL, inline=True, small=True))
        self.fields["robustness"] = forms.ChoiceField(
            label="All in all, how robust is it?",
            choices=list(MEANINGS.items()),
            widget=forms.RadioSelect,
            initial=last.robustness if last else None,
            error_messages={"required": "Choose how robust the source is"},
        )
        self.fields["reason"] = forms.CharField(
            label="Caveat",
            widget=forms.Textarea,
            initial=last.caveat if last else "",
            help_text="Why it is rated so, and what to mind. It stands beside the rating wherever"
            " the source is used.",
            error_messages={"required": "Give the reason for the rating"},
        )
        layout += [
            Field.radios("robustness", legend_size=Size.MEDIUM),
            Field.textarea("reason", rows=4),
            HTML(format_html('<h2 class="govuk-heading-m">{}</h2>', "Best used for")),
        ]
        for part in Part:
            name = f"{BEST_USE}{part.value.lower()}"
            self.fields[name] = forms.CharField(
                label=f"{part.value} (optional)",
                widget=forms.Textarea,
                required=False,
                max_length=1000,
                initial=last.best_use.get(part.value.lower(), "") if last else "",
            )
            layout.append(Field.textarea(name, rows=2))
        self.helper = helper_with(*layout)

    @property
    def review(self) -> dict[str, object]:
        """What the operation takes."""
        said = self.cleaned_data
        return {
            "robustness": said["robustness"],
            "reason": said["reason"],
            "answers": {one.slug: said[one.slug] or NOT_JUDGED for one in DIMENSIONS},
            "best_use": {
                name.removeprefix(BEST_USE): words
                for name, words in said.items()
                if name.startswith(BEST_USE)
            },
        }
