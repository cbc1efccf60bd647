"""The whole document, a large one, and the least that is still one."""

import dataclasses

from reports import document as documents
from reports import numbering
from reports.document import (
    Attendee,
    ConsultationBlock,
    ConsultationMethod,
    Detail,
    Document,
    DutiesBlock,
    Duty,
    KeyNumber,
    MeetingBlock,
    Part,
    Prose,
    RecommendationsBlock,
    Reference,
)
from tests.factories.documents.figures import TYPES, WARDS, bar_figure, trend_figure
from tests.factories.documents.records import PRIORITIES, comments, grid, sources
from tests.factories.documents.tables import actions_table, long_table, matrix, survey_table
from tests.factories.documents.words import BOX_TEXT, INTRODUCTION, METHOD, RECOMMENDATIONS

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
