"""What the sample's writers wrote, in the plain notation of the editor. Everything is invented.

`{trend}`, `{change}` and `{rates}` stand for figures from the sample's own data. No number is typed
into a sentence: numbers come from the figures.
"""

LAST_YEAR: dict[str, str] = {
    "summary": """
This assessment looks at crime, disorder and substance misuse in Wexmere and at how far last year's
plan was carried out. It is short on purpose: tables and charts are in the supporting information pack.

- People living alone in the market town suffer repeated anti-social behaviour at their door.
- A small number of young adults account for much of the shoplifting reported in the town centre.
- Two places, the station approach and the river park, draw trouble on summer evenings.

The board agreed three priorities, set out in section 3.
""",
    "introduction": """
Wexmere Community Safety Partnership prepares a strategic assessment every year. It gives the board
the evidence to choose what to work on, and gives residents a plain account of the choice.
""",
    "introduction.team": """
The assessment was prepared by the county's analyst with the district's community safety officer.
Leads for domestic abuse, housing and young people wrote the parts that they know best.
""",
    "introduction.methodology": """
The work followed four steps: scan, analyse, respond and assess.

1. Issues were gathered from officers, from the data and from residents.
2. Each scorer weighed every issue alone before the scores were compared.
3. The issues with the highest scores became key lines of enquiry, within a cap.
4. Each key line was examined for its victims, its offenders and its locations.
""",
    "introduction.sources": """
The register of sources, with what each covers and how far it can be trusted, is printed below.
Police records say where an incident was recorded to the nearest map point, and only in which month.
""",
    "introduction.consultation": """
Residents were asked in June and July, on paper in libraries and at a public meeting.
""",
    "analysis.context": """
Wexmere is a district of one market town and a ring of villages. Most people live within walking
distance of open country; the town centre serves shoppers from a much wider area.

{rates}

The rate divides what was recorded in a place by the people who live there. In the town centre many of
those affected are visitors, so that its rate says little about the risk to residents.
""",
    "analysis.scanning": """
The matrix below shows every issue that was considered, the scores, and why some were not taken
further this year.
""",
    "analysis.themes": """
Over the year the picture changed less than in the year before.

{trend}

The change by crime type shows which movements are large enough to be news.

{change}

Part of the movement has a known reason: a new way of recording anti-social behaviour began in the
autumn, and a retailer began to report every theft.
""",
    "victims.key_information": """
People who live alone, and are over sixty, report more anti-social behaviour at their home than
others do, often more than once. Police records that are open to the partnership cannot show repeat
victims; the housing trust's records can.

Young people are less likely to report what happens to them. The school survey says so each year.
""",
    "victims.current_work": """
- The housing trust telephones every tenant who has reported twice within a month.
- Victim support is offered through the constabulary, with a worker in the town one day a week.
- Libraries serve as safe places where anybody may ask for help.
""",
    "victims.progress": """
The telephone calls reach most tenants within three days. Fewer of them report a third time than before
the calls began, though the numbers are small and the change may be chance.
""",
    "victims.gaps": """
Private tenants have no such call. Health services see injuries that nobody reports to the police, and
their records have not yet been shared.
""",
    "victims.recommendations": """
The recommendations below were written together with the housing trust and the health board.
""",
    "offenders.key_information": """
Shoplifting in the town centre is committed by few people, many of them known to treatment services.
The retailers' own list and the probation service agree about this.
""",
    "offenders.current_work": """
Probation and the treatment service meet every two weeks about the people who offend most. The council's
youth workers are in the town centre on Friday evenings.
""",
    "offenders.progress": """
Of those who were offered treatment after a caution, more than half kept their first appointment.
""",
    "offenders.gaps": """
Nobody follows people who leave prison for Wexmere during their first two weeks. The partnership does not
know how many young people carry knives; it knows only how many were found with one.
""",
    "offenders.recommendations": """
The recommendations below rest on what has worked elsewhere, as far as that is known.
""",
    "locations.key_information": """
The station approach and the river park stand out on summer evenings. The map points of police records
are not exact, so places smaller than a census area are named from officers' knowledge.
""",
    "locations.current_work": """
Lighting at the station approach was renewed. Park rangers close the river park at dusk.
""",
    "locations.progress": """
Fewer incidents were recorded at the station approach in the months after the lights were renewed than in
the same months of the year before.
""",
    "locations.gaps": """
There is no count of people who use the park, so that more incidents may mean only more visitors.
""",
    "locations.recommendations": """
The recommendations below were walked through on site with residents.
""",
    "analysis.activity": """
This is the first assessment that Wexmere made in this way, so no earlier plan is recorded here. The
partners reported on it to the board in the spring; what they told stands under progress in the boxes.
""",
    "priorities.process": """
Scores, evidence and residents' answers were put before the board together. Members first judged alone.
""",
    "priorities.strategic": """
The board agreed the priorities below at a quorate meeting.
""",
    "gaps": """
What the partnership does not know matters as much as what it knows. The gaps of the three themes come
together here.
""",
    "gaps.local": """
Parish councils described speeding and fly-tipping that no partner's records show. The officer keeps a list.
""",
    "conclusion": """
Wexmere is a safe place for most who live in it. Harm falls on few people, in few places, and much of it
on the same ones again.
""",
    "conclusion.next": """
Actions are followed every quarter. The next assessment begins with their verdicts.
""",
    "appendices": """
The supporting information pack holds every table and chart, with notes on each source.
""",
}

