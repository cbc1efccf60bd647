"""What people report to a council's street and environmental services: fly-tips, noise, needles."""

from __future__ import annotations

from datasources.kinds.columns import about, aspect, flag, key, outcome, time_of_day, what, when
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.measure import simple, vocabulary
from datasources.kinds.places import grid, place
from datasources.kinds.shape import Shape
from datasources.kinds.starting import Sender, agreed, published

WORDS = vocabulary(
    "service",
    {
        "Fly-tipping": (
            "Fly tip",
            "Flytipping",
            "Illegal dumping",
            "Dumped rubbish",
            "Fly tipping removal",
        ),
        "Noise - domestic": ("Domestic noise", "Noise", "Noise nuisance", "Loud music", "Party"),
        "Noise - commercial": ("Commercial noise", "Noise - pub or club", "Industrial noise"),
        "Noise - alarm": ("Alarm", "Car alarm", "Intruder alarm"),
        "Noise - animal": ("Barking dog", "Barking dogs", "Dog barking"),
        "Noise - building works": ("Construction noise", "Building site noise"),
        "Litter": ("Street litter", "Littering"),
        "Dog fouling": (),
        "Graffiti and fly-posting": ("Graffiti", "Fly posting", "Flyposting"),
        "Abandoned vehicle": ("Abandoned vehicles", "Abandoned car"),
        "Needles": ("Drug litter", "Needle", "Discarded needles", "Sharps"),
        "Bonfire or smoke": ("Bonfire", "Smoke", "Burning"),
        "Stray dog": ("Stray dogs", "Dogs - stray"),
        "Street light out": ("Street lighting",),
    },
    "Other reports (not in the list)",
)
LAND = vocabulary(
    "land",
    {
        "Highway": ("Road", "Footpath", "Pavement"),
        "Council land": ("Council housing land", "Park", "Open space"),
        "Private land": ("Private - residential", "Agricultural", "Commercial"),
        "Back alley": ("Alley", "Alleyway"),
        "Watercourse": ("River", "Canal", "Railway"),
    },
    "Other land or not recorded",
)
ACTIONS = vocabulary(
    "action",
    {
        "Removed": ("Cleared", "Completed", "Closed", "Resolved"),
        "Investigated": ("Investigation", "Under investigation", "Open"),
        "Warning letter": ("Warning",),
        "Fixed penalty notice": ("FPN", "Fixed penalty"),
        "Abatement notice": ("Notice served", "Statutory notice"),
        "Prosecution": ("Prosecuted",),
        "No action": ("No further action", "NFA", "Not found", "No trace"),
    },
    "Other actions (not in the list)",
)

KIND = Kind(
    slug="fly-tipping-and-noise",
    label="Fly-tipping, noise and other environmental reports",
    shape=Shape.EVENTS,
    described="a table of environmental reports to a council",
    description=("Reports of fly-tipping, noise, needles and the like to a council, one row each."),
    columns=(
        key(
            "Service request number",
            "the council's reference",
            "Service request",
            "Request number",
            "Request ID",
            "SR number",
            "Enquiry number",
            "Job number",
        ),
        when(
            "Date of report",
            "the day of the report",
            "Date reported",
            "Reported date",
            "Report date",
            "Date received",
            "Received date",
            "Request date",
            "Date of request",
            "Enquiry date",
            "Date created",
            "Created date",
            "Date logged",
            "Logged date",
            "Date collected",
        ),
        time_of_day(
            "Time of report",
            "the time of the report",
            "Time reported",
            "Time received",
            "Request time",
        ),
        what(
            "Service type",
            "what was reported",
            "Request type",
            "Enquiry type",
            "Waste type",
            "Type of waste",
            "Noise type",
            "Type of noise",
            "Service",
            "Report type",
            "Problem",
            "Fault type",
            words=WORDS,
        ),
        place(),
        *grid(),
        aspect("land", "Land type", "what sort of land", "Type of land", words=LAND),
        about("size", "Size", "how much was dumped", "Load size", "Primary size"),
        flag(
            "proactive",
            "Found by crew",
            "the council's crew found it",
            "Proactive",
            "Reported by staff",
        ),
        outcome(
            "Action",
            "what was done",
            "Action taken",
            "Outcome",
            "Status",
            "Enforcement",
            words=ACTIONS,
        ),
    ),
    expected="A table with one row a report: when, of what, and in which small area or ward.",
    traps=(
        "Some councils count what people report alone, others what their crews find as well: peers"
        " cannot be compared.",
        "An app or a web form brings more reports of the same.",
        "One noise may be reported every night by one neighbour.",
        "Reports of homes are left out on maps: two in a street are one neighbour.",
    ),
    usual=Usual("", "The council's own data", "quarterly"),
    starts=(
        published(
            "fly-tipping",
            "Fly-tipping incidents (published yearly)",
            "incidents that each council dealt with, by size and sort of place, and what it did",
            "https://www.gov.uk/government/statistical-data-sets/"
            "env24-local-authority-fly-tipping-incidents-and-actions-taken",
            expected="financial",
            due_days=330,
            publisher="Department for Environment, Food and Rural Affairs",
        ),
        agreed(
            "council-noise",
            "Council noise and fly-tipping reports",
            Sender.COUNCIL,
            "what residents reported to the council, by sort and month",
            "quarterly",
            20,
        ),
    ),
    best_for=(Part.LOCATIONS,),
    measures=(
        simple(
            "fly-tipping-and-noise",
            "Environmental reports to the council",
            "reports",
            WORDS,
            category_label="What was reported",
            caveats=("Reports follow how easy it is to report.",),
        ),
    ),
)
