"""Forms of the scan: issues, the matrix, one's own scores, the choice of key lines. Shape only."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms

from assessment.forms.board import PlainForm, words
from assessment.matrix import LABELS
from assessment.models import Assessment, ConsultationFinding, Factor, Issue, Section
from assessment.operations.factors import NewFactor
from assessment.operations.issues import IssueDetails
from datasources.models import Evidence
from partnerships.forms.shared import Several


class IssueForm(PlainForm):
    title = forms.CharField(
        label="Issue",
        max_length=160,
        help_text="A few words. For example: theft from shops in the town centre.",
        error_messages={"required": "Enter the issue in a few words"},
    )
    description = words(
        "What is known of it (optional)",
        required=False,
        help_text="Who, what, where, since when; and who says so.",
    )
    origin = forms.ChoiceField(
        label="Where it comes from", choices=Issue.ORIGINS, widget=forms.RadioSelect
    )
    evidence = Several(
        queryset=Evidence.objects.none(),
        label="Evidence (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    findings = Several(
        queryset=ConsultationFinding.objects.none(),
        label="What residents said (optional)",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, assessment: Assessment, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        kept = Evidence.objects.filter(question__partnership=assessment.partnership_id)
        kept = kept.filter(question__is_kept=True) | kept.filter(issues__assessment=assessment)
        self.fields["evidence"].queryset = kept.select_related("question").distinct()
        self.fields["findings"].queryset = ConsultationFinding.objects.filter(
            consultation__assessment=assessment
        )
        for name in ("evidence", "findings"):
            if not self.fields[name].queryset.exists():
                del self.fields[name]
                self.helper.layout.fields.remove(name)

    @property
    def details(self) -> IssueDetails:
        return IssueDetails(**self.cleaned_data)


class CoverForm(PlainForm):
    """The sections that cover an issue."""

    sections = Several(
        queryset=Section.objects.none(),
        label="Sections that cover it",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, assessment: Assessment, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sections"].queryset = assessment.sections.filter(key__contains=".")
        self.fields["sections"].label_from_instance = _section_label


def _section_label(section: Section) -> str:
    return section.plan.place


class FactorForm(PlainForm):
    """One factor with every step of its scale; removed when its name is emptied."""

    name = forms.CharField(
        label="Name", max_length=60, required=False,
        help_text="Empty the name to take the factor out.",
    )  # fmt: skip
    asks = forms.CharField(label="The question it asks", max_length=200, required=False)
    use = forms.ChoiceField(
        label="What is it for?",
        choices=[
            ("mark", "It counts in the mark"),
            ("confidence", "It says how sure we are: it stands beside the mark, never in it"),
        ],
        widget=forms.RadioSelect,
        initial="mark",
        required=False,
    )
    weight = forms.IntegerField(
        label="Weight",
        max_value=10,
        initial=1,
        required=False,
        help_text="1 to 10. A factor of weight 2 counts twice. "
        "What says how sure we are has no weight.",
    )

    def __init__(self, *args: object, labels: tuple[str, ...] = LABELS, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.labels = labels
        for value, label in enumerate(labels, start=1):
            name = f"step_{value}"
            self.fields[name] = forms.CharField(
                label=f"{value}, {label.lower()}, means", max_length=250, required=False
            )
            self.helper.layout.fields.append(name)
        self.fields["weight"].widget = forms.TextInput(
            attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}
        )

    def clean(self) -> dict:
        cleaned = super().clean()
        if not (cleaned.get("name") or "").strip():
            return cleaned
        weighs = cleaned.get("use") != "confidence"
        if weighs and "weight" not in self.errors and (cleaned.get("weight") or 0) < 1:
            self.add_error("weight", "Enter a weight from 1 to 10")
        if not (cleaned.get("asks") or "").strip():
            self.add_error("asks", "Enter the question that the factor asks")
        for value in range(1, len(self.labels) + 1):
            if not (cleaned.get(f"step_{value}") or "").strip():
                self.add_error(f"step_{value}", f"Say what {value} means")
        return cleaned

    @property
    def factor(self) -> NewFactor | None:
        """The factor as written, or None when it is taken out."""
        if not self.cleaned_data["name"].strip():
            return None
        return NewFactor(
            name=self.cleaned_data["name"],
            asks=self.cleaned_data["asks"],
            weight=self.cleaned_data["weight"] or 0,
            is_confidence=self.cleaned_data["use"] == "confidence",
            scale=tuple(
                {
                    "value": value,
                    "label": label,
                    "definition": self.cleaned_data[f"step_{value}"].strip(),
                }
                for value, label in enumerate(self.labels, start=1)
            ),
        )


def factor_initial(factor: Factor) -> dict:
    steps = {f"step_{n}": step["definition"] for n, step in enumerate(factor.scale, start=1)}
    return {
        "name": factor.name,
        "asks": factor.asks,
        "use": "confidence" if factor.is_confidence else "mark",
        "weight": "" if factor.is_confidence else factor.weight,
        **steps,
    }


@dataclass(frozen=True)
class Step:
    """One radio of the matrix."""

    value: int
    label: str
    definition: str
    id: str
    is_chosen: bool


@dataclass(frozen=True)
class Cell:
    """One issue by one factor."""

    name: str
    factor: Factor
    steps: tuple[Step, ...]


class ScoreForm(forms.Form):
    """A matrix of radios. Empty cells are no mistake: a sheet is filled in as time allows."""

    def __init__(
        self,
        *args: object,
        issues: list[Issue],
        factors: list[Factor],
        scores: dict[tuple[int, int], int],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.issues, self.factors, self.scores = issues, factors, scores
        for issue in issues:
            for factor in factors:
                self.fields[cell_name(issue, factor)] = forms.TypedChoiceField(
                    label=f"{issue.title}: {factor.name}",
                    choices=[(step["value"], step["label"]) for step in factor.scale],
                    coerce=int,
                    required=False,
                    empty_value=None,
                )

    @property
    def values(self) -> dict[tuple[int, int], int]:
        found = {}
        for issue in self.issues:
            for factor in self.factors:
                value = self.cleaned_data.get(cell_name(issue, factor))
                if value is not None:
                    found[issue.pk, factor.pk] = value
        return found

    def rows(self) -> Iterator[tuple[Issue, list[Cell], int]]:
        """Each issue with its cells, and how many of them are filled."""
        for issue in self.issues:
            cells = [self._cell(issue, factor) for factor in self.factors]
            yield issue, cells, sum(any(s.is_chosen for s in cell.steps) for cell in cells)

    def _cell(self, issue: Issue, factor: Factor) -> Cell:
        name = cell_name(issue, factor)
        sent = self.data.get(name) if self.is_bound else None
        known = self.scores.get((issue.pk, factor.pk))
        chosen = sent or ("" if known is None else str(known))
        steps = tuple(
            Step(
                step["value"],
                step["label"],
                step["definition"],
                f"{name}-{step['value']}",
                chosen == str(step["value"]),
            )
            for step in factor.scale
        )
        return Cell(name, factor, steps)


def cell_name(issue: Issue, factor: Factor) -> str:
    return f"score-{issue.pk}-{factor.pk}"


class PressedForm(forms.Form):
    """Which of a page's buttons was pressed."""

    action = forms.CharField(required=False, max_length=12)


