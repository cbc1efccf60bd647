"""A lifelike document for tests: a fictional partnership, invented numbers, every kind of block."""

import dataclasses
import math
from html import escape

from reports import document as documents
from reports import numbering
from reports.document import (
    Attendee,
    Comment,
    CommentsBlock,
    ConsultationBlock,
    ConsultationMethod,
    Detail,
    Document,
    DutiesBlock,
    Duty,
    FigureBlock,
    GridBlock,
    GridCell,
    GridRow,
    KeyNumber,
    MeetingBlock,
    Part,
    PriorityBlock,
    Prose,
    Provenance,
    Recommendation,
    RecommendationsBlock,
    Reference,
    Source,
    SourcesBlock,
    TableBlock,
    TableColumn,
    TableData,
)

MONTHS = tuple(
    f"{name} {year}"
    for year in (2024, 2025, 2026)
    for name in (
        "January", "February", "March", "April", "May", "June", "July",
        "August", "September", "October", "November", "December",
    )
)[6:30]  # fmt: skip
COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
TYPES = (
    "Anti-social behaviour", "Violence and sexual offences", "Criminal damage and arson",
    "Shoplifting", "Public order", "Burglary", "Vehicle crime", "Other theft",
)  # fmt: skip
WARDS = (
    "Harbour", "Old Town", "St Osyth's", "Millfield", "Long Drove", "Coates and Eastrea",
    "Fleet Bridge", "North Marsh",
)  # fmt: skip
POLICE = Provenance(
    source="Police recorded crime, street level",
    provider="Fenmarch Constabulary",
    period="July 2024 to June 2026",
    area="Wexmere (X07000001)",
    denominator="Residents, all ages: 101,280",
    vintage="Mid-2024 estimates, 2021 areas",
    robustness="Usable with care",
    suppression="Counts under 5 are not shown",
    licence="Open Government Licence v3.0",
    attribution="Contains public sector information licensed under the Open Government Licence.",
)


def series(seed: int, *, base: float, swing: float, drift: float, length: int = 24) -> list[int]:
    """Numbers that look like a year's crime: a summer, a slow drift, some noise; never random."""
    return [
        max(
            0,
            round(
                base
                + swing * math.sin((month + seed) / 12 * 2 * math.pi)
                + drift * month
                + base * 0.09 * math.sin(seed * 7.3 + month * 2.9)
            ),
        )
        for month in range(length)
    ]


def svg_frame(body: str, *, height: int = 230) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 {height}" width="160mm" '
        f'height="{height / 4}mm" font-family="Source Sans 3, sans-serif" font-size="13">'
        f"{body}</svg>"
    )


