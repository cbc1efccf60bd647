"""What a reading can notice: stable codes, what each means, and the finding itself.

Pages, the command line and docs/ rest on these codes: they are never renamed, only added to.
"""

from __future__ import annotations

from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"
NOTE = "note"


@dataclass(frozen=True)
class Meaning:
    severity: str
    meaning: str
    to_sender: str = ""
    """What whoever sent the file can do, where the advice itself is for the analyst."""
    of_another_kind: bool = False
    """Whether the table is there, and may be one of another kind than was looked for."""
    is_missing: bool = False
    """Whether a row set aside for it is missing in what is kept: it is no copy, no total, and no
    part of another."""


_SEND_ALL_OF_IT = (
    "If the file was cut short or filtered, send the whole of it. If it is all, tell the analyst."
)


@dataclass(frozen=True)
class Finding:
    """One thing noticed, with what the person who sent the file can do about it."""

    code: str
    severity: str
    message: str
    what_to_do: str = ""
    count: int = 0
    file: str = ""
    period: str = ""
    examples: tuple[str, ...] = ()


# The file as a whole.
EMPTY_FILE = "empty-file"
PDF_FILE = "pdf-file"
IMAGE_FILE = "image-file"
WEB_PAGE = "web-page"
WORD_DOCUMENT = "word-document"
OTHER_FORMAT = "other-format"
NOT_TEXT = "not-text"
FIXED_WIDTH = "fixed-width"
NAMED_OTHERWISE = "named-otherwise"
HOLDS_NUL = "holds-nul"
NUL_LEFT_OUT = "nul-left-out"
ODD_BYTES = "odd-bytes"
WINDOWS_1252 = "windows-1252"
UTF_16 = "utf-16"
UNREADABLE_TABLE = "unreadable-table"
NO_HEADING = "no-heading"
COLUMNS_UNSAID = "columns-unsaid"
NO_HEADING_ROW = "no-heading-row"
OTHER_TABLES = "other-tables"
SIDEWAYS = "sideways"
NO_TABLE = "no-table"
HEADINGS_NAMED = "headings-named"
REPEATED_HEADINGS = "repeated-heading-rows"
MISSING_COLUMNS = "missing-columns"
REPEATED_HEADING = "repeated-heading"
WRONG_KIND = "wrong-kind"
YEAR_UNKNOWN = "year-unknown"
NO_ROWS = "no-rows"
NO_GOOD_ROWS = "no-good-rows"
FILE_MISSING = "file-missing"

# Packed files and workbooks.
GZ_DAMAGED = "gz-damaged"
ZIP_DAMAGED = "zip-damaged"
ZIP_CLIMBS_OUT = "zip-climbs-out"
ZIP_ENCRYPTED = "zip-encrypted"
ZIP_IN_ZIP = "zip-in-zip"
ZIP_TOO_MANY = "zip-too-many-members"
ZIP_NOTHING_USABLE = "zip-nothing-usable"
ZIP_LINK = "zip-link"
ZIP_OVERLAPS = "zip-members-overlap"
UNPACKS_TOO_LARGE = "unpacks-too-large"
MEMBER_SET_ASIDE = "member-set-aside"
DESCRIPTOR_USED = "descriptor-used"
DESCRIBED_NOT_THERE = "described-not-there"
WORKBOOK_DAMAGED = "workbook-damaged"
WORKBOOK_LOCKED = "workbook-locked"
WORKBOOK_TOO_LARGE = "workbook-too-large"
SHEET_USED = "sheet-used"
MERGED_CELLS = "merged-cells"
HIDDEN_ROWS = "hidden-rows"
HIDDEN_SHEETS = "hidden-sheets"
HIDDEN_SHEET_READ = "hidden-sheet-read"
SHEET_NOT_THERE = "sheet-not-there"
FORMULAS_WITHOUT_VALUE = "formulas-without-value"
JSON_DAMAGED = "json-damaged"
NO_RECORDS = "no-records"
SHAPES_LEFT_OUT = "shapes-left-out"

