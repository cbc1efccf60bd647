"""What tells in a text, wherever it stands there, of one person: numbers with check digits and
without, addresses of any sort, marks of vehicles, dates of birth."""

from __future__ import annotations

import re

from stdnum.gb import nhs

EMAIL = re.compile(r"[\w.%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")

PHONE = re.compile(r"(?<![\w./-])(?P<plus>\+44|0044|0)(?P<rest>(?:[ ().-]{0,3}\d){9,11})(?![\d/-])")
A_DATE = re.compile(r"\b\d{1,2}[-. ]\d{1,2}[-. ](?:19|20)?\d\d\b")

TEN_DIGITS = re.compile(r"(?<![0-9A-Za-z.-])[0-9]{10}(?![0-9A-Za-z]|\.\d)")
PARTED_TEN = re.compile(r"(?<![0-9A-Za-z.-])[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}(?![0-9A-Za-z])")

NI = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ -]?\d{2}[ -]?\d{2}[ -]?\d{2}"
    r"[ -]?[A-D]\b",
    re.IGNORECASE,
)

AREAS = (
    "AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC"
    "|EH|EN|EX|FK|FY|G|GL|GU|GY|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|L|LA|LD|LE|LL|LN"
    "|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN"
    "|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE"
)
"""The postcode areas of the Royal Mail."""
OUTWARD = rf"(?:{AREAS})[0-9][0-9A-HJKMNPR-Y]?"
POSTCODE = re.compile(
    rf"\b(?P<outward>{OUTWARD})(?P<gap> ?)(?P<sector>[0-9])(?P<unit>[ABD-HJLNP-UW-Z]{{2}})\b",
    re.IGNORECASE,
)
ORDINALS = ("st", "nd", "rd", "th")

LICENCE = re.compile(r"\b[A-Z]{1,5}9{0,4}\d[0156]\d(?:[0-2]\d|3[01])\d[A-Z9]{2}[A-Z0-9]{3}\b")
"""A driving licence: five letters of the surname, decade, month, day, year, initials."""

NOT_IQZ = "[A-HJ-PR-Y]"
MARK = re.compile(
    rf"\b{NOT_IQZ}{NOT_IQZ}(?:0[2-9]|[12]\d|5[1-9]|[67]\d) ?[A-HJ-PR-Z]{{3}}\b", re.IGNORECASE
)
"""A vehicle's mark as given since September 2001."""
OLD_MARK = re.compile(
    r"\b(?:(?P<first>[A-HJ-NPR-TV-Y])\d{1,3}(?P<gap> ?)[A-HJ-PR-Y][A-Z]{2}"
    r"|[A-Z]{2}[A-HJ-PR-Y] ?\d{1,3}[A-HJ-NPR-TV-Y])\b",
    re.IGNORECASE,
)
"""As given from 1963 to 2001, with the letter of the year before or behind."""
OF_A_VEHICLE = re.compile(
    r"\b(?:reg(?:istration|n)?|vrm|vrn|vrns?|number ?plate|plates?|index|vehicle|car|van|lorry|hgv"
    r"|moped|motorbike|motorcycle|scooter|audi|bmw|citroen|fiat|ford|honda|hyundai|jaguar|kia|lexus"
    r"|mazda|mercedes|mini|nissan|peugeot|porsche|renault|rover|seat|skoda|suzuki|tesla|toyota"
    r"|vauxhall|volkswagen|volvo|vw|astra|corsa|fiesta|focus|golf|transit|clio|corolla)\b",
    re.IGNORECASE,
)
NEAR, CLOSE = 40, 15
ROADS = "ABCM"

BORN = re.compile(
    r"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|birth ?date|born(?: on)?|b\.)[^0-9A-Za-z]{0,4}"
    r"(?:is |on |of )?[^0-9A-Za-z]{0,2}"
    r"(?:\d{1,2}(?:st|nd|rd|th)?[ ./-]{0,2}(?:\d{1,2}|[A-Za-z]{3,9})[ .,/-]{0,2}\d{2,4}|"
    r"(?:19|20)\d\d-\d\d-\d\d|\d{6}|\d{8})",
    re.IGNORECASE,
)