THIS_YEAR: dict[str, str] = {
    key: LAST_YEAR[key]
    for key in (
        "introduction",
        "introduction.team",
        "introduction.sources",
        "analysis.context",
        "analysis.scanning",
    )
} | {
    "introduction.methodology": """
The work follows four steps: scan, analyse, respond and assess. Scoring was done alone first, as last
year; this year every factor has a written scale.
""",
    "introduction.consultation": """
Residents were asked from June to July. More people answered than last year because libraries offered help.
""",
    "analysis.themes": """
{trend}

{change}

Writers are still working out why some crime types moved. What is known so far stands in the boxes below.
""",
    "victims.key_information": """
Violence recorded at home has become a larger part of all violence. Officers think that more of it is
reported; the analyst cannot yet say how much of the change is reporting.
""",
    "victims.current_work": """
- A specialist worker now sits with the police on two days a week.
- The housing trust's calls go on, and reach private tenants in one ward.
""",
    "victims.gaps": """
Records of injuries treated in hospital are still not shared.
""",
    "offenders.key_information": """
Shoplifting remains the work of few people. Two of last year's group are in treatment and have not been
recorded since.
""",
    "offenders.current_work": """
The fortnightly meeting goes on. A new scheme meets people at the prison gate.
""",
    "locations.key_information": """
The station approach is quieter. The river park is not, and a car park in the town centre has been added.

{rates}
""",
    "locations.progress": """
The lights at the station approach have stayed on; a residents' group walks the park on Fridays.
""",
}
ANSWERED_THIS_YEAR = {"levels": "analysis.context", "changes": "analysis.themes"}
ANSWERED_LAST_YEAR = ANSWERED_THIS_YEAR | {
    "reasons": "analysis.themes",
    "plan": "analysis.activity",
}
THIS_YEAR_APPROVED = ("introduction", "introduction.methodology", "analysis.context")
THIS_YEAR_HANDED_OVER = ("introduction.sources", "victims.key_information")

ISSUES = [
    (
        "Anti-social behaviour at people's homes",
        "Repeated trouble at the door of people who live alone.",
        "officer",
    ),
    ("Shoplifting in the town centre", "Few people, many thefts; staff are threatened.", "data"),
    ("Violence at home", "Recorded more often; how much is reporting?", "data"),
    (
        "The river park on summer evenings",
        "Noise, fires and fights near the bandstand.",
        "consultation",
    ),
    ("Young people and knives", "Few finds, much worry.", "officer"),
    ("Speeding in the villages", "Raised by every parish council.", "consultation"),
    ("Bicycle theft at the station", "Locks are cut in daylight.", "data"),
    (
        "Drug dealing from rented homes",
        "Vulnerable tenants are used by dealers from outside.",
        "police",
    ),
    ("Fly-tipping on droves", "A growing cost to farmers and the council.", "officer"),
]
CHOSEN = (
    "Anti-social behaviour at people's homes",
    "Shoplifting in the town centre",
    "Violence at home",
    "The river park on summer evenings",
)
# Heaviest first: what the sample's scorers think, more or less.
IN_ORDER_OF_WEIGHT = (
    *CHOSEN,
    "Drug dealing from rented homes",
    "Speeding in the villages",
    "Young people and knives",
    "Bicycle theft at the station",
    "Fly-tipping on droves",
)
COVERED_IN = {
    "Anti-social behaviour at people's homes": ["victims.key_information", "victims.gaps"],
    "Shoplifting in the town centre": ["offenders.key_information", "offenders.current_work"],
    "Violence at home": ["victims.key_information", "victims.current_work"],
    "The river park on summer evenings": ["locations.key_information", "locations.gaps"],
}
REFUSALS = {
    "Young people and knives": "Too few incidents to analyse; the county group looks into it this year.",
    "Speeding in the villages": "The road safety partnership leads on this and reports in the spring.",
    "Bicycle theft at the station": "The rail operator is rebuilding the stands; look again next year.",
    "Drug dealing from rented homes": "Covered by the police operation that is under way.",
    "Fly-tipping on droves": "An enforcement matter for the council; no partner adds to it.",
}