# Rows and columns.
RAGGED_ROWS = "ragged-rows"
LAST_CELL_MISSING = "last-cell-missing"
TRAILING_DELIMITER = "trailing-delimiter"
REMARKS_LEFT_OUT = "remarks-left-out"
COLUMNS_DROPPED = "columns-dropped"
PERSONAL_DATA = "personal-data-dropped"
PERSONAL_DATA_BLANKED = "personal-data-blanked"
PERSONAL_ASKED = "personal-data-asked"
PERSONAL_REDUCED = "personal-data-reduced"
PERSONAL_REFUSED = "personal-data-refused"
PERSONAL_NONE = "personal-data-none"
PERSONAL_EXPIRED = "personal-data-not-decided"
OF_PERSONS = (
    PERSONAL_DATA, PERSONAL_DATA_BLANKED, PERSONAL_ASKED, PERSONAL_REDUCED, PERSONAL_NONE,
)  # fmt: skip
"""What a column held of persons, and what became of it."""

# Any table of a kind.
COLUMN_CHOSEN = "column-chosen"
PERIODS_UNREADABLE = "periods-unreadable"
DATES_READ_AS = "dates-read-as"
AMBIGUOUS_NUMBERS = "ambiguous-numbers"
PLACES_UNKNOWN = "places-unknown"
PLACES_AMBIGUOUS = "places-of-one-name"
WORDS_UNKNOWN = "words-unknown"
FLAGS_UNKNOWN = "flags-unknown"
BLANK_WORDS = "blank-words"
PARTS_JOINED = "parts-joined"
TOTALS_LEFT_OUT = "totals-left-out"
NUMBERS_NOT_KNOWN = "numbers-not-known"
FILLED_DOWN = "words-filled-down"
REPEATED_NUMBERS = "repeated-numbers"
AGES_OVERLAP = "ages-overlap"

# Police street.
COUNTS_NOT_ROWS = "counts-not-rows"
REPEATS_KEPT = "repeats-kept"
REPEATED_CRIME_ROWS = "repeated-crime-rows"
EVERY_ROW_AGAIN = "every-row-again"
MOST_ROWS_AGAIN = "most-rows-again"
OTHER_OUTCOME = "crime-id-with-other-outcome"
CRIME_ID_TWICE = "crime-id-twice"
CRIMES_WITHOUT_ID = "crimes-without-id"
ROWS_WITHOUT_PLACE = "rows-without-place"
AREA_CODES_REWRITTEN = "area-codes-rewritten"
IMPOSSIBLE_CODES = "impossible-area-codes"
ROWS_OUTSIDE = "rows-outside-partnership"
AREAS_NOT_IN_LOOKUP = "areas-not-in-look-up"
NO_AREA_LOOKUP = "no-area-look-up"
UNKNOWN_CRIME_TYPES = "unknown-crime-types"
UNKNOWN_OUTCOMES = "unknown-outcomes"
BLANK_CRIME_TYPE = "blank-crime-type"
COORDINATES_UNREADABLE = "coordinates-unreadable"
COORDINATES_NOUGHT = "coordinates-nought"
COORDINATES_SWAPPED = "coordinates-swapped"
COORDINATES_IN_METRES = "coordinates-in-metres"
COORDINATES_IN_DEGREES = "coordinates-in-degrees"
COORDINATES_ELSEWHERE = "coordinates-elsewhere"
BAD_MONTHS = "bad-months"
AMBIGUOUS_DATES = "ambiguous-dates"
MONTHS_REWRITTEN = "months-rewritten"
MONTH_NOT_AS_NAMED = "month-differs-from-name"
OTHER_MONTH_ROWS = "rows-of-another-month"
MONTHS_MISSING = "months-missing"
OTHER_FORCE = "other-force"
NOTHING_IN_PARTNERSHIP = "nothing-in-partnership"
SAME_PERIOD_TWICE = "same-period-twice"
TWO_VERSIONS = "two-versions-of-a-period"
SAME_AS_CURRENT = "same-as-current"
EARLIER_PUBLICATION = "earlier-publication"
REPUBLISHED = "republished"

# Whether it is whole, beside what is held.
FEWER_ROWS = "fewer-rows"
TYPES_ABSENT = "crime-types-absent"
FEWER_PLACES = "fewer-rows-with-place"
FEWER_KNOWN_AREAS = "fewer-rows-in-known-areas"
NOT_OVER = "period-not-over"
BESIDE_OTHERS = (FEWER_ROWS, TYPES_ABSENT, FEWER_PLACES, FEWER_KNOWN_AREAS, NOT_OVER)
"""Told anew when other periods come into use."""

