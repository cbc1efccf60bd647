"""The form in which a person says what the columns, dates and words of a source's tables are."""

from collections.abc import Iterable
from dataclasses import replace

from crispy_forms_gds.layout import Field
from django import forms

from datasources.forms import helper_with
from datasources.intake.saying import chosen_twice, columns_to_say
from datasources.kinds.headings import plain
from datasources.layouts import Layout
from datasources.presenters.tables import ABOUT, AS_READ, Asked, Heading, SeenTable, Word, in_words
from datasources.values.decisions import Question
from partnerships.words import all_of, with_capital

NOT_SAID = "Nothing is said: the cells tell it, or it is asked"
Headings = tuple[SeenTable, list[tuple[Heading, forms.BoundField]]]
Words = tuple[str, list[tuple[Word, forms.BoundField]]]
SELECT = {"class": "govuk-select app-layout__select"}


class LayoutForm(forms.Form):
    """One choice for each heading, open question and unknown word of a delivery's tables."""

    period = forms.CharField(
        label="Period of the whole table (optional)",
        max_length=60,
        required=False,
        help_text="Only where no column says when it was. For example January to March 2025.",
        widget=forms.TextInput(attrs={"class": "govuk-input govuk-input--width-20"}),
    )

    def __init__(self, *args: object, asked: Asked, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        self._ask_of_headings()
        self._ask_of_words()
        for question in (*asked.open, *asked.others):
            self.fields[question.about] = _readings(question, asked.before)
        self.fields["period"].initial = asked.before.period
        if asked.sheets:
            self.fields["sheet"] = forms.ChoiceField(
                label="Which sheet is meant?",
                required=False,
                initial=asked.before.sheet,
                choices=[
                    ("", "Every sheet that holds such a table"),
                    *((one, _sheet_in_words(one, asked)) for one in asked.sheets),
                ],
            )
        self.open_helper = _helper(*(_radios(one) for one in asked.open))
        sheet = [Field.select("sheet")] if asked.sheets else []
        self.helper = _helper(Field.text("period"), *sheet)
        self.others_helper = _helper(*(_radios(one) for one in asked.others))

    def _ask_of_headings(self) -> None:
        kept = [one for one in self.asked.kind.columns if one.name]
        columns = {one.name: f"{in_words(one)}: {one.meaning}" for one in kept}
        choices = [("", "Not kept"), *columns.items()]
        for _, headings in self.asked.headings:
            for one in headings:
                is_as_read = one.column.why and one.column.taken_for == AS_READ
                as_read = [(AS_READ, "As it was read: together with its neighbours")]
                self.fields[one.name] = forms.ChoiceField(
                    label=f"What “{one.column.theirs}” is",
                    choices=[*(as_read if is_as_read else ()), *choices],
                    required=False,
                    initial=one.column.taken_for,
                    widget=forms.Select(attrs=SELECT),
                )

    def _ask_of_words(self) -> None:
        ours = {one.column: one for one in self.asked.kind.vocabularies}
        for one in self.asked.words:
            vocabulary = ours[one.column]
            rest = ("", f"Leave it with the rest: {vocabulary.rest}")
            self.fields[one.name] = forms.ChoiceField(
                label=f"What “{one.word}” is counted as",
                choices=[rest, *((word, word) for word in vocabulary.words)],
                required=False,
                initial=one.ours,
                widget=forms.Select(attrs=SELECT),
            )

    def tables(self) -> list[Headings]:
        """Each table with its headings that are asked, and their fields."""
        return self._tables(is_asked=True)

    def tables_as_last_time(self) -> list[Headings]:
        """Where only a change is asked: the other headings, with what they are taken for."""
        return self._tables(is_asked=False)

    def words(self) -> list[Words]:
        """Each column of the kind whose words are asked of, with them and their fields."""
        return self._words_of(is_asked=True)

    def words_as_last_time(self) -> list[Words]:
        """Where only a change is asked: the words that were said before."""
        return self._words_of(is_asked=False)

    def is_wrong_as_last_time(self) -> bool:
        """Whether something must be put right among what is folded away."""
        fields = [field for _, rows in self.tables_as_last_time() for _, field in rows]
        return any(field.errors for field in fields)

    def _tables(self, *, is_asked: bool) -> list[Headings]:
        found = []
        for table, headings in self.asked.headings:
            own = [
                (one, self[one.name])
                for one in headings
                if self.asked.is_asked(one.column) is is_asked
            ]
            if own:
                found.append((table, own))
        return found

    def _words_of(self, *, is_asked: bool) -> list[Words]:
        labels = {one.name: one.heading for one in self.asked.kind.columns}
        found: dict[str, list[tuple[Word, forms.BoundField]]] = {}
        for one in self.asked.words:
            if (self.asked.changed is None or not one.ours) is is_asked:
                found.setdefault(labels[one.column], []).append((one, self[one.name]))
        return list(found.items())

    def clean_period(self) -> str:
        period = self.cleaned_data["period"]
        if reasons := Layout(period=period).reasons_against(self.asked.kind):
            raise forms.ValidationError(reasons)
        return period

    def clean(self) -> dict[str, object]:
        values = super().clean()
        twice = chosen_twice(self.asked.kind, self._headings(), self._chosen())
        fields = {one.column.key: one.name for _, own in self.asked.headings for one in own}
        labels = {one.name: in_words(one) for one in self.asked.kind.columns}
        for name, headings in twice.items():
            words = all_of([f"“{heading}”" for heading in headings])
            self.add_error(
                fields[plain(headings[-1])],
                f"{words} are both taken for “{labels[name]}”: choose one of them",
            )
        return values

    @property
    def layout(self) -> Layout:
        """What is said of the source now: this, and what was said before of anything else."""
        before = self.asked.before
        said = {about: self.cleaned_data[about] for about in ABOUT}
        return replace(
            before,
            columns=columns_to_say(
                self.asked.kind, self._headings(), self._chosen(), before.columns
            ),
            words=self._words(),
            told={about: answer for about, answer in said.items() if answer},
            period=self.cleaned_data["period"],
            sheet=self.cleaned_data.get("sheet", ""),
        )

    def _headings(self) -> list[tuple[str, ...]]:
        return [table.headings for table in self.asked.tables]

    def _chosen(self) -> dict[str, str]:
        """The headings that something is chosen for, as they are compared, and what."""
        return {
            one.column.key: self.cleaned_data[one.name]
            for _, headings in self.asked.headings
            for one in headings
            if self.cleaned_data.get(one.name, AS_READ) != AS_READ
        }

    def _words(self) -> dict[str, dict[str, str]]:
        said: dict[str, dict[str, str]] = {}
        for one in self.asked.words:
            if ours := self.cleaned_data[one.name]:
                said.setdefault(one.column, {})[one.word] = ours
        return said


def _sheet_in_words(name: str, asked: Asked) -> str:
    return f"{name} (hidden in the workbook)" if name in asked.hidden else name


def _readings(question: Question, before: Layout) -> forms.ChoiceField:
    readings = [(one.key, with_capital(one.words)) for one in question.readings]
    return forms.ChoiceField(
        label=ABOUT[question.about],
        choices=[*readings, ("", NOT_SAID)],
        required=False,
        initial=before.told.get(question.about, ""),
        widget=forms.RadioSelect,
    )


def _radios(question: Question) -> object:
    return Field.radios(question.about, small=True)


def _helper(*fields: Iterable[object]) -> object:
    helper = helper_with(*fields)
    helper.disable_csrf = True
    return helper
