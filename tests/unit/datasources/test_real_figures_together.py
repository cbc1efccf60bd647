"""The attacker before the real months of Cambridgeshire, where REAL_DATA names their folder."""

from pathlib import Path

import pandas as pd
import pytest

from datasources import analyses, geography
from datasources.analyses import Given, Parameters, Rows
from datasources.kinds import police_street
from tests.factories.counted import inputs_of
from tests.naive.attack import Reader
from tests.unit.datasources.test_together import given_in_turn, shown

pytestmark = pytest.mark.real_data
DISTRICTS = (
    "E06000031",
    "E07000008",
    "E07000009",
    "E07000010",
    "E07000011",
    "E07000012",
)
COLUMNS = {
    "Month": police_street.MONTH,
    "LSOA code": police_street.LSOA_CODE,
    "Crime type": police_street.CRIME_TYPE,
}
LOOKUP = {
    "lsoa21_code": geography.LSOA_CODE,
    "lsoa21_name": geography.LSOA_NAME,
    "ward24_code": geography.WARD_CODE,
    "ward24_name": geography.WARD_NAME,
    "ltla24_code": geography.LAD_CODE,
    "ltla24_name": geography.LAD_NAME,
}


class County:
    """The force's rows, and answers about its districts and wards."""

    def __init__(self, folder: Path) -> None:
        street = (folder / "police-uk/street").glob("*.csv.gz")
        frames = [pd.read_csv(path, usecols=list(COLUMNS), dtype=str) for path in sorted(street)]
        path = folder / "lookups/lsoa21_ward24_ltla24_england_wales.csv.gz"
        lookup = pd.read_csv(path, dtype=str).rename(columns=LOOKUP)
        self.lookup = lookup[lookup[geography.LAD_CODE].isin(DISTRICTS)]
        self.offences = pd.concat(frames).rename(columns=COLUMNS).astype("category")
        self.months = tuple(sorted(self.offences[police_street.MONTH].unique()))
        self.inputs = inputs_of(self.offences, self.lookup, None, None, self.months)

    def wards(self, district: str) -> list[str]:
        inside = self.lookup[geography.LAD_CODE] == district
        return sorted(self.lookup.loc[inside, geography.WARD_CODE].unique())

    def rows(self, district: str) -> Rows:
        inside = geography.places_in(self.lookup, [district])
        tally = self.inputs.tally
        return Rows.of(tally[tally["area_code"].isin(inside)], self.months)

    def asked(self, rows: Rows, analysis: str, code: str, *span: str) -> Given:
        result = analyses.answer(analysis, self.inputs, Parameters((code,), "", *span))
        return Given(result, {code: geography.places_in(self.lookup, [code])}, (rows,))


@pytest.fixture(scope="module")
def county(real_data: Path) -> County:
    return County(real_data)


def worked_out(given: list[Given], *, most: int | None = None) -> tuple[int, dict]:
    """How many small counts were tried, and those that can be but one number."""
    places = {
        code: ["+".join(sorted(small))] for one in given for code, small in one.places.items()
    }
    whole = max(places.values(), key=lambda one: len(one[0]))
    parts = [code for code, small in places.items() if small != whole]
    if parts:
        # The district is its wards, and the attacker knows it.
        district = next(code for code, small in places.items() if small == whole)
        places |= {code: [code] for code in parts} | {district: parts}
    knows_all, reader = Reader(places), Reader(places)
    for one, left in zip(given, shown(given), strict=True):
        knows_all.reads(one.result)
        reader.reads(left)
    values = dict(knows_all.shown)
    for smaller, less in knows_all.shown.items():
        for larger, more in knows_all.shown.items():
            if more - less < 5 and smaller < larger:
                values[larger - smaller] = more - less
    small = sorted(
        ((block, value) for block, value in values.items() if value < 5),
        key=lambda one: (len(one[0]), sorted(one[0])),
    )
    tried = dict(small[:: max(1, len(small) // most)] if most else small)
    return len(tried), reader.works_out(tried)


@pytest.mark.parametrize("district", DISTRICTS)
def test_spans_of_eleven_and_twelve_months_of_a_district(county, district):
    rows = county.rows(district)
    given = [
        county.asked(rows, analysis, district, *span)
        for analysis in ("counts", "trend", "change")
        for span in ((), ("2025-01", "2025-12"), ("2025-01", "2025-11"))
    ]

    _tried, found = worked_out(given_in_turn([given]))

    assert found == {}


@pytest.mark.slow
@pytest.mark.parametrize("district", ["E07000008", "E07000010"])
def test_two_editions_a_month_apart_with_all_wards(county, district):
    rows = county.rows(district)
    codes = [district, *county.wards(district)]
    editions = [
        [county.asked(rows, "change", code, "2025-01", last) for code in codes]
        for last in ("2025-11", "2025-12")
    ]

    tried, found = worked_out(given_in_turn(editions), most=80)

    assert tried >= 80
    assert found == {}