# Whether it is whole, beside what was sent.
MANY_SET_ASIDE = "many-rows-set-aside"

SHORTFALLS = (MANY_SET_ASIDE, *BESIDE_OTHERS)
"""What keeps a period out of use until a person says that it is whole."""

# The reading itself.
READING_TOO_LARGE = "reading-too-large"
READING_TOO_LONG = "reading-too-long"
READING_DIED = "reading-died"

# What is held already.
IN_USE_LOST = "in-use-lost"

# Area look-up and population.
REPEATED_LSOA = "repeated-lsoa"
BLANK_CODES = "blank-codes"
PARTNERSHIP_NOT_IN_LOOKUP = "partnership-not-in-look-up"
PARTNERSHIP_AREAS = "partnership-areas"
VINTAGE_FOUND = "vintage-found"
BAD_NUMBERS = "unreadable-numbers"
NUMBERS_HELD_BACK = "numbers-held-back"
AREAS_WITHOUT_POPULATION = "areas-without-population"
PARTNERSHIP_POPULATION = "partnership-population"
RESIDENTS_ADDED_UP = "residents-added-up"
RESIDENTS_IN_PART = "residents-in-part"
RESIDENTS_DIFFER = "residents-differ"

# Boundaries, and points that lie in areas.
NO_OUTLINE = "no-outline"
BROKEN_OUTLINES = "broken-outlines"
OUTLINES_MENDED = "outlines-mended"
OUTLINES_OVERLAP = "outlines-overlap"
NO_CODES = "no-area-codes"
CODES_ASKED = "area-codes-asked"
CODE_TWICE = "area-code-twice"
FRAME_UNKNOWN = "coordinate-system-unknown"
FRAME_SAID_OTHERWISE = "coordinate-system-said-otherwise"
OTHER_YEAR = "boundaries-of-another-year"
BOUNDARIES_LACK = "boundaries-lack-areas"
POINTS_PLACED = "points-placed"
POINTS_OUTSIDE = "points-outside"
POINTS_ELSEWHERE = "points-in-another-area"
POINTS_NOT_PLACED = "points-not-placed"
POINTS_READ_AS = "points-read-as"

