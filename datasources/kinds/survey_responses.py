"""Residents' survey: what people answered about safety, one row a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from datasources.kinds.columns import about, answer_to, key, value, when
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import Vocabulary, vocabulary
from datasources.kinds.people import age_of, ethnicity, sex
from datasources.kinds.places import place
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, agreed

SAFE = {
    "Very safe": ("5",),
    "Fairly safe": ("Safe", "4"),
    "Neither safe nor unsafe": ("Neither", "3"),
    "Fairly unsafe": ("Unsafe", "A bit unsafe", "2"),
    "Very unsafe": ("1",),
    "Don't know": ("Do not know", "Not sure", "Not applicable"),
}
PROBLEM = {
    "A very big problem": ("Very big problem", "Major problem", "4"),
    "A fairly big problem": ("Fairly big problem", "Moderate problem", "3"),
    "Not a very big problem": ("Not very big problem", "Minor problem", "2"),
    "Not a problem at all": ("Not a problem", "No problem", "1"),
    "Don't know": ("Do not know", "No opinion", "Not sure"),
}
AGREE = {
    "Strongly agree": ("5",),
    "Agree": ("Tend to agree", "4"),
    "Neither agree nor disagree": ("Neither", "3"),
    "Disagree": ("Tend to disagree", "2"),
    "Strongly disagree": ("1",),
    "Don't know": ("Do not know", "Not sure"),
}
CONCERNS = vocabulary(
    "first_concern",
    {
        "Anti-social behaviour": ("ASB",),
        "Burglary": (),
        "Drugs": ("Drug use and dealing", "Drug dealing"),
        "Domestic abuse": ("Domestic violence",),
        "Speeding and dangerous driving": ("Speeding", "Road safety"),
        "Knife crime": ("Knives", "Serious violence"),
        "Violence against women and girls": ("VAWG", "Sexual harassment"),
        "Vehicle crime": ("Car crime",),
        "Fly-tipping": ("Litter",),
        "Hate crime": (),
        "Fraud and scams": ("Fraud", "Online crime", "Cyber crime"),
        "Rural crime": ("Hare coursing",),
        "Shoplifting": ("Retail crime",),
    },
    "Other concerns (not in the list)",
)
REST = "Other answers or none"


def _scale(column: str, words: Mapping[str, Sequence[str]]) -> Vocabulary:
    return vocabulary(column, words, REST)


KIND = Kind(
    slug="survey-responses",
    label="Residents' survey or consultation (one row a person)",
    shape=Shape.RESPONSES,
    described="a table of answers to a survey",
    description=(
        "What people answered about safety where they live, one row a person, with the weight of"
        " each answer where the sample was weighted."
    ),
    columns=(
        key(
            "Response ID",
            "a number without meaning",
            "Respondent ID",
            "ID",
            "Respondent",
            "Response number",
            "Unique ID",
        ),
        replace(
            when(
                "Date submitted",
                "when it was answered",
                "Submitted",
                "Completion date",
                "End date",
                "Date completed",
                "Wave",
                "Survey date",
                "Start time",
                "Completion time",
            ),
            required=False,
        ),
        answer_to(
            "Safe after dark",
            "how safe people feel outside after dark",
            "How safe or unsafe do you feel when outside in your local area after dark",
            "How safe or unsafe do you feel when outside in your local area after dark Q1",
            "How safe do you feel after dark",
            "Feel safe after dark",
            "Safety after dark",
            "Feelings of safety after dark",
            "Feel safe at night",
            words=_scale("safe_after_dark", SAFE),
            required=True,
        ),
        answer_to(
            "Safe during the day",
            "how safe people feel outside by day",
            "How safe or unsafe do you feel when outside in your local area during the day",
            "How safe do you feel during the day",
            "Feel safe during the day",
            "Safety during the day",
            "Feel safe in the day",
            words=_scale("safe_by_day", SAFE),
        ),
        answer_to(
            "ASB a problem",
            "how big a problem anti-social behaviour is",
            "How much of a problem is anti-social behaviour in your local area",
            "Anti-social behaviour a problem",
            words=_scale("asb_problem", PROBLEM),
        ),
        answer_to(
            "Drugs a problem",
            "how big a problem drugs are",
            "People using or dealing drugs",
            "How much of a problem are drugs",
            words=_scale("drugs_problem", PROBLEM),
        ),
        answer_to(
            "Police and council deal with it",
            "whether the authorities deal with it",
            "The police and local council are dealing with crime and anti-social behaviour",
            "Police and local council are dealing with the issues that matter",
            words=_scale("confidence", AGREE),
        ),
        answer_to(
            "First concern",
            "what people want dealt with first",
            "Top priority",
            "Main concern",
            "Most important issue",
            "Priority 1",
            words=CONCERNS,
        ),
        answer_to(
            "Victim in the last year",
            "whether the person was a victim",
            "Have you been a victim of crime in the last 12 months",
            "Victim of crime",
            words=vocabulary("was_victim", {"Yes": ("Y", "1"), "No": ("N", "0", "2")}, "Not said"),
        ),
        value(
            "weight",
            "Weight",
            "how much the answer counts for",
            "Weighting",
            "Weighting factor",
            "Survey weight",
            required=False,
        ),
        place("where the person lives: a ward or a district, nothing finer in print"),
        age_of("person", "Age group", "Age", "Age band"),
        sex("person", "Sex", "Gender"),
        ethnicity("person", "Ethnicity", "Ethnic group"),
        about(
            "disability",
            "Disability",
            "whether the person has a disability",
            "Long-term illness or disability",
        ),
    ),
    expected=(
        "A table with one row a person and one column a question. Free text, names, e-mail and"
        " postcodes are left out."
    ),
    traps=(
        "Who answers decides the result: show how many answered, and who is missing.",
        "An open link is not a sample, and a campaign can fill it.",
        "Answers must be weighted where the sample was, and not where it was not.",
        "A question in new words begins a new series.",
        "What people fear is not what happens to them: both are worth saying, apart.",
        "In a small ward an age and an ethnic group tell who answered.",
    ),
    usual=Usual("", "The partnership's own data", "yearly"),
    starts=(
        agreed(
            "residents-survey",
            "Residents' survey",
            Sender.COUNCIL,
            "what a sample of residents answered on safety where they live",
            "yearly",
            60,
        ),
        agreed(
            "consultation",
            "The partnership's own consultation",
            Sender.PARTNERS,
            "what people answered on crime, disorder and what should come first",
            "yearly",
            20,
        ),
    ),
    best_for=(Part.VICTIMS, Part.LOCATIONS),
)
