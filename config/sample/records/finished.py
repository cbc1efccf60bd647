"""The finished year: scanned, written, decided, carried out and judged."""

from config.sample.records.shapes import (
    Act,
    Advice,
    Asked,
    Found,
    Learned,
    Meets,
    Proposal,
    Raised,
    Remark,
)

POLICE = "Wexshire Constabulary"
DISTRICT = "Wexmere District Council"
PROBATION = "Wexshire Probation Unit"
HEALTH = "Wexshire Integrated Care Board"
HOUSING = "Wexmere Housing Trust"

HOMES = "Anti-social behaviour at people's homes"
VIOLENCE = "Violence at home"
SHOPS = "Shop theft in the town centre"
PARK = "The river park and the station on summer evenings"

# Heaviest first: what the sample's scorers think, more or less.
ISSUES = (
    Raised(
        HOMES,
        "The same households report trouble at their door again and again; many of them live alone.",
        "officer",
        covered_in=("victims.key_information", "victims.gaps"),
    ),
    Raised(
        VIOLENCE,
        "The largest part of recorded violence, and the part of which least is known. More people "
        "ask the specialist service for help.",
        "data",
        covered_in=("victims.key_information", "victims.current_work"),
    ),
    Raised(
        SHOPS,
        "A small number of people, many thefts; staff are threatened and some shops close early.",
        "data",
        covered_in=("offenders.key_information", "offenders.current_work"),
    ),
    Raised(
        PARK,
        "Noise, fires and fights near the bandstand; people avoid the way to the station after dark.",
        "consultation",
        covered_in=("locations.key_information", "locations.gaps"),
    ),
    Raised(
        "Drug dealing from rented homes",
        "Tenants who are ill or in debt let dealers from outside the county use their homes.",
        "police",
        refused="A police operation is under way, and its lead reports to the board in March. The "
        "harm to the tenants is treated under the first key line.",
    ),
    Raised(
        "Speeding in the villages",
        "Raised by 11 of the 14 parish councils and second among residents.",
        "consultation",
        refused="The county's road safety partnership leads and has its own survey in hand. It has been "
        "asked to come to the public meeting next year.",
    ),
    Raised(
        "Young people and knives",
        "Few finds, much worry among parents and teachers.",
        "officer",
        refused="Too few incidents to analyse by place or person without naming somebody. The county's "
        "serious violence group looks into it for all five districts.",
    ),
    Raised(
        "Bicycle theft at the station",
        "Locks are cut in daylight; most owners do not expect to hear again.",
        "data",
        refused="Numbers have fallen for two years and the rail operator is rebuilding the stands.",
    ),
    Raised(
        "Fly-tipping on the droves",
        "A growing cost to farmers and to the council.",
        "officer",
        refused="A matter of enforcement for the council alone; no other partner could add to it.",
    ),
    Raised(
        "Burglary of garages and sheds",
        "Tools and bicycles; small losses, but to people who need them for work.",
        "police",
        refused="No clear change in burglary, and the constabulary's marking scheme has just begun. "
        "It is looked at again next year.",
    ),
)  # fmt: skip

CONSULTATION = Asked(
    title="What should we tackle first? Residents' views {year}",
    whom="Everybody who lives or works in the district; the 14 parish councils; tenants of the housing "
    "trust; traders; the youth forum.",
    how="A two-page form on paper in five libraries, seven surgeries and on the market, and the same "
    "form read out by telephone to people who asked for it.",
    starts_on=(2025, 8, 18),
    ends_on=(2025, 9, 26),
    meeting_on=(2025, 9, 10),
    meeting_place="Corn Hall, Wexmere",
    meeting_discussed="Evenings in the river park and at the station, last year's plan, and what "
    "neighbours can do when somebody is troubled at home. A senior person of each of the six "
    "authorities answered questions.",
    findings=(
        Found(
            "Which problem should the partnership tackle first?",
            "paper",
            (
                ("Anti-social behaviour near home", "", 148),
                ("Speeding", "", 121),
                ("The river park and the station", "", 96),
                ("Drug dealing", "", 64),
                ("Something else", "", 31),
            ),
            bears_on=(HOMES, PARK),
        ),
        Found(
            "Do you feel safe in the town centre after dark?",
            "paper",
            (
                ("Yes", "Market Place", 62),
                ("No", "Market Place", 41),
                ("Yes", "Castle Hill", 88),
                ("No", "Castle Hill", 23),
            ),
            bears_on=(PARK,),
        ),
    ),
)

