"""What a reader says about a section, and the answer."""

from crispy_forms_gds.helper import FormHelper
from crispy_forms_gds.layout import Field, Layout, Submit
from django import forms

from assessment.states import ANSWER_BY_SLUG


class CommentForm(forms.Form):
    body = forms.CharField(
        label="What do you want to say?",
        help_text="One point in each comment: each gets its own answer.",
        widget=forms.Textarea,
        max_length=4000,
        error_messages={"required": "Write what you want to say about this section."},
    )
    quote = forms.CharField(
        required=False,
        label="Which words is it about? (optional)",
        help_text="Copy them from the text, so that the writers find the place.",
        widget=forms.Textarea,
        max_length=1000,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field.textarea("body", rows=4),
            Field.textarea("quote", rows=2),
            Submit("submit", "Send comment"),
        )


class AnswerForm(forms.Form):
    state = forms.ChoiceField(
        label="What is the answer?",
        choices=[(slug, ANSWER_BY_SLUG[slug].label) for slug in ANSWER_BY_SLUG["open"].moves],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whether the comment is accepted, accepted in part or not accepted."
        },
    )
    answer = forms.CharField(
        required=False,
        label="What was done, or why not?",
        help_text="Needed unless the comment is accepted. It is printed in the annex of comments.",
        widget=forms.Textarea,
        max_length=4000,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.layout = Layout(
            Field.radios("state"),
            Field.textarea("answer", rows=4),
            Submit("submit", "Answer"),
        )
