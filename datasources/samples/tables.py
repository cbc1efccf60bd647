"""A plausible table of any kind, written from its declaration: the kind's headings, words, roles.

Nothing in it is of a real person or place, and no name, address or postcode stands in it.
"""

from __future__ import annotations

import csv
import json
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from datasources import geography, periods
from datasources.geography.coordinates import EASTING, LATITUDE, LONGITUDE, NORTHING, to_metres
from datasources.kinds import Column, Kind, Role, Shape, Vocabulary
from datasources.kinds.headings import plain
from datasources.periods import Grain, Period
from datasources.samples.files import write_lookup, write_population, write_street
from datasources.samples.habits import HABITS, USUAL_HABIT, Habit
from datasources.samples.place import POINTS_PER_AREA, Place
from partnerships.words import MONTHS

NEVER_WRITTEN = {"name", "address", "postcode"}
WITHOUT_PLACE = 0.03
BLANK = 0.1
SAID_YES = 0.15
MINUTES = 24 * 60
APRIL = 4
COMMON = {
    "sex": (0.48, 0.48, 0.04),
    "ethnicity": (0.08, 0.04, 0.03, 0.8, 0.01, 0.04),
}
"""How often each word comes, by what a column's name ends in."""


@dataclass(frozen=True)
class Row:
    """What one row is of; its cells are drawn from it."""

    number: int
    area: int
    """Its small area, as a position in the place's own; -1 where it has no place."""
    at: datetime | None = None
    period: Period | None = None
    word: str = ""


class Drawing:
    """The chances of one table: the same kind, place, months and seed draw the same."""

    def __init__(
        self, kind: Kind, place: Place, months: Sequence[str], seed: int, rows_per_month: int
    ) -> None:
        self.kind = kind
        self.place = place
        self.months = [Period.of(month) for month in months]
        self.rows_per_month = rows_per_month
        self.habit: Habit = HABITS.get(kind.slug, USUAL_HABIT)
        self.random = np.random.default_rng([seed, zlib.crc32(kind.slug.encode())])

    @cached_property
    def areas(self) -> pd.DataFrame:
        """What rows are of: the district's small areas, or it and its neighbours, one row each."""
        every = self.place.small_areas
        if self.of_districts:
            return every.drop_duplicates(geography.LAD_CODE).reset_index(drop=True)
        return every[every[geography.LAD_CODE] == self.place.code].reset_index(drop=True)

    @cached_property
    def points(self) -> dict[str, np.ndarray]:
        """The numbers of the place's map points, in both frames."""
        east, north = (
            self.place.points[name].to_numpy(dtype="float64") for name in (LONGITUDE, LATITUDE)
        )
        easting, northing = to_metres(east, north)
        return {LONGITUDE: east, LATITUDE: north, EASTING: easting, NORTHING: northing}

    @cached_property
    def points_of(self) -> list[np.ndarray]:
        """The map points of each area, as positions among those of the place."""
        codes = self.place.small_areas[geography.LSOA_CODE].to_numpy()[self.place.points["area"]]
        return [np.flatnonzero(codes == code) for code in self.areas[geography.LSOA_CODE]]

    @cached_property
    def of_districts(self) -> bool:
        if self.kind.shape is Shape.LOOK_UPS:
            return not any("lsoa" in plain(one.heading) for one in self.columns)
        where = self.kind.first(Role.WHERE)
        return self.kind.shape is Shape.INDICATORS or (
            self.kind.shape is Shape.COUNTS
            and where is not None
            and _level_of(self.kind, where.heading) == geography.LAD_CODE
        )

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return tuple(
            column
            for column in self.kind.columns
            if column.heading not in self.habit.without
            and plain(column.heading) not in NEVER_WRITTEN
        )

    @cached_property
    def category(self) -> Vocabulary | None:
        found = (one.words for one in self.kind.columns if one.role is Role.WHAT and one.words)
        return next((words for words in found if words.words), None)

    def word(self, words: Vocabulary, among: Sequence[str] = ()) -> str:
        """One of the words, the earlier ones more often unless a habit says how often."""
        choices = list(among) or list(words.words)
        usual = COMMON.get(words.column.rpartition("_")[2], ())
        known = self.habit.shares.get(words.column, usual) if not among else ()
        shares = np.array(known, dtype="float")
        if len(shares) != len(choices):
            shares = 1 / np.arange(1, len(choices) + 1)
        return choices[self.random.choice(len(choices), p=shares / shares.sum())]

    def written(self, word: str, words: Vocabulary) -> str:
        """A word as its sender writes it."""
        theirs = (also for also, ours in words.also.items() if ours == word)
        return next(theirs, word) if self.habit.partners_words else word

    def some_area(self) -> int:
        if self.random.random() < WITHOUT_PLACE:
            return -1
        weight = self.areas["weight"].to_numpy()
        return int(self.random.choice(len(weight), p=weight / weight.sum()))