REMARKS = (
    Remark(
        "victims.key_information",
        "member",
        "Could this say how many of the households that report again are tenants of the trust?",
        "partly",
        "All of them are: the count comes from the trust's own records. We have said so, and that nobody "
        "counts the same for private tenants.",
    ),
    Remark(
        "offenders.current_work",
        "police",
        "The youth workers have come on Saturdays as well since the spring.",
        "accepted",
        "Changed.",
    ),
    Remark(
        "locations.gaps",
        "member",
        "Ask the county for its count of parked cars instead of buying counters for the park gates.",
        "not_accepted",
        "Most people come to the park on foot. Parked cars would say little about them in the evening.",
    ),
    Remark(
        "analysis.themes",
        "police",
        "The rise in drug offences is the result of our operation since March. It would be wrong to "
        "call it more dealing.",
        "accepted",
        "Agreed. The section now says that the police looked harder, and what would have to be true if "
        "there were more dealing as well.",
    ),
    Remark(
        "introduction.consultation",
        "chair",
        "Few people under 25 answered. Can we say what we will do about it?",
        "accepted",
        "The youth forum was asked in October, and next year's form will be tried in two schools.",
    ),
    Remark(
        "victims.gaps",
        "police",
        "The hospital's counts have been a gap for three years. Should this name who holds the key?",
        "partly",
        "It now says which agreement is missing and who has been asked. It does not name a person.",
    ),
)  # fmt: skip

PROPOSALS = (
    Proposal(
        "Safer at your own door",
        "Fewer households suffer anti-social behaviour at their home a third time, whoever their "
        "landlord is.",
        "victims",
        HOMES,
        True,
        "38 of 131 households made more than half of the reports; of tenants called, one in five reported again, where it had been two in five.",
        "The harm is high and falls on the same people again; residents put it first.",
    ),
    Proposal(
        "Help with violence at home comes sooner",
        "More people who suffer violence at home are asked, believed and helped before the "
        "police are called.",
        "victims",
        VIOLENCE,
        True,
        "Referrals to the specialist service rose from 152 to 187; 83 of the 187 had not told the police.",
        "It is the largest part of recorded violence, and "
        "surgeries are where the next step is cheapest.",
    ),
    Proposal(
        "Fewer thefts by few people",
        "Treatment, a home and consequences together, for those who steal most.",
        "offenders",
        SHOPS,
        True,
        "Eleven adults account for 131 of 188 thefts sentenced; nine of 26 people released were charged with a theft within a fortnight.",
        "A small group is known to four partners already. What has worked elsewhere is known, and the "
        "weeks after release are the moment that nobody covers.",
    ),
    Proposal(
        "Evenings in the river park",
        "The park and the way to the station belong to everybody after six o'clock.",
        "locations",
        PARK,
        True,
        "Six in ten entries in the rangers' log are made after six, when nobody is on site; incidents on the station approach fell from 84 to 61.",
        "Residents named it; the station shows what light and staff can do; the next step is cheap.",
    ),
    Proposal(
        "Cameras in the river park",
        "Four cameras at the bandstand and the gates.",
        "locations",
        PARK,
        False,
        "Nothing in the records bears on cameras there.",
        "The evidence for cameras in open parks is weak, and they would take two summers' money. "
        "Light and people on site come first; the board will look again when visitors are counted.",
    ),
)  # fmt: skip

ADVICE = (
    Advice(
        "victims.recommendations",
        "Offer the follow-up call to private tenants who report twice within a month, beginning in one "
        "ward.",
        "Private tenants get no call after a second report.",
        "Early contact with people who are victims again: good evidence from several trials, mostly of "
        "burglary, less of anti-social behaviour.",
        HOUSING,
    ),
    Advice(
        "victims.recommendations",
        "Agree with the hospital a quarterly count of injuries from assaults, by place and month, "
        "without names.",
        "Nobody knows how much violence is treated and never reported.",
        "Sharing anonymous hospital counts: good evidence that it shows violence the police do not see.",
        HEALTH,
    ),
    Advice(
        "victims.recommendations",
        "Train one person in each surgery to ask about violence at home and to refer on the same day.",
        "Surgeries refer more people, but four of the seven have never referred anybody.",
        "Training surgeries to ask and refer: good evidence that more people are referred.",
        HEALTH,
    ),
    Advice(
        "offenders.recommendations",
        "Meet everybody who is released to Wexmere at the prison gate, with a prescription and a bed "
        "for the first fortnight arranged beforehand.",
        "Nobody follows people in the first two weeks after release.",
        "Support through the gate: mixed evidence; better where housing and treatment are arranged "
        "before release.",
        PROBATION,
    ),
    Advice(
        "offenders.recommendations",
        "Give every shop that keeps the traders' log one form and one address, and answer each report "
        "within a week.",
        "Shops do not report because they hear nothing.",
        "",
        POLICE,
    ),
    Advice(
        "locations.recommendations",
        "Have a ranger in the river park until ten in the evening on Thursdays to Saturdays from May to "
        "September.",
        "Nobody is on site after six, when most entries in the rangers' log are made.",
        "People on site in small places at the right hours: good evidence that trouble falls and mostly "
        "does not move next door.",
        DISTRICT,
    ),
    Advice(
        "locations.recommendations",
        "Count the visitors to the river park for a whole summer.",
        "Without a count of visitors nobody can say whether more incidents mean a worse place or a "
        "busier one.",
        "",
        DISTRICT,
    ),
)  # fmt: skip

