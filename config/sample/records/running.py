"""The running year: scanned and scored; the document is being written."""

from config.sample.records import finished
from config.sample.records.finished import HOMES, SHOPS, VIOLENCE
from config.sample.records.shapes import Advice, Asked, Found, Meets, Raised, Remark

PARK = "The river park and the market car park on summer evenings"

# Heaviest first.
ISSUES = (
    Raised(
        VIOLENCE,
        "Referrals go on rising, most of them from surgeries. How much of it is more violence?",
        "data",
        covered_in=("victims.key_information", "victims.current_work"),
    ),
    Raised(
        HOMES,
        "Carried on from last year: fewer tenants report again, but private tenants are half reached.",
        "last_year",
        covered_in=("victims.key_information", "victims.gaps"),
    ),
    Raised(
        SHOPS,
        "No clear change against last year, and yet more in each year that is held.",
        "data",
        covered_in=("offenders.key_information", "offenders.current_work"),
    ),
    Raised(
        PARK,
        "The station approach is quieter. The car park behind the market has taken its place in the "
        "rangers' log.",
        "officer",
        covered_in=("locations.key_information", "locations.progress"),
    ),
    Raised(
        "Young people and knives",
        "The county's group has reported; schools ask what follows from it here.",
        "officer",
        refused="The county's report recommends work in two schools, which have it in hand. The board "
        "hears from them in March.",
    ),
    Raised(
        "Drug dealing from rented homes",
        "The operation ended in June; the constabulary expects dealers to come back.",
        "police",
        refused="Watched each quarter by the constabulary. It is taken up at once if the housing trust "
        "sees tenants used again.",
    ),
    Raised(
        "Speeding in the villages",
        "The road safety partnership's survey found it in six of fourteen villages.",
        "consultation",
        refused="The road safety partnership has money for four of the six and comes to the public "
        "meeting.",
    ),
    Raised(
        "Burglary of garages and sheds",
        "Carried on from last year.",
        "last_year",
        refused="No clear change, and the marking scheme reaches the streets where it was worst.",
    ),
)  # fmt: skip

CONSULTATION = Asked(
    title="What should we tackle first? Residents' views {year}",
    whom="Everybody who lives or works in the district; the 14 parish councils; tenants of the trust and of "
    "private landlords; traders; pupils of two schools.",
    how="The form of last year, shortened to one page, on paper in libraries, surgeries and on the market; "
    "an hour in each of two schools.",
    starts_on=(2026, 8, 17),
    ends_on=(2026, 9, 25),
    meeting_on=(2026, 9, 9),
    meeting_place="Corn Hall, Wexmere",
    meeting_discussed="What became of last year's plan; the summer in the river park; the road safety "
    "partnership's survey of the villages.",
    findings=(
        Found(
            "Which problem should the partnership tackle first?",
            "paper",
            (
                ("Speeding", "", 157),
                ("Anti-social behaviour near home", "", 151),
                ("The river park and the car parks", "", 118),
                ("Shop theft", "", 83),
                ("Something else", "", 44),
            ),
            bears_on=(HOMES, PARK, SHOPS),
        ),
    ),
)

REMARKS = (
    Remark(
        "victims.key_information",
        "member",
        "Does this include what the specialist worker sees but the police do not record?",
    ),
    Remark(
        "analysis.context",
        "police",
        "Say that the rate for Market Place counts shoppers' trouble against residents' numbers.",
        "accepted",
        "Said in the paragraph below the figure.",
    ),
    Remark(
        "locations.key_information",
        "chair",
        "Residents told me of the car park in the spring. Is it new, or newly written down?",
    ),
)

ADVICE = (
    Advice(
        "victims.recommendations",
        "Ask the two landlords who have not agreed to the calls again, with the trust's figures of the "
        "first six months.",
        "About half of the private tenants in Brook End are not reached.",
        finished.ADVICE[0].intervention,
        finished.HOUSING,
    ),
    Advice(
        "offenders.recommendations",
        "Name a second officer who answers the shops' reports.",
        "Reports wait when one person is away.",
        "",
        finished.POLICE,
    ),
)

# The board meets when the draft is finished.
MEETING = Meets(
    title="The board's winter meeting",
    held_on=(2026, 12, 10),
    place="Council chamber, Wexmere",
    agenda="1. The draft assessment. 2. What residents said. 3. Proposed priorities.",
)