MEANINGS: dict[str, Meaning] = {
    READING_TOO_LARGE: Meaning(ERROR, "Reading needed more memory than it may have."),
    READING_TOO_LONG: Meaning(ERROR, "Reading took longer than it may."),
    READING_DIED: Meaning(ERROR, "The process that read the files was killed or broke down."),
    EMPTY_FILE: Meaning(ERROR, "The file holds nothing."),
    PDF_FILE: Meaning(ERROR, "The file is a PDF, whatever its name says."),
    IMAGE_FILE: Meaning(ERROR, "The file is a picture."),
    WEB_PAGE: Meaning(ERROR, "The file is a web page, often an error or sign-in page."),
    WORD_DOCUMENT: Meaning(ERROR, "The file is a word-processor document."),
    OTHER_FORMAT: Meaning(ERROR, "The file is of a format that holds no table we can read."),
    NOT_TEXT: Meaning(ERROR, "The file's bytes are no text that we can read."),
    FIXED_WIDTH: Meaning(ERROR, "Columns are told by their place in the line, not by a sign."),
    NAMED_OTHERWISE: Meaning(NOTE, "The file's name says another form than it has; it was read."),
    HOLDS_NUL: Meaning(ERROR, "NUL bytes stand in place of a part of the text: it was damaged."),
    NUL_LEFT_OUT: Meaning(WARNING, "A few NUL bytes were left out; the rest was read."),
    ODD_BYTES: Meaning(WARNING, "A few bytes are not written like the rest of the text."),
    WINDOWS_1252: Meaning(NOTE, "The text was read as Windows-1252, because it is not UTF-8."),
    UTF_16: Meaning(NOTE, "The text was read as UTF-16 ('Unicode text')."),
    UNREADABLE_TABLE: Meaning(ERROR, "The text could not be divided into rows and columns."),
    NO_HEADING: Meaning(
        ERROR, "No row near the top holds the column headings.", of_another_kind=True
    ),
    SIDEWAYS: Meaning(WARNING, "Records stand across: the table was turned."),
    OTHER_TABLES: Meaning(NOTE, "Another table stands in the sheet and was not read."),
    NUMBERS_NOT_KNOWN: Meaning(WARNING, "Numbers are blank or said to be not known: kept as such."),
    FILLED_DOWN: Meaning(WARNING, "Words that stand once over several rows were read for each."),
    NO_HEADING_ROW: Meaning(
        WARNING, "The first row looks like a record: what are the columns?", of_another_kind=True
    ),
    NO_TABLE: Meaning(ERROR, "No rows of two columns or more were found."),
    HEADINGS_NAMED: Meaning(NOTE, "Columns without a name of their own were given one."),
    REPEATED_HEADINGS: Meaning(NOTE, "Headings that stand again among the rows were left out."),
    COLUMNS_UNSAID: Meaning(
        ERROR, "Nobody has said what the columns of the table are.", of_another_kind=True
    ),
    MISSING_COLUMNS: Meaning(
        ERROR, "Some, not all, of the needed columns are there.", of_another_kind=True
    ),
    REPEATED_HEADING: Meaning(ERROR, "A needed column heading stands twice."),
    WRONG_KIND: Meaning(
        ERROR, "The file is of another kind than the source's.", of_another_kind=True
    ),
    YEAR_UNKNOWN: Meaning(
        ERROR, "The table does not say of which year it is.", of_another_kind=True
    ),
    NO_ROWS: Meaning(ERROR, "There are headings and no rows below them."),
    NO_GOOD_ROWS: Meaning(ERROR, "Every row had to be set aside."),
    FILE_MISSING: Meaning(ERROR, "The stored file could not be opened."),
    GZ_DAMAGED: Meaning(ERROR, "The compressed file ends too early or is damaged."),
    ZIP_DAMAGED: Meaning(ERROR, "The ZIP file ends too early or is damaged."),
    ZIP_CLIMBS_OUT: Meaning(ERROR, "The ZIP holds a path that leads out of its own folder."),
    ZIP_ENCRYPTED: Meaning(ERROR, "The ZIP is locked with a password."),
    ZIP_IN_ZIP: Meaning(WARNING, "A packed file within a packed file was not opened."),
    ZIP_TOO_MANY: Meaning(ERROR, "The ZIP holds more files than any download we know."),
    ZIP_NOTHING_USABLE: Meaning(ERROR, "No file in the ZIP is of the source's kind."),
    ZIP_LINK: Meaning(WARNING, "An entry of the ZIP is a link, and was not followed."),
    ZIP_OVERLAPS: Meaning(ERROR, "Members of the ZIP lie in the same bytes of it: a trap."),
    UNPACKS_TOO_LARGE: Meaning(ERROR, "The file unpacks to far more than a real one would."),
    MEMBER_SET_ASIDE: Meaning(NOTE, "Files in the ZIP that are of another kind were not read."),
    DESCRIPTOR_USED: Meaning(
        NOTE, "What a descriptor in the ZIP says of columns and missing values was used."
    ),
    DESCRIBED_NOT_THERE: Meaning(
        WARNING, "The descriptor in the ZIP names files that the ZIP does not hold."
    ),
    WORKBOOK_DAMAGED: Meaning(ERROR, "The workbook ends too early or is damaged."),
    WORKBOOK_LOCKED: Meaning(ERROR, "The workbook is locked with a password."),
    WORKBOOK_TOO_LARGE: Meaning(ERROR, "The workbook needs more memory or time than allowed."),
    SHEET_USED: Meaning(NOTE, "Which sheet of the workbook was read, and its heading row."),
    MERGED_CELLS: Meaning(NOTE, "Words in merged cells were read for each of their rows."),
    HIDDEN_ROWS: Meaning(WARNING, "Rows that are hidden in the workbook were read like others."),
    HIDDEN_SHEETS: Meaning(NOTE, "Sheets that are hidden in the workbook were not read."),
    HIDDEN_SHEET_READ: Meaning(
        WARNING, "A hidden sheet was read: no other holds the table, or it was said to be meant."
    ),
    SHEET_NOT_THERE: Meaning(ERROR, "The sheet that was said to be meant is not in the workbook."),
    FORMULAS_WITHOUT_VALUE: Meaning(ERROR, "Formulas whose results are not stored."),
    JSON_DAMAGED: Meaning(ERROR, "The JSON ends too early or is damaged."),
    NO_RECORDS: Meaning(ERROR, "The JSON holds no list of records."),
    SHAPES_LEFT_OUT: Meaning(NOTE, "Shapes on the map are no columns and were not read here."),
    RAGGED_ROWS: Meaning(
        WARNING, "Rows with too few or too many cells were set aside.", is_missing=True
    ),
    LAST_CELL_MISSING: Meaning(
        WARNING, "Rows end before their last cell, which was read as blank."
    ),
    TRAILING_DELIMITER: Meaning(NOTE, "Rows end with a sign too many; it was left out."),
    REMARKS_LEFT_OUT: Meaning(NOTE, "Lines that begin with # are remarks and were left out."),
    COLUMNS_DROPPED: Meaning(NOTE, "Columns that this kind does not have were not stored."),
    PERSONAL_DATA: Meaning(WARNING, "Columns with personal data were dropped, never stored."),
    PERSONAL_DATA_BLANKED: Meaning(WARNING, "Cells with personal data were blanked, never stored."),
    PERSONAL_ASKED: Meaning(
        WARNING, "A column holds personal data: nothing is stored before somebody decides."
    ),
    PERSONAL_REDUCED: Meaning(
        WARNING, "Of a column with personal data only an age, a sector or a key was stored."
    ),
    PERSONAL_REFUSED: Meaning(ERROR, "A column holds personal data that is not accepted."),
    PERSONAL_NONE: Meaning(NOTE, "What looks like personal data was said to be none."),
    PERSONAL_EXPIRED: Meaning(
        ERROR, "Nobody decided about personal data in time; the files were deleted."
    ),
    COLUMN_CHOSEN: Meaning(NOTE, "Several columns could be meant; one was used."),
    PERIODS_UNREADABLE: Meaning(
        WARNING, "Cells where a date stands cannot be read as one.", is_missing=True
    ),
    DATES_READ_AS: Meaning(NOTE, "How dates were read that can be written in several ways."),
    AMBIGUOUS_NUMBERS: Meaning(ERROR, "A comma may part thousands or decimals."),
    PLACES_UNKNOWN: Meaning(WARNING, "Places are no area that we know by code or by name."),
    PLACES_AMBIGUOUS: Meaning(WARNING, "Several areas have the name that stands for the place."),
    WORDS_UNKNOWN: Meaning(WARNING, "Words are not among those of the kind; counted as the rest."),
    FLAGS_UNKNOWN: Meaning(WARNING, "Cells of a yes-or-no column say neither; kept as not known."),
    BLANK_WORDS: Meaning(
        WARNING, "A needed cell is blank; the rows were set aside.", is_missing=True
    ),
    PARTS_JOINED: Meaning(NOTE, "Files that share no row were joined as parts of one period."),
    TOTALS_LEFT_OUT: Meaning(NOTE, "Totals of other rows were left out."),
    REPEATED_NUMBERS: Meaning(
        ERROR, "Several numbers stand for one place and category.", is_missing=True
    ),
    AGES_OVERLAP: Meaning(WARNING, "Age groups share ages: added up they count people twice."),
    COUNTS_NOT_ROWS: Meaning(ERROR, "A column of counts: a row stands for several crimes."),
    REPEATS_KEPT: Meaning(NOTE, "Equal rows of anti-social behaviour were kept: each is real."),
    REPEATED_CRIME_ROWS: Meaning(WARNING, "Exact copies of rows with a Crime ID were set aside."),
    EVERY_ROW_AGAIN: Meaning(WARNING, "The file holds a month several times over; counted once."),
    MOST_ROWS_AGAIN: Meaning(ERROR, "Most crimes come twice: how many incidents do is not known."),
    OTHER_OUTCOME: Meaning(WARNING, "A crime came with several outcomes; it is counted once."),
    CRIME_ID_TWICE: Meaning(NOTE, "Rows that differ in more than outcome share a Crime ID; kept."),
    CRIMES_WITHOUT_ID: Meaning(NOTE, "Crimes that are not ASB have no Crime ID; kept."),
    ROWS_WITHOUT_PLACE: Meaning(NOTE, "Rows have no small area: no district can count them."),
    AREA_CODES_REWRITTEN: Meaning(NOTE, "Codes with quotes, blanks or small letters were read."),
    IMPOSSIBLE_CODES: Meaning(
        ERROR, "Rows whose area code cannot exist were set aside.", is_missing=True
    ),
    ROWS_OUTSIDE: Meaning(NOTE, "Rows lie outside the partnership: kept and not counted in it."),
    AREAS_NOT_IN_LOOKUP: Meaning(WARNING, "Rows have a small area that the look-up lacks."),
    NO_AREA_LOOKUP: Meaning(WARNING, "No look-up is held, so places were not checked."),
    UNKNOWN_CRIME_TYPES: Meaning(WARNING, "Crime types that are not among the fourteen; kept."),
    UNKNOWN_OUTCOMES: Meaning(WARNING, "Outcomes that are not known; kept."),
    BLANK_CRIME_TYPE: Meaning(
        WARNING, "Rows without a crime type were set aside.", is_missing=True
    ),
    COORDINATES_UNREADABLE: Meaning(NOTE, "Coordinates that are no numbers were left blank."),
    COORDINATES_NOUGHT: Meaning(WARNING, "Map points at 0, 0 were left blank."),
    COORDINATES_SWAPPED: Meaning(WARNING, "Longitude and latitude stand in each other's place."),
    COORDINATES_IN_METRES: Meaning(WARNING, "Map points are in National Grid metres."),
    COORDINATES_IN_DEGREES: Meaning(WARNING, "Map points are degrees under grid headings."),
    COORDINATES_ELSEWHERE: Meaning(WARNING, "Map points lie outside the country."),
    BAD_MONTHS: Meaning(
        WARNING, "Rows whose month could not be read were set aside.", is_missing=True
    ),
    AMBIGUOUS_DATES: Meaning(ERROR, "Dates may have the day or the month first; nothing was read."),
    MONTHS_REWRITTEN: Meaning(NOTE, "Months such as Jan-24 were read as 2024-01."),
    MONTH_NOT_AS_NAMED: Meaning(WARNING, "The file is named for another month than it holds."),
    OTHER_MONTH_ROWS: Meaning(WARNING, "A few rows of another month were set aside."),
    MONTHS_MISSING: Meaning(WARNING, "Months between the first and the last are not there."),
    OTHER_FORCE: Meaning(WARNING, "The file comes from another police force."),
    NOTHING_IN_PARTNERSHIP: Meaning(ERROR, "No row lies in the partnership's areas."),
    SAME_PERIOD_TWICE: Meaning(NOTE, "A period was sent twice, equal; one was used."),
    TWO_VERSIONS: Meaning(WARNING, "A period was sent in versions that differ."),
    SAME_AS_CURRENT: Meaning(NOTE, "The period equals what is held already."),
    EARLIER_PUBLICATION: Meaning(WARNING, "More outcomes are less settled than those held."),
    REPUBLISHED: Meaning(NOTE, "The period differs from what is held and would replace it."),
    MANY_SET_ASIDE: Meaning(
        WARNING,
        "More than a fifth of the rows sent for a period were set aside: kept out until told.",
        "Mend the rows that were set aside, and send the whole file again.",
    ),
    FEWER_ROWS: Meaning(
        WARNING,
        "Far fewer rows than are in use for the period, or usual: kept out until told.",
        _SEND_ALL_OF_IT,
    ),
    TYPES_ABSENT: Meaning(
        WARNING,
        "Crime types in use, or usual, are wholly absent: kept out until told.",
        _SEND_ALL_OF_IT,
    ),
    FEWER_PLACES: Meaning(
        WARNING,
        "Far fewer of the rows have a place than in use, or usual: kept out until told.",
        "Send the places with the rows if you have them. If you have not, tell the analyst.",
    ),
    FEWER_KNOWN_AREAS: Meaning(
        WARNING,
        "Far fewer of the places are in the area look-up than in use, or usual: kept out until"
        " told.",
    ),
    NOT_OVER: Meaning(
        WARNING,
        "A quarter or a year came before it was over, so it can only be a part: kept out until"
        " told.",
        "Send it again when the quarter or the year is over, or send the months or quarters that"
        " are.",
    ),
    IN_USE_LOST: Meaning(WARNING, "The rows in use are lost, so nothing was compared with them."),
    REPEATED_LSOA: Meaning(WARNING, "Small areas stand twice; the first row of each was kept."),
    BLANK_CODES: Meaning(
        NOTE, "Rows without a code, such as footnotes, were set aside.", is_missing=True
    ),
    PARTNERSHIP_NOT_IN_LOOKUP: Meaning(WARNING, "The look-up lacks an area of the partnership."),
    PARTNERSHIP_AREAS: Meaning(NOTE, "How many small areas the partnership has."),
    VINTAGE_FOUND: Meaning(NOTE, "Of which years the geographies are."),
    BAD_NUMBERS: Meaning(
        WARNING, "Populations that are no whole numbers were set aside.", is_missing=True
    ),
    NUMBERS_HELD_BACK: Meaning(
        WARNING, "Markers such as [c] stand for numbers, or beside them.", is_missing=True
    ),
    AREAS_WITHOUT_POPULATION: Meaning(WARNING, "Small areas of the partnership lack a number."),
    PARTNERSHIP_POPULATION: Meaning(NOTE, "How many residents the partnership's areas have."),
    RESIDENTS_ADDED_UP: Meaning(NOTE, "Males and females, or all ages, were added up."),
    RESIDENTS_IN_PART: Meaning(
        ERROR, "Only some of the residents of an area stand in the table.", is_missing=True
    ),
    RESIDENTS_DIFFER: Meaning(
        WARNING, "All residents of an area are not the sum of its males and females, or ages."
    ),
    NO_OUTLINE: Meaning(WARNING, "Features of a map are points or lines, or have no outline."),
    BROKEN_OUTLINES: Meaning(
        ERROR, "Outlines of a map cannot be read; their areas are left out.", is_missing=True
    ),
    OUTLINES_MENDED: Meaning(WARNING, "Outlines cross themselves; what they enclose was taken."),
    OUTLINES_OVERLAP: Meaning(WARNING, "Areas of a map share ground; a point is given to one."),
    NO_CODES: Meaning(ERROR, "No column of a map holds the codes of official areas."),
    CODES_ASKED: Meaning(ERROR, "Several columns of a map may hold the codes of its areas."),
    CODE_TWICE: Meaning(
        ERROR, "Different outlines over the same ground have one code.", is_missing=True
    ),
    FRAME_UNKNOWN: Meaning(ERROR, "A map is in a coordinate system that is not read."),
    FRAME_SAID_OTHERWISE: Meaning(WARNING, "A map's numbers are not in the system it names."),
    OTHER_YEAR: Meaning(WARNING, "Boundaries are of another year than the area look-up."),
    BOUNDARIES_LACK: Meaning(WARNING, "Areas of the partnership have no outline on the map."),
    POINTS_PLACED: Meaning(NOTE, "Rows were given the area that their point lies in."),
    POINTS_OUTSIDE: Meaning(NOTE, "Rows have a point that lies outside all areas of the map."),
    POINTS_ELSEWHERE: Meaning(NOTE, "Rows name an area, and their point lies in another."),
    POINTS_NOT_PLACED: Meaning(WARNING, "Rows have a point and no area; no boundaries are in use."),
    POINTS_READ_AS: Meaning(NOTE, "Points stand under the headings of another kind of numbers."),
}

OF_ANOTHER_KIND = frozenset(code for code, one in MEANINGS.items() if one.of_another_kind)


def finding(
    code: str,
    message: str,
    what_to_do: str = "",
    *,
    count: int = 0,
    file: str = "",
    period: str = "",
    examples: tuple[str, ...] = (),
    severity: str | None = None,
) -> Finding:
    """A finding with the severity its code has in the table, unless told otherwise."""
    return Finding(
        code=code,
        severity=severity or MEANINGS[code].severity,
        message=message,
        what_to_do=what_to_do,
        count=count,
        file=file,
        period=period,
        examples=examples,
    )


class Refused(Exception):  # noqa: N818 - it reads as a sentence where it is raised
    """Why a file or a member cannot be read; caught in read.py and turned into a finding.

    `asked` are the questions (`Decision.about`) whose answers it waits for.
    """

    def __init__(
        self, code: str, message: str, what_to_do: str, asked: tuple[str, ...] = ()
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.what_to_do = what_to_do
        self.asked = asked

    def __reduce__(self) -> tuple[type[Refused], tuple[str, str, str, tuple[str, ...]]]:
        return Refused, (self.code, self.message, self.what_to_do, self.asked)
