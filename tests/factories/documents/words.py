"""What the document says, box by box."""

from reports.document import Recommendation

BOX_TEXT = {
    "victims": (
        (
            "<p>Young people aged 16 to 24 are one resident in nine and one victim of violence in "
            "three. Most know the person who hurt them; most of it happens within half a mile of "
            "home, on Friday and Saturday evenings.</p><p>Older residents are seldom victims of "
            "violence and often of fraud. The survey says that they do not report it:</p><ul>"
            "<li>two in five who lost money told nobody;</li><li>one in four told the bank only;"
            "</li><li>one in ten told the police.</li></ul>"
        ),
        (
            "<p>The district council and the county run a victims' pathway that follows a person "
            "for twelve weeks. The pathway has three parts:</p><ol><li><p>a call within two days;"
            "</p></li><li><p>a visit, when the person wishes it:</p><ul><li>locks and lights;</li>"
            "<li>safety plan;</li></ul></li><li><p>a review at week twelve.</p></li></ol>"
        ),
        (
            "<p>Of 212 people who entered the pathway in the year, 164 finished it. Repeat reports "
            "by those who finished fell from 31% to 19%.</p>"
        ),
        (
            "<p>Nobody holds a picture of violence that reaches the emergency department and not "
            "the police. The hospital has agreed in principle to send monthly counts; none have "
            "arrived.</p>"
        ),
    ),
    "offenders": (
        (
            "<p>Forty-one people account for a third of the detected acquisitive crime. Nearly all "
            "are known to the drug and alcohol service; fewer than half are in treatment on a "
            "given day.</p><h3>Age and first entry</h3><p>First-time entrants to youth justice "
            "fell for the fourth year. The fall is smaller among girls.</p>"
        ),
        (
            "<p>Integrated offender management meets each month. Probation, police and the housing "
            "team share one list, reviewed against need as well as risk.</p>"
        ),
        "<p>Re-offending within a year in the managed group fell from 58% to 49%.</p>",
        (
            "<p>There is no accommodation for people leaving prison within the district. Those "
            "released on a Friday are seen by nobody until Monday.</p><blockquote><p>A release on "
            "a Friday is a release to nothing.</p></blockquote>"
        ),
    ),
    "locations": (
        (
            "<p>Two of the eighteen wards, Harbour and Old Town, hold a third of all anti-social "
            "behaviour. Within them it gathers around the bus station, the riverside path and "
            "two car parks.</p>"
        ),
        (
            "<p>A public spaces protection order covers the riverside. Wardens patrol on the four "
            'evenings that <a href="#figure-asb-ward">the ward figures</a> show to be worst. The '
            'guidance followed is <a href="https://www.example.org/guidance/problem-solving">a '
            "problem-solving guide for partnerships with a title that is long enough to need two "
            "lines of print</a>.</p>"
        ),
        (
            "<p>Reports at the bus station fell by 22% after the lighting was renewed. Reports at "
            "the car parks did not change.</p><table><tbody><tr><th><p>Place</p></th><th><p>Before"
            "</p></th><th><p>After</p></th></tr><tr><td><p>Bus station</p></td><td><p>148</p></td>"
            "<td><p>115</p></td></tr><tr><td><p>Car parks</p></td><td><p>61</p></td><td><p>60</p>"
            "</td></tr></tbody></table>"
        ),
        "",
    ),
}
GRID_TEXT = {
    "victims": (
        "Young adults; violence near home at weekends. Fraud goes untold.",
        "Victims' pathway: call, visit, review.",
        "164 of 212 finished; repeats down to 19%.",
        "No hospital counts of violence.",
        "R1, R2, R3",
    ),
    "offenders": (
        "41 people, a third of detected acquisitive crime.",
        "One shared list, reviewed monthly.",
        "Re-offending down from 58% to 49%.",
        "No housing on release.",
        "R4, R5",
    ),
    "locations": (
        "Harbour and Old Town hold a third of ASB.",
        "Protection order; evening wardens.",
        "Bus station down 22%; car parks unchanged.",
        "",
        "R6",
    ),
}
RECOMMENDATIONS = {
    "victims": (
        Recommendation(
            "R1",
            "Agree monthly depersonalised counts of violence with the hospital by March, with time "
            "and kind of place.",
            "No hospital counts of violence",
            "Integrated care board",
        ),
        Recommendation(
            "R2",
            "Offer the victims' pathway to anyone reporting a second time in a year.",
            "Repeat victims outside the pathway",
            "District council",
        ),
        Recommendation(
            "R3",
            "Train front desk staff of all authorities to recognise fraud against older people.",
            "Fraud is not reported",
            "County council",
        ),
    ),
    "offenders": (
        Recommendation(
            "R4",
            "Find six supported places for people leaving prison, before the contract ends.",
            "No housing on release",
            "District council",
        ),
        Recommendation(
            "R5", "End Friday releases by agreement with the prisons.", "Weekend gap", "Probation"
        ),
    ),
    "locations": (
        Recommendation(
            "R6",
            "Redesign both car parks with the owners before renewing the order.",
            "Car parks unchanged",
            "District council",
        ),
    ),
}

INTRODUCTION = (
    "<p>This assessment tells the partnership what crime, disorder and substance misuse look like "
    "in Wexmere, what changed since last year and why, and how far last year's plan was carried "
    "out. The board uses it to choose a few things to do well.</p><p>It is organised around "
    "victims, offenders and locations. Each theme answers the same five questions, so that a "
    "reader who wants one answer can turn to one box. The numbers behind the text are in the "
    "supporting information pack.</p>"
)
METHOD = (
    "<p>The work follows four steps: scan, analyse, respond, assess. Different months are never "
    "compared with each other. A change in per cent is not given when it would rest on fewer than "
    "20 offences.</p><h2>How issues were weighed</h2><p>People from five authorities scored each "
    "issue alone. Scores were opened together.</p><h2>What the data cannot say</h2><p>Recorded "
    "crime is what was reported and recorded. It says little of what people do not report.</p>"
)