def pressed(data: object) -> str:
    form = PressedForm(data)
    return form.cleaned_data["action"] if form.is_valid() else ""


class ReasonForm(forms.Form):
    """A reason, where one may be asked for."""

    reason = forms.CharField(required=False, max_length=2000)


class RestoreForm(forms.Form):
    restore = forms.BooleanField(required=False)


class CapForm(forms.Form):
    cap = forms.IntegerField(
        error_messages={
            "required": "Enter how many key lines there may be",
            "invalid": "Enter a whole number",
        }
    )


class KeyLinesForm(forms.Form):
    """For each issue: taken or not, and if not, why."""

    def __init__(self, *args: object, issues: list[Issue], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.issues = issues
        for issue in issues:
            self.fields[f"take-{issue.pk}"] = forms.BooleanField(
                required=False, label=f"Take {issue.title} as a key line"
            )
            self.fields[f"reason-{issue.pk}"] = forms.CharField(
                required=False,
                max_length=2000,
                label=f"Why {issue.title} is not taken",
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    @property
    def chosen(self) -> list[Issue]:
        return [issue for issue in self.issues if self.cleaned_data[f"take-{issue.pk}"]]

    @property
    def reasons(self) -> dict[int, str]:
        return {issue.pk: self.cleaned_data[f"reason-{issue.pk}"] for issue in self.issues}