def line_svg(lines: dict[str, list[int]], labels: tuple[str, ...]) -> str:
    top = max(max(values) for values in lines.values()) * 1.15 or 1
    step = 520 / max(len(labels) - 1, 1)
    parts = []
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = 190 - 170 * share
        parts.append(
            f'<line x1="50" x2="575" y1="{y}" y2="{y}" stroke="#d5d8dc" stroke-width="0.7"/>'
            f'<text x="42" y="{y + 4}" text-anchor="end" fill="#444">{round(top * share):,}</text>'
        )
    for position in range(0, len(labels), max(1, len(labels) // 6)):
        parts.append(
            f'<text x="{50 + position * step:.1f}" y="212" text-anchor="middle" fill="#444">'
            f"{escape(labels[position][:3] + ' ' + labels[position][-4:])}</text>"
        )
    for index, (name, values) in enumerate(lines.items()):
        points = " ".join(
            f"{50 + i * step:.1f},{190 - 170 * value / top:.1f}" for i, value in enumerate(values)
        )
        colour = COLOURS[index]
        dash = ("", "6 4", "2 3")[index % 3]
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2.4" '
            f'stroke-dasharray="{dash or "none"}"/>'
            f'<text x="580" y="{190 - 170 * values[-1] / top + 4:.1f}" fill="{colour}" '
            f'font-weight="600">{escape(name)}</text>'
        )
    return svg_frame("".join(parts))


def bar_svg(values: dict[str, float]) -> str:
    top = max(values.values()) or 1
    parts = []
    for index, (name, value) in enumerate(values.items()):
        y = 8 + index * 26
        width = 380 * value / top
        parts.append(
            f'<text x="190" y="{y + 14}" text-anchor="end" fill="#222">{escape(name)}</text>'
            f'<rect x="200" y="{y}" width="{width:.1f}" height="19" fill="{COLOURS[0]}"/>'
            f'<text x="{206 + width:.1f}" y="{y + 14}" fill="#222">{value:,}</text>'
        )
    return svg_frame("".join(parts), height=16 + len(values) * 26)


def trend_figure(anchor: str, headline: str, seed: int, *, base: float = 60) -> FigureBlock:
    counts = series(seed, base=base, swing=base * 0.18, drift=-base * 0.004)
    return FigureBlock(
        anchor=anchor,
        headline=headline,
        subtitle="Offences recorded each month, Wexmere, July 2024 to June 2026",
        svg=line_svg({"Wexmere": counts}, MONTHS),
        description=(
            f"Line chart of 24 months. It starts at {counts[0]} in {MONTHS[0]}, is highest at "
            f"{max(counts)} and lowest at {min(counts)}, and ends at {counts[-1]} in {MONTHS[-1]}."
        ),
        table=TableData(
            (TableColumn("Month"), TableColumn("Offences", numeric=True)),
            tuple((month, f"{count:,}") for month, count in zip(MONTHS, counts, strict=True)),
        ),
        source_line=(
            "Source: police recorded crime, Fenmarch Constabulary, July 2024 to June 2026, "
            "Wexmere. Robustness: usable with care."
        ),
        caveats=("Positions are moved to nearby points before release; months only.",),
        provenance=POLICE,
    )


def bar_figure(anchor: str, headline: str, names: tuple[str, ...], seed: int) -> FigureBlock:
    rates = [round(4 + 11 * abs(math.sin(seed + i * 1.7)), 1) for i in range(len(names))]
    ranked = sorted(zip(names, rates, strict=True), key=lambda pair: (-pair[1], pair[0]))
    return FigureBlock(
        anchor=anchor,
        headline=headline,
        subtitle="Rate for each 1,000 residents, year to June 2026",
        svg=bar_svg(dict(ranked)),
        description=(
            f"Bar chart of {len(ranked)} bars. {ranked[0][0]} has the highest rate, "
            f"{ranked[0][1]}; {ranked[-1][0]} has the lowest, {ranked[-1][1]}."
        ),
        table=TableData(
            (
                TableColumn("Name"),
                TableColumn("Offences", numeric=True),
                TableColumn("Residents", numeric=True),
                TableColumn("Rate per 1,000", numeric=True),
                TableColumn("Change on the year before", numeric=True),
            ),
            tuple(
                (name, f"{round(rate * 12.6):,}", "12,660", f"{rate}", f"{round(rate - 9):+d}%")
                for name, rate in ranked
            ),
        ),
        source_line=(
            "Source: police recorded crime, Fenmarch Constabulary, July 2025 to June 2026; "
            "population, mid-2024 estimates. Robustness: strong."
        ),
        provenance=dataclasses.replace(POLICE, robustness="Strong"),
    )


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
FIGURES = {
    ("victims", 0): (
        trend_figure("figure-violence", "Violence fell slightly, after a summer peak", 2),
        bar_figure("figure-victim-age", "Violence is highest in Old Town", WARDS, 1),
    ),
    ("victims", 2): (trend_figure("figure-repeat", "Repeat reports are at their lowest", 5),),
    ("offenders", 0): (
        trend_figure("figure-acquisitive", "Acquisitive crime did not change", 8, base=110),
        bar_figure("figure-offender-type", "Shoplifting leads detected crime", TYPES, 4),
    ),
    ("locations", 0): (
        bar_figure("figure-asb-ward", "Harbour has three times the rate of North Marsh", WARDS, 6),
        trend_figure("figure-asb", "Anti-social behaviour peaks in July each year", 11, base=140),
    ),
    ("locations", 2): (trend_figure("figure-bus", "Bus station reports fell after lighting", 3),),
}


def theme_part(theme: str) -> Part:
    boxes = []
    for position, box in enumerate(documents.BOXES):
        blocks: list[documents.Block] = []
        if position < 4 and BOX_TEXT[theme][position]:
            blocks.append(Prose(BOX_TEXT[theme][position]))
        blocks += FIGURES.get((theme, position), ())
        if position == 4:
            blocks.append(RecommendationsBlock(RECOMMENDATIONS[theme]))
        anchor = f"{theme}-{box.lower().replace(' ', '-')}"
        boxes.append(Part(anchor, box, tuple(blocks), theme=theme))
    return Part(theme, documents.THEMES[theme], parts=tuple(boxes), theme=theme)


def grid() -> GridBlock:
    return GridBlock(
        tuple(
            GridRow(
                theme,
                tuple(
                    GridCell(text, "" if text else "Not yet written", f"{theme}-{i}")
                    for i, text in enumerate(texts)
                ),
            )
            for theme, texts in GRID_TEXT.items()
        )
    )


PRIORITIES = (
    PriorityBlock(
        "1",
        "Young people hurt by violence near home",
        "victims",
        True,
        "It ranked first in the matrix for every authority, stayed in the top three under every "
        "set of weights tried, and the partnership can affect it.",
        "Decided 6 November 2026.",
        "priority-1",
    ),
    PriorityBlock(
        "2",
        "People leaving prison without a home",
        "offenders",
        True,
        "Small in number, large in harm; three authorities hold part of the answer.",
        "Decided 6 November 2026.",
        "priority-2",
    ),
    PriorityBlock(
        "3",
        "Harbour and Old Town in the evening",
        "locations",
        True,
        "Residents named it first in the survey and at the public meeting.",
        "Decided 6 November 2026.",
        "priority-3",
    ),
    PriorityBlock(
        "4",
        "Theft of agricultural machinery",
        "locations",
        False,
        "Serious for those it touches; the constabulary's rural team leads and the partnership "
        "would add nothing this year.",
        "Decided 6 November 2026.",
        "priority-4",
    ),
)


def comments(count: int) -> CommentsBlock:
    outcomes = ("Accepted", "Accepted in part", "Not accepted")
    remarks = (
        "The change on the year before should be set beside the county's.",
        "This paragraph says twice what the figure says once.",
        "The fire service also visits these homes; please say so.",
        "Is this the calendar year or the financial year?",
    )
    return CommentsBlock(
        tuple(
            Comment(
                number=str(i),
                section=f"2.{3 + i % 3}.{1 + i % 5}",
                author=("Fire and rescue", "Probation", "County council")[i % 3],
                text=remarks[i % 4],
                outcome=outcomes[i % 3],
                answer=(
                    "Added, with the county's figure.",
                    "Shortened; the second sentence stays, because members asked for it.",
                    "The period is given beneath each figure.",
                )[i % 3],
            )
            for i in range(1, count + 1)
        )
    )


def sources() -> SourcesBlock:
    return SourcesBlock(
        (
            Source(
                "Police recorded crime",
                "Fenmarch Constabulary",
                "July 2024 to June 2026, Wexmere",
                "Usable with care",
                "complete and timely; positions are moved, and there is no hour",
                "Open Government Licence v3.0",
                used_in=(
                    Reference("Figure 1", "figure-total"),
                    Reference("Figure 3", "figure-violence"),
                ),
            ),
            Source(
                "Population estimates",
                "Office for National Statistics",
                "Mid-2024, 2021 small areas",
                "Strong",
                "official statistics",
                "Open Government Licence v3.0",
                "Source: Office for National Statistics licensed under the Open Government "
                "Licence v3.0.",
            ),
            Source(
                "Residents' survey",
                "Wexmere District Council",
                "May to July 2026, 1,142 answers",
                "Weak",
                "one ward in three has fewer than 30 answers",
                used_in=(Reference("Table 2", "table-survey"),),
            ),
        )
    )


def matrix() -> TableBlock:
    factors = ("Volume", "Trend", "Harm", "Community", "Can we affect it?", "Total", "Spread")
    issues = (
        "Violence near home", "Release without a home", "Evening disorder in Harbour",
        "Fraud against older people", "Shoplifting", "Domestic abuse, repeat",
        "Deliberate fires", "Machinery theft", "County lines", "Hate crime",
    )  # fmt: skip
    return TableBlock(
        anchor="table-matrix",
        caption="Ten issues as five authorities scored them, without seeing each other's scores",
        table=TableData(
            (TableColumn("Issue"), *(TableColumn(name, numeric=True) for name in factors)),
            tuple(
                (
                    issue,
                    *(str(1 + (i * 3 + j * 5) % 4) for j in range(5)),
                    str(19 - i),
                    f"{1 + i % 3}",
                )
                for i, issue in enumerate(issues)
            ),
        ),
        source_line="Scores from 1 (low) to 4 (high); spread is the distance between authorities.",
    )


def survey_table() -> TableBlock:
    return TableBlock(
        anchor="table-survey",
        caption="What residents said should come first, by ward",
        table=TableData(
            (
                TableColumn("Ward"),
                TableColumn("Answers", numeric=True),
                TableColumn("First choice"),
                TableColumn("Share", numeric=True),
            ),
            tuple(
                (ward, str(40 + 13 * i), TYPES[i % 4], f"{24 + 3 * (i % 5)}%")
                for i, ward in enumerate(WARDS)
            ),
        ),
        source_line="Source: residents' survey, Wexmere District Council, May to July 2026.",
    )


def actions_table() -> TableBlock:
    rows = (
        ("A1", "Lighting at the bus station", "District council", "March 2026", "Done",
         "Reports fell by 22%"),
        ("A2", "Twelve-week victims' pathway", "County council", "April 2026", "Done",
         "164 of 212 finished"),
        ("A3", "Monthly counts from the hospital", "Integrated care board", "June 2026",
         "Not done", "Agreed in principle; no data"),
        ("A4", "Shared list of managed offenders", "Probation", "January 2026", "Done in part",
         "Housing joined in May"),
    )  # fmt: skip
    labels = ("No.", "Action", "Owner", "Due", "Verdict", "What came of it")
    return TableBlock(
        "table-actions",
        "Last year's actions and the verdict on each",
        TableData(tuple(TableColumn(label) for label in labels), rows),
    )


def long_table(rows: int, *, columns: int = 5, anchor: str = "table-long") -> TableBlock:
    names = ["Area", *(f"Count {i}" for i in range(1, columns))]
    return TableBlock(
        anchor,
        f"A table of {rows} rows and {columns} columns",
        TableData(
            tuple(TableColumn(name, numeric=i > 0) for i, name in enumerate(names)),
            tuple(
                (f"X010{i:05}", *(f"{(i * 37 + j * 11) % 900:,}" for j in range(1, columns)))
                for i in range(rows)
            ),
        ),
    )


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


def full_document(*, is_sample: bool = True, comment_count: int = 18) -> Document:
    """A whole public edition with every block, numbered and stamped."""
    introduction = Part(
        "introduction",
        "Introduction",
        parts=(
            Part("intro", "About this assessment", (Prose(INTRODUCTION),)),
            Part("team", "The team", (Prose(
                "<p>Written by the county's research group with the community safety officer, "
                "strategic leads and partner analysts. Each section names its lead in the register "
                "of comments.</p>"),)),
            Part("method", "Methodology", (Prose(METHOD),)),
            Part(
                "statutory",
                "What the law asks, and where it is answered",
                (DutiesBlock(
                    (
                        Duty("Levels and patterns", "How much crime, disorder and substance misuse "
                             "is there, where and when?", True,
                             (Reference("2.1 Context", "context"),
                              Reference("2.3 Victims", "victims"),
                              Reference("2.5 Locations", "locations"))),
                        Duty("Changes", "What changed since the last assessment?", True,
                             (Reference("2.1 Context", "context"),)),
                        Duty("Reasons", "Why did it change?", False, (), "Being written with "
                             "partners."),
                        Duty("Last year's plan", "How far was it carried out?", True,
                             (Reference("2.6 Activity and progress", "progress"),)),
                    )
                ),),
            ),
            Part(
                "consultation",
                "How residents were consulted",
                (
                    ConsultationBlock(
                        "<p>The partnership agreed in February to ask residents in three ways, and "
                        "to take account of what other bodies had already been told.</p>",
                        (
                            ConsultationMethod("Households in all wards", "Survey, on paper and "
                                               "online", "4 May to 31 July 2026", "1,142"),
                            ConsultationMethod("Young people", "Talks at two colleges",
                                               "June 2026", "86"),
                            ConsultationMethod("People in recovery", "Conversation with the "
                                               "service's forum", "14 July 2026", "11"),
                        ),
                        "Held at the Corn Hall on 16 September 2026, with a senior person of each "
                        "responsible authority. 64 residents came.",
                    ),
                    survey_table(),
                ),
            ),
        ),
    )  # fmt: skip
    analysis = Part(
        "analysis",
        "The analysis",
        parts=(
            Part(
                "context",
                "Context",
                (
                    Prose("<p>Wexmere is a district of market towns and drained fen, with 101,280 "
                          "residents. It is growing at its edges and ageing at its centre.</p>"),
                    trend_figure("figure-total", "All recorded crime fell by 4% in two years", 1,
                                 base=640),
                    bar_figure("figure-types", "Anti-social behaviour is still the largest class",
                               TYPES, 2),
                ),
            ),
            Part("scanning", "The scanning exercise", (
                Prose("<p>Thirty-four issues were put forward by officers, by the data, by the "
                      "constabulary's risk assessment and by residents. Ten were scored; four "
                      "became key lines.</p>"),
                matrix(),
            )),
            *(theme_part(theme) for theme in documents.THEMES),
            Part("progress", "Current activity and progress", (actions_table(),)),
        ),
    )  # fmt: skip
    priorities = Part(
        "priorities",
        "Priorities",
        parts=(
            Part("selection", "How priorities were chosen", (
                Prose("<p>The board met once to read the draft and once to decide. Every priority "
                      "rests on a key line; every key line that did not become one has a reason."
                      "</p>"),
                MeetingBlock(
                    "Board meeting",
                    "2026-11-06",
                    "Five of six responsible authorities attended; three are enough to decide.",
                    (
                        Attendee("Wexmere District Council", "Head of communities", True),
                        Attendee("Fenmarch County Council", "Director of public health", True),
                        Attendee("Fenmarch Constabulary", "Area commander", True),
                        Attendee("Fenmarch Fire and Rescue", "Group commander", True),
                        Attendee("Probation Service", "Head of delivery unit", True),
                        Attendee("Integrated care board", "Apologies", False),
                        Attendee("Wexmere Street Pastors", "Coordinator", True, False),
                    ),
                ),
            )),
            Part("strategic", "The strategic priorities", PRIORITIES),
        ),
    )  # fmt: skip
    gaps = Part(
        "gaps",
        "Gaps in activity, provision and intelligence",
        parts=(Part("local", "Local experience"),),
    )
    conclusion = Part(
        "conclusion",
        "Conclusion",
        parts=(Part("next", "Next steps", (Prose(
            "<p>The plan is written by January. Actions are reviewed each quarter; this document "
            "is issued again when something in it stops being true.</p>"),)),),
    )  # fmt: skip
    appendices = (
        Part("sources", "Data sources and licences", (sources(),), appendix=True),
        Part("register", "Comments on the draft, and the answers", (comments(comment_count),),
             appendix=True),
        Part("small-areas", "Small areas", (long_table(64),), appendix=True),
    )  # fmt: skip
    document = Document(
        title="Strategic assessment",
        partnership="Wexmere Community Safety Partnership",
        year="2026",
        subtitle="Crime, disorder and substance misuse: what we know, what we do, what comes next",
        edition=2,
        audience="public",
        edition_label="Edition 2, public",
        marking="OFFICIAL",
        issued_on="2026-11-20",
        is_sample=is_sample,
        summary=(
            "<p>Recorded crime in Wexmere fell by 4% in the year to June 2026. Violence near home "
            "hurts young adults most; a small number of people, many without a home, commit much "
            "of the theft; two wards hold a third of the anti-social behaviour.</p>"
        ),
        key_numbers=(
            KeyNumber("7,412", "offences in the year to June 2026"),
            KeyNumber("73.2", "for each 1,000 residents"),
            KeyNumber("−4%", "on the year before"),
            KeyNumber("1,142", "residents answered the survey"),
        ),
        priorities=PRIORITIES,
        priorities_note="Agreed by the board on 6 November 2026; five of six authorities present.",
        grid=grid(),
        details=(
            Detail("Area", "Wexmere (X07000001)"),
            Detail("Covers", "July 2024 to June 2026"),
            Detail("Agreed", "Board meeting, 6 November 2026"),
        ),
        trail_note="Quote the hash in minutes: anyone can check that a copy is this edition.",
        notes=("Counts under 5 are not shown in this edition.",),
        parts=(introduction, analysis, priorities, gaps, conclusion, *appendices),
    )
    return documents.stamped(numbering.numbered(document))


def large_document(*, figures: int = 36) -> Document:
    """About forty pages with as many charts as the largest real assessment."""
    document = full_document()
    charts = tuple(
        trend_figure(f"extra-{i}", f"Trend {i} held steady through the year", i, base=40 + i)
        for i in range(figures - len(numbering.figures(document)))
    )
    extra = Part("charts", "Further charts", charts, appendix=True)
    document = dataclasses.replace(document, parts=(*document.parts, extra))
    return documents.stamped(numbering.numbered(document))


def bare_document(*parts: Part, **changes: object) -> Document:
    """The least that is still a document."""
    document = Document(
        title="Strategic assessment",
        partnership="Wexmere Community Safety Partnership",
        year="2026",
        edition=1,
        audience="board",
        edition_label="Edition 1, board",
        marking="OFFICIAL-SENSITIVE",
        issued_on="2026-10-02",
        parts=parts or (Part("introduction", "Introduction"),),
    )
    return documents.stamped(numbering.numbered(dataclasses.replace(document, **changes)))