ACTS = (
    Act(
        "Telephone private tenants in Brook End after a second report",
        HOUSING,
        (2026, 3, 31),
        "Share of tenants called within three days",
        "Safer at your own door",
        0,
        (
            ((2026, 3, 19), "Three landlords have agreed; two have not answered.", ""),
            ((2026, 6, 11), "Calls are made since 4 May.", "14 of 17 within three days"),
        ),
        "partly_done",
        "Calls began five weeks late, since two of the five landlords have not agreed. They reach about "
        "half of the private tenants in the ward.",
    ),
    Act(
        "Agree a quarterly count of assault injuries with the hospital",
        HEALTH,
        (2026, 6, 30),
        "Counts received each quarter",
        "Help with violence at home comes sooner",
        1,
        (((2026, 4, 23), "The form is with the hospital's information lawyers.", ""),),
        "not_done",
        "The hospital asked for a new legal form in April. The board's chair has written to its "
        "chief executive; the agreement is expected in the autumn.",
    ),
    Act(
        "Train one person in each of the seven surgeries",
        HEALTH,
        (2026, 5, 31),
        "Surgeries that have referred somebody in the quarter",
        "Help with violence at home comes sooner",
        2,
        (((2026, 6, 4), "All seven have sent somebody.", "6 of 7 surgeries have referred"),),
        "done",
        "All seven surgeries were trained, and six have referred somebody since.",
    ),
    Act(
        "Meet everybody released to Wexmere at the gate",
        PROBATION,
        (2026, 5, 31),
        "People met on the day of release",
        "Fewer thefts by few people",
        3,
        (
            ((2026, 2, 26), "Two volunteers trained; the first person was met on 9 February.", ""),
            ((2026, 6, 9), "Fifteen people released since February.", "14 of 15 met"),
        ),
        "done",
        "Everybody released since February was met, except one person released a day early. A bed was "
        "found beforehand for eleven of the fifteen.",
    ),
    Act(
        "One form and one address for the shops' reports",
        POLICE,
        (2026, 4, 30),
        "Reports answered within a week",
        "Fewer thefts by few people",
        4,
        (((2026, 5, 14), "The form is in use in 33 of the 41 shops.", "61% within a week"),),
        "partly_done",
        "The form is in use, but only three reports in five are answered within a week: the officer who "
        "answers them was away from March to May.",
    ),
    Act(
        "Evening rangers in the river park",
        DISTRICT,
        (2026, 5, 1),
        "Evenings covered, of those planned",
        "Evenings in the river park",
        5,
        (((2026, 6, 15), "Two seasonal rangers began on 30 April.", "19 of 20 evenings"),),
        "done",
        "Two seasonal rangers have been in the park on every evening planned but one.",
    ),
    Act(
        "Install visitor counters at the four park gates",
        DISTRICT,
        (2026, 4, 30),
        "Counters working by May",
        "Evenings in the river park",
        6,
        (((2026, 4, 27), "Counters work at all four gates.", "4 of 4"),),
        "done",
        "Counters have worked since the last week of April.",
    ),
)  # fmt: skip

LESSONS = (
    Learned(
        "Scores arrived late because nobody knew what a three meant.",
        "Every factor now has a written scale, and scorers had an hour together before they scored alone.",
    ),
    Learned(
        "The draft was too long for the board, and the boxes said some things twice.",
        "Each box keeps to its question; tables beyond the few that are needed moved into the pack.",
    ),
    Learned(
        "Figures were taken in August and had to be taken again in October.",
        "Figures go into the text after the data to September have been accepted, not before.",
    ),
)  # fmt: skip

MEETING = Meets(
    title="The board's autumn meeting",
    held_on=(2025, 11, 12),
    place="Council chamber, Wexmere",
    agenda="1. The draft assessment (board edition). 2. What residents said. 3. The proposed "
    "priorities. 4. The outline of the plan.",
    notes="The draft was received with thanks. Members first named their own order alone, then spoke in "
    "turn. Probation sent apologies and its views in writing.",
)