PRIORITIES = [
    (
        "Safer at home",
        "Fewer people suffer anti-social behaviour or violence at their own door.",
        "victims",
        "Anti-social behaviour at people's homes",
        True,
        "A third of the calls came from homes that had called before within the year.",
        "Harm is high, falls on the same people again, and partners can do something about it.",
    ),
    (
        "Fewer thefts by few people",
        "Treatment and consequence together for those who steal most.",
        "offenders",
        "Shoplifting in the town centre",
        True,
        "Half of the thefts that were solved were the work of fewer than twenty people.",
        "A small group, known to partners; what works elsewhere is known.",
    ),
    (
        "Evenings in the river park",
        "The park belongs to everybody after five o'clock.",
        "locations",
        "The river park on summer evenings",
        True,
        "Most reports from the park fall on evenings between May and September.",
        "Residents named it first; the cost of acting is small.",
    ),
    (
        "Speeding in the villages",
        "Slower traffic past schools and greens.",
        "locations",
        "",
        False,
        "Residents report speeding often; collisions with injury are few and not growing.",
        "The road safety partnership leads; the board will hear its report in the spring.",
    ),
]

RECOMMENDATIONS = [
    (
        "victims.recommendations",
        "Offer the follow-up call to private tenants as well.",
        "Private tenants get no call after a second report.",
        "Repeat-victimisation schemes: good evidence from several towns.",
        "Wexmere Housing Trust",
    ),
    (
        "victims.recommendations",
        "Share counts of injuries from assaults treated in hospital.",
        "Most violence treated in hospital is unknown to the police.",
        "Sharing of anonymised hospital data: good evidence.",
        "Wexshire Integrated Care Board",
    ),
    (
        "offenders.recommendations",
        "Meet people who leave prison at the gate.",
        "Nobody follows them in the first two weeks.",
        "Through-the-gate support: mixed evidence.",
        "Wexshire Probation Unit",
    ),
    (
        "locations.recommendations",
        "Count visitors to the river park for one summer.",
        "There is no count of people who use the park.",
        "",
        "Wexmere District Council",
    ),
]
ACTIONS = [
    (
        "Telephone private tenants after a second report",
        "Wexmere Housing Trust",
        (3, 31),
        "Calls made within three days",
        "Safer at home",
        0,
        "Calls began in one ward.",
        "partly_done",
        "Calls reach private tenants in one ward only; two landlords have not agreed.",
    ),
    (
        "Agree a quarterly count of assault injuries",
        "Wexshire Integrated Care Board",
        (6, 30),
        "Counts received each quarter",
        "Safer at home",
        1,
        "The agreement is with the hospital's lawyers.",
        "not_done",
        "The hospital asked for a new legal form; the agreement is expected in the spring.",
    ),
    (
        "Meet everybody released to Wexmere at the gate",
        "Wexshire Probation Unit",
        (5, 31),
        "Share met within a day",
        "Fewer thefts by few people",
        2,
        "Two volunteers trained.",
        "done",
        "Everybody released since February was met.",
    ),
    (
        "Install visitor counters at the park gates",
        "Wexmere District Council",
        (4, 30),
        "Counters working by May",
        "Evenings in the river park",
        3,
        "Counters bought and installed.",
        "done",
        "Counters have worked since the last week of April.",
    ),
]

COMMENTS = [
    (
        "victims.key_information",
        "Could this say how many of them are tenants of the trust?",
        "partly",
        "The trust's share is in the pack; a count here would be too small to print.",
    ),
    (
        "offenders.current_work",
        "The youth workers come on Saturdays too since the spring.",
        "accepted",
        "Changed.",
    ),
    (
        "locations.gaps",
        "Ask the county for its count of car parking instead.",
        "not_accepted",
        "Cars say little about people on foot; counters were bought.",
    ),
]

FINDINGS = [
    (
        "Which problem should the partnership tackle first?",
        [
            ("Anti-social behaviour", "", 148),
            ("Speeding", "", 121),
            ("The river park", "", 96),
            ("Drug dealing", "", 64),
            ("Something else", "", 31),
        ],
    ),
    (
        "Do you feel safe in the town centre after dark?",
        [
            ("Yes", "Wexmere Central", 62),
            ("No", "Wexmere Central", 41),
            ("Yes", "Wexmere North", 88),
            ("No", "Wexmere North", 23),
        ],
    ),
]

LESSONS = [
    (
        "Scores arrived late because nobody knew what a three meant.",
        "Every factor now has a written scale.",
    ),
    (
        "The draft was too long for the board.",
        "Tables moved into the pack; each box is limited to what a reader needs.",
    ),
]
