"""Whether a text names a person: by a title, by a word before it, or by the names themselves.

Names of streets, wards, schools and firms bear people's names too; what stands beside a name tells.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from datasources.values.forenames import also_words, forenames, surnames, without_accents, words_of


class Named(IntEnum):
    """How surely a text names a person."""

    NO = 0
    PERHAPS = 1
    """Looks like a name, as other things do: many such cells make a column of names."""
    SURELY = 2


LETTER = r"[^\W\d_]"
NAME = rf"{LETTER}(?:{LETTER}|[-'’](?={LETTER}))+"
CAPITAL = r"[A-ZÀ-ÖØ-ÞŁŚŻŹĆŞĞİŠŽČŘ]"
WORD = rf"(?:Mc|Mac|O['’]|D['’]|St\.? )?{CAPITAL}(?:{LETTER}|[-'’](?={LETTER}))*"
RUN = re.compile(rf"{WORD}(?:[ ]+{WORD})*\.?")
"""Words that begin with a capital, one after the other."""
TITLED = re.compile(
    rf"\b(?P<title>Mr|Mrs|Ms|Miss|Mx|Master|Dr|Rev|Revd|Cllr|Prof|PC|PCSO|DC|DS|Sgt|Insp|MR|MRS|MS"
    rf"|DR|MX|CLLR)\b\.? +(?P<name>(?:{CAPITAL}\.? +)*{WORD})"
)
NOT_AFTER_A_TITLE = words_of(
    "world martens selfridge muscle property windows word office kipling whippy bean sheen"
    " and or road drive close investigation desk"
)
LAST_FIRST = re.compile(
    rf"(?<!{LETTER})(?P<last>{WORD}(?:[ ]{WORD})?), ?(?P<first>{CAPITAL}(?:{LETTER}|[-'’])*)"
)
SHOUTED_FIRST = re.compile(r"\b[A-Z][A-Z'’-]+[A-Z] (?P<first>[A-Z][a-z]+)\b")
LABEL = re.compile(
    r"\b(?P<label>(?i:victim|suspect|offender|complainant|aggrieved|caller|informant|witness|reporter"
    r"|reported by|nominal|subject|accused|defendant|perpetrator|patient|client|tenant|resident"
    r"|neighbour|partner|husband|wife|boyfriend|girlfriend|mother|father|mum|dad|brother|sister"
    r"|son|daughter|driver|named|name|called|known as|aka|surname|forename|spoke to|contact"
    r"|cautioned|arrested|charged|assault(?:ed)? (?:on|by)|ip|i/p|vic|susp))\b"
    rf"(?P<sign> ?[:=–-] ?| is | was | )(?P<name>(?:{CAPITAL}\.? +)?{WORD}"
    rf"(?:,? {CAPITAL}(?:{LETTER}|[-'’.])*)*)",
)
INITIALED = re.compile(
    rf"(?:{CAPITAL}\.? ?){{1,3}} ?(?P<a>{CAPITAL}{LETTER}+)|(?P<b>{CAPITAL}{LETTER}+),? "
    rf"(?:{CAPITAL}\.? ?){{1,3}}"
)
WHOLE_LAST_FIRST = re.compile(
    rf"[A-Z][A-Z'’ -]+, ?{CAPITAL}(?:{LETTER}|[-'’])+(?: {CAPITAL}(?:{LETTER}|[-'’.])*){{0,2}}"
)
NOT_NAMES = words_of(
    # What stands in the place of a name after a label.
    "a an the he she they his her their it male female unknown adult child juvenile youth baby boy"
    " girl man woman men women person persons people nil none not n/a na tbc business company shop"
    " store staff member public police officer officers security resident tenant neighbour victim"
    " suspect offender white black asian mixed other chinese british european northern southern"
    " city county council district borough region rural urban north south east west january"
    " february march april may june july august september october november december monday tuesday"
    " wednesday thursday friday saturday sunday yes no address age dob date domestic refused known"
    " named anonymous alcohol drugs mental sexual violence burglary robbery theft vehicle car van"
    " stolen assault harassment support referral low medium high risk standard first second third"
    " crime report reported incident number ref reference no. school mr mrs ms miss dr"
)
PLACE = words_of(
    "abbey academies academy act airport albion apartments arcade arena arms association"
    " athletic av ave avenue bank bar barn bay beach beat block borough bottom boulevard bridge"
    " bridleway britain broadway brook building buildings bus business bypass cafe canal car care"
    " castle cathedral cemetery center centre chambers chapel charity chase church cinema circle"
    " circus city cl clinic close club college common commons company complex comprehensive copse"
    " corner cottage cottages council county court crag crematorium cres crescent cross crossing"
    " ct dale day den dene depot district division dock docks dr drive drove east eastern end"
    " england estate europe eve factory farm fell fen fens festival field fields fire flats"
    " footpath forest foundation gallery garage garden gardens gate gates gdns gp grammar grange"
    " green ground group grove gurdwara hall halls harbour health heath high hill hills home"
    " homes hospice hospital hostel hotel hotspur house housing hub industrial infant infants"
    " infirmary inn interchange ireland island islands isle junction junior juniors kingdom lake"
    " lane library limited line link living llp ln lodge loop lower ltd mall manor mansions"
    " marina market meadow meadows medical memorial mews mill monument moor moors mosque motorway"
    " museum north northern nursery office offices orchard order orient parade parish park parks"
    " parkway path pharmacy pier pitch pl place playground playing plaza plc point police port"
    " practice precinct primary priory pub quay rail railway rangers rd recreation refuge"
    " restaurant retail ridge rise river road room rooms roundabout rovers row sands school"
    " schools scotland secondary sector service services shelter shop shopping side sixth slip"
    " society south southern spinney spur sq square st stadium station statue store stores street"
    " subway suite supermarket supported surgeries surgery synagogue tavern team temple terr"
    " terrace theatre top tower towers town track tram treatment trust tube underground underpass"
    " unit united university upper vale valley view villa village villas wales walk wanderers"
    " ward warren way west western wharf wing wood woods works yard"
)
BEFORE_A_PLACE = words_of(
    "st st. saint the hmp hmyoi hms lake mount port fort king queen prince princess lord lady duke"
    " earl sir san santa near opposite outside junction upper lower great little old new"
    " north south east west royal"
)
NOT_PERSONS = words_of(
    # Firms, places and laws that are named like a person.
    "john lewis|william hill|paul smith|calvin klein|ted baker|hugo boss|jack wills|jack daniels"
    "|captain morgan|fred perry|ralph lauren|tommy hilfiger|harvey nichols|holland barrett"
    "|laura ashley|louis vuitton|jimmy choo|ben sherman|stella artois|paddy power|marks spencer"
    "|jo malone|robert dyas|mercedes benz|alfa romeo|aston martin|land rover|harley davidson"
    "|austin rover|johnnie walker|burger king|dorothy perkins|charles dickens|stephen lawrence"
    "|grant thornton|elizabeth line|victoria line|fred olsen|harry potter|santa claus"
    "|father christmas|james bond|christian aid|martin mccoll|ann summers|karen millen|kurt geiger"
    "|peter jones|thomas cook|lawrence weston|milton keynes|martha rule|sarahs law|clares law", "|"
)  # fmt: skip


@lru_cache(maxsize=200_000)
def names_a_person(text: str) -> Named:
    """How surely a text, a cell of a table, names a person."""
    text = " ".join(text.split())
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return Named.NO
    if _titled(text) or _labelled(text) or _last_first(text):
        return Named.SURELY
    return max((_run(text, run) for run in RUN.finditer(text)), default=Named.NO) or _alone(text)


def is_told(text: str) -> bool:
    """Whether a title or a label says that a person is meant, whatever the name."""
    text = " ".join(text.split())
    return _titled(text) or _labelled(text)


FEWEST_LETTERS = 3


def _titled(text: str) -> bool:
    for match in TITLED.finditer(text):
        words = _words(match["name"])
        following = _word_after(text, match.end())
        if words[-1] in NOT_AFTER_A_TITLE | PLACE | NOT_NAMES or following in PLACE:
            continue
        if match["title"].isupper() and text.isupper() and not _is_known(words[-1]):
            continue
        if match["title"] == "Dr" and _word_before(text, match.start()) in surnames() | PLACE:
            # Church Dr Northgate: a drive.
            continue
        if len(words[-1]) > 1:
            return True
    return False


def _labelled(text: str) -> bool:
    for match in LABEL.finditer(text):
        name = match["name"]
        if not name[:1].isupper():
            continue
        words = _words(name)
        if set(words) & (PLACE | NOT_NAMES) or _word_after(text, match.end()) in PLACE:
            continue
        if " ".join(words[:2]) in NOT_PERSONS:
            continue
        is_marked = match["sign"].strip() in (":", "=")
        if WHOLE_LAST_FIRST.fullmatch(name):
            return True
        is_known = any(map(_is_known, words)) or _is_pair(*words[:2]) if len(words) > 1 else False
        if is_known or (len(words) > 1 and is_marked and not text.isupper()):
            return True
        if len(words) == 1 and words[0] in forenames():
            return True
        if len(words) == 1 and is_marked and words[0] in surnames() - also_words():
            return True
    return False


def _last_first(text: str) -> bool:
    for match in LAST_FIRST.finditer(text):
        last, first = _words(match["last"]), match["first"].lower()
        if set(last) & (PLACE | NOT_NAMES) or first in PLACE | NOT_NAMES:
            continue
        if _word_after(text, match.end()) in PLACE:
            continue
        is_shouted = match["last"].isupper() and len(match["last"]) > 1
        if first in forenames() and (is_shouted or last[-1] in surnames()):
            return True
        if first in also_words() and is_shouted and last[-1] in surnames():
            return True
    return any(
        match["first"].lower() in forenames() and not set(_words(text)) & PLACE
        for match in SHOUTED_FIRST.finditer(text)
    )


def _run(text: str, run: re.Match[str]) -> Named:
    words = _words(run.group())
    if len(words) < FEWEST_WORDS or _word_before(text, run.start()) in BEFORE_A_PLACE:
        return _known_pair_after(words) if len(words) > FEWEST_WORDS else Named.NO
    if set(words[1:]) & PLACE or _word_after(text, run.end()) in PLACE:
        return Named.NO
    if words[0] in BEFORE_A_PLACE:
        return Named.NO
    for at, (first, last) in enumerate(zip(words, words[1:], strict=False)):
        if f"{first} {last}" in NOT_PERSONS or last in NOT_NAMES or at > MOST_BEFORE:
            continue
        if first in forenames() and (last in surnames() or last in forenames()):
            return Named.SURELY
        if first in forenames() and len(last) > 1:
            is_prose = text != run.group() and not text.isupper()
            return Named.SURELY if is_prose and at < len(words) - 1 else Named.PERHAPS
        if first in also_words() and last in surnames() - also_words():
            return Named.PERHAPS
    return Named.NO


def _known_pair_after(words: list[str]) -> Named:
    """On or near Jane Smith: both names are known, and no word of places follows."""
    pairs = zip(words, words[1:], strict=False)
    known = any(
        one in forenames() and two in surnames() and f"{one} {two}" not in NOT_PERSONS
        for one, two in pairs
    )
    return Named.SURELY if known and not set(words) & PLACE else Named.NO


FEWEST_WORDS, MOST_BEFORE = 2, 3


def _alone(text: str) -> Named:
    """A cell that is a name and nothing else: J Smith, jane smith, SMITH, X, Priya."""
    words = _words(text)
    if set(words) & PLACE or len(words) > MOST_WORDS or any(map(str.isdigit, text)):
        return Named.NO
    if WHOLE_LAST_FIRST.fullmatch(text) and not set(words) & NOT_NAMES:
        return Named.PERHAPS
    if (match := INITIALED.fullmatch(text)) is not None:
        name = (match["a"] or match["b"]).lower()
        return Named.PERHAPS if name in surnames() - also_words() else Named.NO
    if len(words) > 1 and words[0] in forenames() and words[-1] in surnames():
        return Named.NO if " ".join(words[:2]) in NOT_PERSONS else Named.PERHAPS
    if len(words) == 1 and words[0] in forenames():
        return Named.PERHAPS
    return Named.NO


MOST_WORDS = 4


def _is_known(word: str) -> bool:
    return word in forenames() or word in surnames() - also_words()


def _is_pair(first: str, last: str) -> bool:
    """Whether both are names, though either may be a word of every day."""
    return first in forenames() | also_words() and last in surnames()


def _words(text: str) -> list[str]:
    """The words in small letters without accents; of Jean-Luc the first part."""
    plain = without_accents(text.lower())
    return [_first_part(word) for word in re.findall(NAME, plain)] or [plain]


def _first_part(word: str) -> str:
    first, dash, _ = word.partition("-")
    return first if dash and first in forenames() | also_words() else word


def _word_before(text: str, at: int) -> str:
    before = text[:at].split()
    return before[-1].lower().strip("(,;:") if before else ""


def _word_after(text: str, at: int) -> str:
    after = text[at:].split()
    return after[0].lower().strip("),;:.") if after else ""
