"""The sections of the Home Office structure outside the fifteen boxes."""

from assessment.guidance.guidance import Guidance

GUIDANCE = {
    "summary": Guidance(
        purpose="One page that a board member reads in three minutes and can act on.",
        belongs=(
            "What changed, why, what the partnership will do: in that order.",
            "The agreed priorities: they are printed beside it by themselves.",
            "Three or four numbers, each with its period and where it comes from.",
        ),
        leave_out=(
            "How the assessment was made: that is the introduction.",
            "Anything that does not stand in the document behind it.",
        ),
        ask=(
            "If a member reads only this, will they decide the same?",
            "Is it written last, from the approved sections?",
        ),
        example=(
            "Recorded crime in Wexmere fell by 4% to 7,412 offences in the year to June 2026, much "
            "as in similar places. Three things did not follow: injuries to young adults on "
            "weekend nights, theft by some 40 people without a settled home, and anti-social "
            "behaviour in Harbour and Millfield. The board agreed a priority for each.",
        ),
        length="200 to 350 words, written last",
    ),
    "introduction": Guidance(
        purpose="What this document is, for whom, and which year and area it covers.",
        belongs=(
            "The partnership, its area, the period of the data, the date of the document.",
            "The duty it answers: the Crime and Disorder Act 1998 and the 2007 Regulations.",
            "How to read it: victims, offenders, locations; the short document and the pack.",
        ),
        leave_out=("A history of the partnership.", "Findings: they belong to the analysis."),
        ask=("Would somebody new to the board understand what they hold?",),
        example=(
            "This assessment tells the Wexmere Community Safety Partnership what is known about "
            "crime, disorder and substance misuse in the district, for the year to June 2026, so "
            "that the board can choose what to work on. Tables and charts beyond the few shown "
            "here are in the supporting information pack.",
        ),
        length="100 to 200 words",
    ),
    "introduction.team": Guidance(
        purpose="Who made this assessment, and for which organisation.",
        belongs=(
            "The table of people and roles is printed here by itself.",
            "Thanks to contributors outside the partnership; who checked the analysis.",
        ),
        leave_out=("Telephone numbers and private addresses.",),
        ask=("Is anybody missing who wrote, sent data or read drafts?",),
        example=(
            "The analysis was done by the county's research team and written with the community "
            "safety officer and three strategic leads. The fire service's analyst checked the "
            "figures on arson.",
        ),
        length="A sentence or two",
    ),
    "introduction.methodology": Guidance(
        purpose="How the assessment was made, so that somebody else could make it again.",
        belongs=(
            "The steps: scan, analyse, respond, assess; with dates.",
            "How issues were scored and how many key lines were chosen.",
            "How change was judged: same months, how large a number, what counts as chance.",
            "What was different from last year, and why.",
        ),
        leave_out=("The list of sources: that is the next section.", "Text-book theory."),
        ask=(
            "Could another analyst repeat it from this page?",
            "Which choice of ours most changes the result?",
        ),
        example=(
            "Twenty-three issues were gathered in July. Seven people from five organisations "
            "scored them without seeing each other's scores, and the partnership chose four for "
            "deeper analysis. Years run from July to June. A change is called a change only where "
            "it is larger than chance would bring; percentages are not given on fewer than 20.",
        ),
        length="150 to 250 words",
    ),
    "introduction.sources": Guidance(
        purpose="What the assessment rests on, and how far each source can be trusted.",
        belongs=(
            "The register with its robustness ratings is printed here by itself.",
            "The limits that matter most for the conclusions, in plain words.",
            "Sources that were asked for and did not come.",
        ),
        leave_out=("Praise of data sharing in general.",),
        ask=(
            "Which conclusion would fall if the weakest source were wrong?",
            "Did recording change during the two years compared?",
        ),
        example=(
            "Police records are strong for burglary and weak for domestic abuse, where many people "
            "tell nobody. The hospital's counts of assaults were asked for in May and did not "
            "come; so nothing here can say how much violence goes unreported.",
        ),
        length="80 to 150 words",
    ),
    "introduction.consultation": Guidance(
        purpose=(
            "How people who live and work here were asked, as the Regulations require: about the "
            "problems and about what to put first."
        ),
        belongs=(
            "Consultations and the public meeting as recorded are printed here by themselves.",
            "Who was not reached, and what will be done next year.",
            "What came of it: which issue or priority it changed.",
        ),
        leave_out=("Single residents' words by which they could be recognised.",),
        ask=(
            "Were those asked who are most affected?",
            "Which of the answers surprised us?",
            "What do residents put first that the data do not show?",
        ),
        example=(
            "1,142 people answered, a third of them on paper at libraries and the market. People "
            "under 25 were one in thirty of those who answered; the youth council was therefore "
            "asked in September. Speeding came first for residents and is not counted in crime "
            "data: it was scanned because of this.",
        ),
        length="100 to 200 words",
    ),
    "analysis": Guidance(
        purpose="The heading above the analysis.",
        belongs=("Normally nothing. At most a sentence on the order of what follows.",),
        leave_out=("Findings: they belong to the sections below.",),
        ask=("Does the reader need anything here?",),
        example=("This part begins with the area, then says what was scanned and what was found.",),
        length="None, or one sentence",
    ),
    "analysis.context": Guidance(
        purpose=(
            "The area, and the levels and patterns of crime, disorder and substance misuse in it. "
            "The first statutory component is answered here and in the boxes."
        ),
        belongs=(
            "People: how many, how old, how that is changing, with the year of the estimate.",
            "Levels: recorded crime and disorder as counts and rates, beside similar places.",
            "Patterns: the main crime types, the months, the parts of the area.",
            "Substance misuse: treatment, hospital stays, deaths, as far as known.",
            "What happened in the year that explains numbers: a new estate, a recording change.",
        ),
        leave_out=(
            "Everything that census and health profiles say: only what bears on safety.",
            "Rates on different population estimates beside each other.",
        ),
        ask=(
            "Would a reader know whether this is a safe place, compared with others like it?",
            "Which number will be quoted, and does it stand with its period and source?",
        ),
        example=(
            "Wexmere has about 101,300 residents (mid-2024 estimate). The constabulary recorded "
            "7,412 offences in the year to June 2026, 73.2 for each 1,000 residents; the year "
            "before it was 7,721. Violence is two in five of them, shop theft one in nine.",
        ),
        length="200 to 400 words and two or three figures",
    ),
    "analysis.scanning": Guidance(
        purpose="How all issues were looked at, and why these few were chosen.",
        belongs=(
            "The list of issues with the decisions is printed here by itself.",
            "Where issues came from: officers, data, the constabulary, residents, last year.",
            "Where the scorers disagreed, and what was done about it.",
        ),
        leave_out=("The analysis of the chosen issues.", "Who gave which score."),
        ask=(
            "Could somebody whose issue was not taken find the reason?",
            "Did an issue come high by one organisation's scores alone?",
        ),
        example=(
            "Burglary scored fifth and was not taken: it has fallen for three years and the "
            "current work is thought to be enough. Scorers disagreed most on modern slavery, which "
            "few had met; the police agreed to brief the board in November.",
        ),
        length="100 to 250 words",
    ),
    "analysis.themes": Guidance(
        purpose=(
            "What cuts across victims, offenders and locations: causes, links between the boxes, "
            "changes since last time and why they came about."
        ),
        belongs=(
            "Each key line in a sentence, and the boxes in which it is treated.",
            "Causes that stand behind several boxes: drugs, housing, the night-time economy.",
            "What changed since the last assessment and the likeliest reasons, with how sure we "
            "are.",
        ),
        leave_out=("Repeating the boxes.", "A cause stated as a fact that is only an opinion."),
        ask=(
            "If one thing changed, in which boxes would it show?",
            "Why did it change: more of it, more reported, or recorded otherwise?",
            "What else would have to be true if that were the reason?",
        ),
        example=(
            "Housing stands behind two key lines: people leaving prison without a home steal, and "
            "people moved at short notice are hurt in shared houses. Shop theft rose by 14%. The "
            "shops changed how they report in January and most of the rise came then, so we "
            "think half of it is reporting; the other half came with three closed hostels.",
        ),
        length="150 to 300 words",
    ),
    "analysis.activity": Guidance(
        purpose=(
            "How far last year's plan was carried out, and what came of it. The fourth statutory "
            "component is answered here."
        ),
        belongs=(
            "Last year's actions with their verdicts are printed here by themselves.",
            "What the verdicts say together: what works here, what keeps getting stuck.",
            "Work that cuts across the themes and fits in no box.",
        ),
        leave_out=("A list of meetings held.", "Actions that were never in the plan, as if so."),
        ask=(
            "For each action not carried out: what stopped it, and will it stop it again?",
            "Which action would we pay for again?",
        ),
        example=(
            "Of eleven actions seven were carried out, two in part and two not. Both that failed "
            "waited for an information-sharing agreement; it is now signed. The named contact for "
            "victims is the action we would keep if we could keep only one.",
        ),
        length="150 to 250 words",
    ),
    "priorities": Guidance(
        purpose="The heading above the priorities.",
        belongs=("Normally nothing.",),
        leave_out=("The priorities: they are printed below.",),
        ask=("Does the reader need anything here?",),
        example=("This part says how the board chose and what it chose.",),
        length="None, or one sentence",
    ),
    "priorities.process": Guidance(
        purpose="How the board came from the analysis to its priorities.",
        belongs=(
            "The meetings, who attended for which authority, and the decisions are printed here "
            "by themselves.",
            "What the board was given to read, and what weighed most.",
            "How residents' answers and the police and crime plan were taken into account.",
        ),
        leave_out=("Minutes.",),
        ask=(
            "Can a reader see why this and not that?",
            "Is every proposal that was not agreed here with its reason?",
        ),
        example=(
            "The board read the draft in October and met on 6 November 2026 with five of six "
            "authorities present. It weighed harm first, then what the partnership can change. A "
            "priority on rural theft was proposed and not agreed: the new county team has it.",
        ),
        length="100 to 200 words",
    ),
    "priorities.strategic": Guidance(
        purpose="What the partnership will work on.",
        belongs=(
            "The agreed priorities with their reasons are printed here by themselves.",
            "How they hang together; how long they are meant to last.",
        ),
        leave_out=("Actions: they are in the plan.", "Priorities that the board has not agreed."),
        ask=("Will somebody be able to say next year whether each was worked on?",),
        example=(
            "The three priorities share two causes, drugs and insecure housing, so the same people "
            "will meet for all three. They stand until the assessment of 2028 unless the board "
            "decides otherwise.",
        ),
        length="50 to 150 words",
    ),
    "gaps": Guidance(
        purpose="What is missing across the whole partnership.",
        belongs=(
            "Gaps that stand in more than one theme, or in none.",
            "Provision that ends, people whom no service is for, facts that nobody has.",
            "What each gap keeps the partnership from doing.",
        ),
        leave_out=("Repeating every gap of the boxes.",),
        ask=(
            "Which gap, if closed, would help in most boxes?",
            "What will we not be able to say next year either?",
        ),
        example=(
            "Three gaps cross the themes: no partner works at weekends with the people most "
            "affected; hospital counts do not reach us; and nobody under 18 is asked what they "
            "think.",
        ),
        length="100 to 250 words",
    ),
    "gaps.local": Guidance(
        purpose="What people who do the work here know that no data show.",
        belongs=(
            "What wardens, officers, teachers, health visitors and traders see.",
            "Where their experience differs from the figures, and who might be right.",
        ),
        leave_out=("Single cases that somebody could recognise.", "Hearsay about families."),
        ask=(
            "Whom did we ask, and whom not?",
            "What did they tell us that made us look again at the data?",
        ),
        example=(
            "Wardens in Millfield say that shopkeepers stopped ringing the police about children "
            "in 2024. The fall in incidents there may therefore be a fall in calls.",
        ),
        length="80 to 200 words",
    ),
    "conclusion": Guidance(
        purpose="What the whole comes to, in a few sentences.",
        belongs=(
            "What is better, what is worse, what is not known.",
            "How sure we are, and what would change our mind.",
        ),
        leave_out=("New findings.", "The summary over again."),
        ask=("What should a member remember in a month?",),
        example=(
            "Wexmere is a little safer than a year ago for most people, and not for the groups "
            "named here. We are sure of the places, fairly sure of the victims, and least sure why "
            "shop theft rose.",
        ),
        length="60 to 150 words",
    ),
    "conclusion.next": Guidance(
        purpose="What happens now, who does it, by when.",
        belongs=(
            "The plan's actions are printed here by themselves.",
            "When the board looks again; when the next assessment begins.",
        ),
        leave_out=("Hopes without a date.",),
        ask=("Does everybody named know that they are?",),
        example=(
            "The plan begins in January 2027. The board looks at it each quarter. Scanning for the "
            "next assessment begins on 14 July 2027 with the verdicts on these actions.",
        ),
        length="50 to 120 words",
    ),
    "appendices": Guidance(
        purpose="What some readers need and most do not.",
        belongs=(
            "The register of comments, the statutory components and the commitments are printed "
            "here by themselves.",
            "Definitions, abbreviations, a note on methods too long for section 1.2.",
        ),
        leave_out=(
            "Tables and charts nobody asked for: they belong to the supporting information pack.",
            "Sensitive matter that should not travel with the document.",
        ),
        ask=("Would the document be poorer without it?",),
        example=(
            "Anti-social behaviour: incidents that the constabulary records as such, of three "
            "kinds: personal, nuisance, environmental. They are not crimes and are counted apart.",
        ),
        length="As short as it can be",
    ),
}