# Rows, by shape.


def _events(draw: Drawing) -> Iterator[Row]:
    number = 0
    for month in draw.months:
        start = datetime.combine(month.first_day, datetime.min.time(), tzinfo=UTC)
        days = month.days
        count = max(1, int(draw.random.poisson(draw.rows_per_month)))
        for minute in sorted(draw.random.integers(days * MINUTES, size=count).tolist()):
            number += 1
            word = draw.word(draw.category) if draw.category else ""
            yield Row(number, draw.some_area(), start + timedelta(minutes=minute), None, word)


def _numbers(draw: Drawing) -> Iterator[Row]:
    """Each period, area and word once, the areas at the level that such tables have."""
    words = draw.category.words if draw.category else ("",)
    where = draw.kind.first(Role.WHERE)
    level = _level_of(draw.kind, where.heading if where else "")
    firsts = draw.areas.drop_duplicates(level).index.tolist()
    rows = (
        (period, area, word)
        for period in _periods(draw.months, draw.kind.usual.expected)
        for area in firsts
        for word in words
    )
    for number, (period, area, word) in enumerate(rows, start=1):
        yield Row(number, area, None, period, word)


def _each_area(draw: Drawing) -> Iterator[Row]:
    for at in range(len(draw.areas)):
        word = draw.word(draw.category) if draw.category else ""
        yield Row(at + 1, at, None, _periods(draw.months, "yearly")[-1].calendar_year, word)


def _each_word(draw: Drawing) -> Iterator[Row]:
    for number, word in enumerate(draw.category.words if draw.category else (), start=1):
        yield Row(number, -1, None, None, word)


def _rows(draw: Drawing) -> Iterator[Row]:
    shape = draw.kind.shape
    if shape in (Shape.LOOK_UPS, Shape.BOUNDARIES, Shape.DENOMINATORS, Shape.DECILES):
        return _each_area(draw)
    if shape is Shape.WEIGHTS:
        return _each_word(draw)
    counted = any(one.role is Role.HOW_MANY for one in draw.columns)
    if shape in (Shape.COUNTS, Shape.INDICATORS) or (shape is Shape.PLAIN and counted):
        return _numbers(draw)
    return _events(draw)


