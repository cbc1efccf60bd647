"""Synthetic months of a police street file: seasons, busy places, repeats, blanks, outcomes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from datasources.kinds import police_street as street
from datasources.samples.place import Place

SHARES = {
    "Anti-social behaviour": 0.165,
    "Bicycle theft": 0.02,
    "Burglary": 0.04,
    "Criminal damage and arson": 0.085,
    "Drugs": 0.025,
    "Other crime": 0.03,
    "Other theft": 0.065,
    "Possession of weapons": 0.013,
    "Public order": 0.065,
    "Robbery": 0.008,
    "Shoplifting": 0.09,
    "Theft from the person": 0.01,
    "Vehicle crime": 0.05,
    "Violence and sexual offences": 0.334,
}
# Summer's excess over winter, and the drift of each year after the first.
SUMMER = {
    "Anti-social behaviour": 0.3,
    "Bicycle theft": 0.35,
    "Public order": 0.15,
    "Burglary": -0.2,
}
DRIFT = {"Shoplifting": 0.08, "Drugs": 0.22, "Vehicle crime": -0.14, "Bicycle theft": -0.09}
OF_THE_CENTRE = ("Shoplifting", "Theft from the person", "Public order", "Anti-social behaviour")
DISTRICT_SHARES = np.array([0.5, 0.26, 0.232, 0.008])
WITHOUT_PLACE = 0.032
FINAL_OUTCOMES = {
    "Unable to prosecute suspect": 0.42,
    "Investigation complete; no suspect identified": 0.37,
    "Court result unavailable": 0.08,
    "Local resolution": 0.04,
    "Status update unavailable": 0.03,
    "Offender given a caution": 0.03,
    "Action to be taken by another organisation": 0.02,
    "Further action is not in the public interest": 0.01,
}
ALL_OUTCOMES = (*FINAL_OUTCOMES, "Under investigation", "Awaiting court outcome")
HEADINGS = (
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
)


def month_of_offences(
    place: Place, month: str, rows: int, *, seed: int, published: str | None = None
) -> pd.DataFrame:
    """About `rows` rows of one month in the publisher's own columns.

    `published` is the month of publication: the same rows published earlier differ only in
    outcomes that were not settled yet.
    """
    period = pd.Period(month, freq="M")
    random = np.random.default_rng([seed, period.ordinal])
    expected = rows * _by_type(period)
    total = max(1, int(round(expected.sum()))) if rows > 1 else rows
    types = random.choice(len(expected), size=total, p=expected / expected.sum())
    points = _points_of(place, types, random)
    names = list(SHARES)
    is_asb = types == names.index(street.ANTI_SOCIAL_BEHAVIOUR)
    no_place = random.random(total) < WITHOUT_PLACE
    area = place.points["area"].to_numpy()[points]
    ids = _crime_ids(is_asb, random)
    outcomes = _outcomes(total, period, published, random)
    return pd.DataFrame(
        {
            "Crime ID": ids.to_pandas(),
            "Month": _one(month, total),
            "Reported by": _one(place.force, total),
            "Falls within": _one(place.force, total),
            "Longitude": np.where(no_place, np.nan, place.points["longitude"].to_numpy()[points]),
            "Latitude": np.where(no_place, np.nan, place.points["latitude"].to_numpy()[points]),
            "Location": _of(place.points["location"], points, no_place, "No Location"),
            "LSOA code": _of(place.small_areas["lsoa_code"], area, no_place),
            "LSOA name": _of(place.small_areas["lsoa_name"], area, no_place),
            "Crime type": pd.Categorical.from_codes(types, categories=pd.Index(names)),
            "Last outcome category": _of(pd.Series(ALL_OUTCOMES), outcomes, is_asb),
            "Context": pd.Series([None] * total, dtype="str"),
        },
        columns=list(HEADINGS),
    )


def _by_type(period: pd.Period) -> np.ndarray:
    """Each type's share of a month of this season and year."""
    warmth = -np.cos(2 * np.pi * (period.month - 0.5) / 12)
    years = period.year - 2024 + (period.month - 6) / 12
    return np.array(
        [
            share
            * (1 + SUMMER.get(crime, 0.06) * warmth / 2)
            * (1 + DRIFT.get(crime, 0.0)) ** years
            for crime, share in SHARES.items()
        ]
    )


def _points_of(place: Place, types: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """A map point for each row; town-centre crimes fall on the town centre."""
    district = place.small_areas["district"].to_numpy()
    centre = place.small_areas["centre"].to_numpy()
    base = place.small_areas["weight"].to_numpy()
    area = place.points["area"].to_numpy()
    points = np.empty(len(types), dtype="int64")
    for number, crime in enumerate(SHARES):
        rows = np.flatnonzero(types == number)
        weight = base * np.where(centre, 4.0, 1.0) if crime in OF_THE_CENTRE else base
        shares = weight * DISTRICT_SHARES[district]
        shares = shares / np.bincount(district, weights=weight)[district]
        chances = shares[area] * place.points["weight"].to_numpy()
        # A cumulative search is many times faster than a weighted choice for millions of rows.
        ladder = np.cumsum(chances / chances.sum())
        found = np.searchsorted(ladder, random.random(len(rows)), side="right")
        points[rows] = np.minimum(found, len(ladder) - 1)
    return points


def _crime_ids(is_asb: np.ndarray, random: np.random.Generator) -> pa.Array:
    """Identifiers as the publisher's: 64 hexadecimal digits; none for anti-social behaviour."""
    digits = random.bytes(32 * len(is_asb)).hex().encode()
    offsets = pa.py_buffer(np.arange(0, 64 * len(is_asb) + 1, 64, dtype="int64"))
    ids = pa.Array.from_buffers(
        pa.large_string(), len(is_asb), [None, offsets, pa.py_buffer(digits)]
    )
    return pc.if_else(pa.array(~is_asb), ids, pa.scalar(None, pa.large_string()))


def _one(text: str, count: int) -> pd.Categorical[str]:
    return pd.Categorical.from_codes(np.zeros(count, dtype="int8"), categories=pd.Index([text]))


def _of(
    values: pd.Series, positions: np.ndarray, blank: np.ndarray, instead: str = ""
) -> pd.Categorical:
    """One value of a short list for each row, as codes: millions of rows stay small."""
    kept = pd.Categorical(values)
    categories = list(kept.categories)
    codes = kept.codes.astype("int32")[positions]
    if instead:
        categories.append(instead)
    return pd.Categorical.from_codes(
        np.where(blank, len(categories) - 1 if instead else -1, codes),
        categories=pd.Index(categories),
    )


def _outcomes(
    count: int, period: pd.Period, published: str | None, random: np.random.Generator
) -> np.ndarray:
    """Positions in ALL_OUTCOMES: the final outcome, or a waiting one while the crime is young."""
    shares = np.array(list(FINAL_OUTCOMES.values()))
    final = random.choice(len(shares), size=count, p=shares / shares.sum())
    luck, court = random.random(count), random.random(count)
    if published is None:
        return final
    age = max(0, pd.Period(published, freq="M").ordinal - period.ordinal)
    waiting = len(shares) + (court < 0.3)
    return np.where(luck < 0.5 * np.exp(-age / 4), waiting, final)