STREETS = (
    "road|rd|street|st|avenue|ave|lane|ln|close|drive|dr|way|court|ct|place|square|gardens|gdns"
    "|crescent|cres|terrace|grove|row|walk|mews|hill|rise|view|green|parade|wharf|quay|house|"
    "cottages?|villas?|mansions|croft|drove|end|field|fields|meadow|path|yard|gate|heights|lodge"
)
ADDRESS = re.compile(
    rf"(?<![\w/.-])(?:(?:flat|apartment|apt|unit|room)\.? ?\w{{1,3}}\b[ ,]*)?\d{{1,4}}[a-d]?,? "
    rf"(?:(?:the|st\.?|old|new|upper|lower|great|little|north|south|east|west) )?"
    rf"[a-z][\w'’.-]+(?: [a-z][\w'’.-]+){{0,2}}? (?:{STREETS})\b|"
    rf"(?<![\w/.-])\d{{1,4}}[a-d]? the (?:{STREETS}|common|wharf|street)\b|"
    rf"\bflat ?\d{{1,3}}[a-d]?\b",
    re.IGNORECASE,
)
NUMBERED = re.compile(
    r"\b(?:phase|zone|junction|jn|stage|area|route|bus|exit|arm|block|year|section|type|level|part"
    r"|tier|group|platform|stop|no|number|over|under|about|some|outside|os|o/s|opp|opposite|nr|near"
    r"|by|jct|jnct|mp|of|to|and)\.? $",
    re.IGNORECASE,
)
"""What has a number and is no house."""
WITHIN_AN_ADDRESS = re.compile(
    r"\b(?:of|at|on|in|near|and|was|were|is|people|minutes?|hours?|days?|weeks?|months?|years?"
    r"|times?|metres?|yards?|miles?|m|km|males?|females?|youths?|men|women|children|incidents?"
    r"|crimes?|calls?|from|to|for|with|by|off|up|down|per|out|all|other|bus|route|junction|jct|jnct"
    r"|nr|slip|offslip|yds|public)\b",
    re.IGNORECASE,
)
PUBLIC_PLACE = re.compile(
    r"\b(?:station|hospital|school|academy|college|university|library|council|town hall|civic"
    r"|surgery|clinic|museum|theatre|supermarket|superstore|store|shop|pub|inn|hotel|restaurant"
    r"|cafe|club|ltd|limited|plc|centre|center|office|church|mosque|market|industrial|business"
    r"|retail|prison|hmp|court house|courthouse|magistrates|takeaway|garage|bank)\b",
    re.IGNORECASE,
)


def email(text: str) -> bool:
    return EMAIL.search(text) is not None


def phone(text: str) -> bool:
    """A whole British number: ten or eleven figures that begin with 0, or with +44."""
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match["rest"].replace("(0)", ""))
        national = digits.removeprefix("0") if match["plus"] != "0" else digits
        if len(national) not in (9, 10) or national[0] not in "12378" or len(set(national)) < FEW:
            continue
        if A_DATE.search(match.group()):
            continue
        return True
    return False


FEW = 3


def nhs_number(text: str) -> bool:
    """Ten figures of which the last checks the others, in one or as three, three and four."""
    found = (*TEN_DIGITS.findall(text), *PARTED_TEN.findall(text))
    return any(nhs.is_valid(digits) for digits in found)


def ni_number(text: str) -> bool:
    return NI.search(text) is not None


def postcodes_in(text: str) -> list[re.Match[str]]:
    """Whole postcodes; M6 1st is the first of something on a motorway."""
    return [
        match
        for match in POSTCODE.finditer(text)
        if not (match["unit"].lower() in ORDINALS and match["unit"].islower())
    ]


def postcode(text: str) -> bool:
    return bool(postcodes_in(text))


def licence(text: str) -> bool:
    return LICENCE.search(text) is not None


def vehicle_mark(text: str) -> bool:
    """A mark of the present style, or an older one beside a word that speaks of a vehicle."""
    for match in MARK.finditer(text):
        if match.group().isupper() or _of_a_vehicle(text, match):
            return True
    return any(_of_a_vehicle(text, match) for match in OLD_MARK.finditer(text))


def _of_a_vehicle(text: str, match: re.Match[str]) -> bool:
    """Whether a word close by speaks of a vehicle; of A10 ELY, which is a road, close before it."""
    of_roads = match.groupdict().get("gap") and match["first"].upper() in ROADS
    before = text[max(0, match.start() - (CLOSE if of_roads else NEAR)) : match.start()]
    after = "" if of_roads else text[match.end() :][:NEAR]
    return OF_A_VEHICLE.search(f"{before} {after}") is not None


def is_old_mark(text: str) -> bool:
    """Whether a cell is an older mark and nothing else: many references look alike."""
    return OLD_MARK.fullmatch(text.strip()) is not None


def birth_date(text: str) -> bool:
    """A date that the text itself says is of a birth."""
    return BORN.search(text) is not None


def address(text: str) -> bool:
    """A house or a flat with its number; not that of a station, a school or a shop."""
    for match in ADDRESS.finditer(text):
        if WITHIN_AN_ADDRESS.search(match.group()) or NUMBERED.search(text[: match.start()]):
            continue
        if not PUBLIC_PLACE.search(text[: match.start()] + text[match.end() :]):
            return True
    return False