def _periods(months: Sequence[Period], expected: str) -> list[Period]:
    """The months, or the quarters or financial years that they lie in, each once."""
    if expected == "quarterly":
        found = [
            periods.quarter(one.first_day.year, (one.first_day.month + 2) // 3) for one in months
        ]
    elif expected in ("yearly", "financial", "academic"):
        found = [
            periods.financial_year(one.first_day.year - (one.first_day.month < APRIL))
            for one in months
        ]
    else:
        found = list(months)
    return sorted(set(found))


# Cells, by role.


def _when(draw: Drawing, _column: Column, row: Row) -> str:
    if row.period is not None:
        # In words it is plain from which month quarters are counted.
        key = row.period.words if row.period.grain is Grain.QUARTER else row.period.key
        return key.replace("/", "") if draw.habit.years_run_together else key
    return row.at.strftime(draw.habit.days) if row.at else ""


def _time(_draw: Drawing, _column: Column, row: Row) -> str:
    return row.at.strftime("%H:%M") if row.at else ""


def _until(draw: Drawing, column: Column, row: Row) -> str:
    """Most were seen to happen; what was found later lies hours or a day before."""
    if row.at is None:
        return ""
    hours = (0, 0, 0, 2, 9, 14, 30)[row.number % 7]
    end = row.at + timedelta(hours=hours)
    return end.strftime(draw.habit.days if column.role is Role.UNTIL else "%H:%M")


def _level_of(kind: Kind, heading: str = "") -> str:
    """Whose codes stand in a column: by its heading, else by what such tables are of."""
    name = plain(heading)
    if "lsoa" in name:
        return geography.LSOA_CODE
    if "ward" in name:
        return geography.WARD_CODE
    if (
        name.startswith(("lad", "ltla", "local authority", "new la"))
        or kind.shape is Shape.INDICATORS
    ):
        return geography.LAD_CODE
    return geography.WARD_CODE if kind.shape is Shape.COUNTS else geography.LSOA_CODE


def _where(draw: Drawing, column: Column, row: Row) -> str:
    if row.area < 0:
        return ""
    for stem, start in (("csp", "X22"), ("pfa", "X23")):
        if plain(column.heading).startswith(stem):
            # One force holds them all.
            return f"{start}{1 if stem == 'pfa' else row.area + 1:06d}"
    return str(draw.areas[_level_of(draw.kind, column.heading)].iloc[row.area])


NAMES = {
    geography.LSOA_CODE: geography.LSOA_NAME,
    geography.WARD_CODE: geography.WARD_NAME,
    geography.LAD_CODE: geography.LAD_NAME,
}


def _name(draw: Drawing, column: Column, row: Row) -> str:
    if plain(column.heading).startswith("pfa"):
        return draw.place.force.split()[0]
    partnership = plain(column.heading).startswith("csp")
    level = geography.LAD_CODE if partnership else _level_of(draw.kind, column.heading)
    level = draw.habit.named_for or level
    called = str(draw.areas[NAMES[level]].iloc[row.area])
    return f"{called} Partnership" if partnership else called


def _what(draw: Drawing, column: Column, row: Row) -> str:
    words = column.words
    if words is None or not words.words:
        return ("First type", "Second type")[row.number % 2]
    if draw.category is None or words is draw.category:
        return draw.written(row.word, words)
    # A finer word, of those that belong to the row's own.
    within = [
        one for one in words.words if draw.category.also.get(one) == row.word or one == row.word
    ]
    return draw.word(words, within) if within else ""


def _chosen(draw: Drawing, column: Column, _row: Row) -> str:
    if column.words is None or draw.random.random() < BLANK:
        return ""
    return draw.written(draw.word(column.words), column.words)


def _answered(draw: Drawing, column: Column, _row: Row) -> str:
    return draw.word(column.words) if column.words else ""


def _key(draw: Drawing, _column: Column, row: Row) -> str:
    start = "".join(part[0] for part in draw.kind.slug.split("-")).upper()
    return f"{start}{row.number:06d}"


def _same(draw: Drawing, column: Column, _row: Row) -> str:
    """A few come again and again."""
    known = draw.random.zipf(1.6) % 5000
    return f"{zlib.crc32(f'{column.name} {known}'.encode()):08x}{known:04x}"


def _by(draw: Drawing, column: Column, _row: Row) -> str:
    police = plain(column.heading) in ("force", "reported by")
    return draw.place.force if police else f"{draw.place.name} Council"


def _point(draw: Drawing, column: Column, row: Row) -> str:
    if row.area < 0:
        return ""
    at = draw.points_of[row.area][row.number % POINTS_PER_AREA]
    places = 6 if column.name in (LONGITUDE, LATITUDE) else 0
    return f"{draw.points[column.name][at]:.{places}f}"


def _outline(draw: Drawing, column: Column, row: Row) -> str:
    """As GeoJSON; its area is that of the column of codes."""
    level = _level_of(
        draw.kind, next(one for one in draw.columns if one.role is Role.WHERE).heading
    )
    shape = draw.place.shape_of(level, str(draw.areas[level].iloc[row.area]))
    return str(shapely.to_geojson(shape))


def _how_many(draw: Drawing, _column: Column, row: Row) -> str:
    if draw.kind.shape is Shape.DENOMINATORS:
        return str(round(int(draw.areas["population"].iloc[row.area]) / 2.4))
    return str(int(draw.random.poisson(6 / (1 + row.number % 5))))


def _value(draw: Drawing, column: Column, row: Row) -> str:
    shape = draw.kind.shape
    if shape is Shape.DECILES:
        return _rank(draw, column, row)
    if shape is Shape.INDICATORS:
        return _indicator(column, row)
    if shape is Shape.WEIGHTS:
        return f"{draw.random.lognormal(3.5, 1.2):.2f}"
    if shape is Shape.RESPONSES:
        return f"{draw.random.uniform(0.5, 1.8):.3f}"
    if column.name == "speed_limit":
        return ("30", "30", "40", "60")[row.number % 4]
    least = 1 if column.name in ("casualties", "vehicles") else 0
    return str(least + int(draw.random.poisson(0.3)))


def _rank(draw: Drawing, column: Column, row: Row) -> str:
    """Its rank among the areas of the sample, or its tenth: the busiest are the most deprived."""
    ranks = draw.areas["weight"].rank(ascending=False, method="first")
    rank = int(ranks.iloc[row.area])
    if column.name.endswith("decile"):
        return str((rank - 1) * 10 // len(ranks) + 1)
    return f"{60 / rank:.2f}" if column.name == "score" else str(rank)


def _indicator(column: Column, row: Row) -> str:
    """A rate per 1,000 with an interval that it lies in, and the number that it rests on."""
    people = 90_000 + 1_000 * row.area
    events = 200 + 37 * (row.number % 23)
    rate = events / people * 1_000
    half = 1.96 * np.sqrt(events) / people * 1_000
    found = {
        "value": f"{rate:.4f}",
        "lower": f"{rate - half:.4f}",
        "upper": f"{rate + half:.4f}",
        "events": str(events),
        "of_how_many": str(people),
    }
    return found[column.name]


def _flag(draw: Drawing, _column: Column, _row: Row) -> str:
    return "Yes" if draw.random.random() < SAID_YES else "No"


def _age(draw: Drawing, column: Column, _row: Row) -> str:
    if draw.random.random() < BLANK:
        return ""
    in_groups = {"range", "group", "band"} & set(plain(column.heading).split())
    if in_groups or draw.kind.shape is Shape.COUNTS:
        return draw.habit.ages[int(draw.random.integers(len(draw.habit.ages)))]
    return str(int(np.clip(draw.random.normal(36, 16), 10, 95)))


def _blank(_draw: Drawing, _column: Column, _row: Row) -> str:
    return ""


CELLS: Mapping[Role, Callable[[Drawing, Column, Row], str]] = {
    Role.WHEN: _when,
    Role.TIME: _time,
    Role.UNTIL: _until,
    Role.UNTIL_TIME: _until,
    Role.WHERE: _where,
    Role.WHAT: _what,
    Role.KEY: _key,
    Role.SAME: _same,
    Role.BY: _by,
    Role.POINT: _point,
    Role.SHAPE: _outline,
    Role.OUTCOME: _chosen,
    Role.HOW_MANY: _how_many,
    Role.VALUE: _value,
    Role.FLAG: _flag,
    Role.AGE: _age,
    Role.PERSON: _chosen,
    Role.ASPECT: _chosen,
    Role.SEX: _chosen,
    Role.ETHNICITY: _chosen,
    Role.ANSWER: _answered,
    Role.NAME: _name,
    Role.PART: _blank,
    Role.OTHER: _blank,
}


def sample_rows(
    kind: Kind, place: Place, months: Sequence[str], *, seed: int = 1, rows_per_month: int = 60
) -> list[list[str]]:
    """Headings and rows of a table of the kind; the same seed draws the same.

    Of events there are about `rows_per_month` each month; other tables have each area and period.
    """
    draw = Drawing(kind, place, months, seed, rows_per_month)
    table = [[heading for column in draw.columns for heading in _headings(draw, column)]]
    table += [
        [cell for column in draw.columns for cell in _cells(draw, column, row)]
        for row in _rows(draw)
    ]
    return table


def _headings(draw: Drawing, column: Column) -> list[str]:
    apart = draw.habit.apart and column.role is Role.WHEN
    return ["Day", "Month", "Year"] if apart else [column.heading]


def _cells(draw: Drawing, column: Column, row: Row) -> list[str]:
    if draw.habit.apart and column.role is Role.WHEN and row.at:
        return [str(row.at.day), MONTHS[row.at.month - 1], str(row.at.year)]
    return [CELLS[column.role](draw, column, row)]


def write_table(
    folder: Path,
    kind: Kind,
    place: Place,
    months: Sequence[str],
    *,
    seed: int = 1,
    rows_per_month: int = 60,
) -> Path:
    """A table of the kind as a CSV file, made from its declaration alone."""
    folder.mkdir(parents=True, exist_ok=True)
    says_when = any(one.role is Role.WHEN and one.required for one in kind.columns)
    # What no column says the name of the file does.
    year = "" if says_when else f"-{Period.of(months[-1]).first_day.year}"
    path = folder / f"{kind.slug}{year}-sample.csv"
    rows = sample_rows(kind, place, months, seed=seed, rows_per_month=rows_per_month)
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, lineterminator="\n").writerows(rows)
    return path


def write_map(folder: Path, kind: Kind, place: Place, months: Sequence[str]) -> Path:
    """A map of the kind as GeoJSON: what its other columns say are properties of each feature."""
    folder.mkdir(parents=True, exist_ok=True)
    headings, *rows = sample_rows(kind, place, months)
    at = next(at for at, one in enumerate(kind.columns) if one.role is Role.SHAPE)
    features = [
        {
            "type": "Feature",
            "properties": {
                heading: cell
                for heading, cell in zip(headings, row, strict=True)
                if heading != headings[at]
            },
            "geometry": json.loads(row[at]),
        }
        for row in rows
    ]
    path = folder / f"{kind.slug}-sample.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def write_sample(
    folder: Path,
    kind: Kind,
    place: Place,
    months: Sequence[str],
    *,
    seed: int = 1,
    rows_per_month: int = 60,
) -> tuple[Path, ...]:
    """The files of a kind as its publisher sends them: of most, one table."""
    folder.mkdir(parents=True, exist_ok=True)
    if kind.slug == "police-street":
        return tuple(
            write_street(folder, place, month, rows_per_month, seed=seed) for month in months
        )
    if kind.slug == "area-look-up":
        return (write_lookup(folder, place),)
    if kind.slug == "population":
        years = sorted({Period.of(month).first_day.year for month in months})
        return (write_population(folder, place, years),)
    if kind.first(Role.SHAPE):
        return (write_map(folder, kind, place, months),)
    return (write_table(folder, kind, place, months, seed=seed, rows_per_month=rows_per_month),)
