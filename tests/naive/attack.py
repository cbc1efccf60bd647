"""A reader with a pencil and a linear solver: what follows from everything they were shown?

Nothing of the protection is used here. Every number that is shown is read as a sum over small
areas, months and types, none below nought; a count is worked out when it can be but one number.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import highspy
import numpy as np

from tests.naive.answers import ALL, ALL_CRIME, ASB, FOURTEEN, NAMES, is_in, month_before, span

Atom = tuple[str, str, str]
Block = frozenset[Atom]
TOTALS = {"all_crime": ALL_CRIME, "anti_social_behaviour": ASB, "all": ALL}


@dataclass
class Reader:
    """Knows which small areas an area has; is shown answers one after another."""

    places: Mapping[str, Iterable[str]]
    shown: dict[Block, int] = field(default_factory=dict)
    hidden: set[Block] = field(default_factory=set)

    def block(self, code: str, months: Iterable[str], crime: str) -> Block:
        return frozenset(
            (place, month, kind)
            for place in self.places[code]
            for month in months
            for kind in FOURTEEN
            if is_in(kind, crime)
        )

    def reads(self, result) -> None:
        getattr(self, f"_{result.analysis}")(result)

    def _sees(self, value: object, block: Block) -> None:
        if value is None:
            self.hidden.add(block)
        else:
            assert self.shown.setdefault(block, value) == value

    def _counts(self, result) -> None:
        for row in result.rows:
            block = self.block(row["area_code"], [row["month"]], row["crime_type"])
            self._sees(row["count"], block)
        months = {row["month"] for row in result.rows}
        self._sees(result.numbers["total"], self.block(result.area_code, months, ALL))

    def _trend(self, result) -> None:
        for row in result.rows:
            for name, crime in TOTALS.items():
                before = month_before(row["month"], 12)
                self._sees(row[name], self.block(result.area_code, [row["month"]], crime))
                earlier = self.block(result.area_code, [before], crime)
                self._sees(row[f"{name}_year_before"], earlier)
        last = [row["month"] for row in result.rows[-12:]]
        if len(last) == 12:
            for name, crime in TOTALS.items():
                for months, words in (
                    (last, ""),
                    ([month_before(m, 12) for m in last], " a year before"),
                ):
                    number = result.numbers[f"{name}: last 12 months{words}"]
                    self._sees(number, self.block(result.area_code, months, crime))

    def _change(self, result) -> None:
        self._two_years(result, "count_now", "count_before")
        for row in result.rows:
            if row["difference"] is not None or row["percent_change"] is not None:
                assert row["count_now"] - row["count_before"] == row["difference"]
            if row["count_now"] is None or row["count_before"] is None:
                assert (row["verdict"], row["reason"]) == ("not shown", "")

    def _rates(self, result) -> None:
        self._two_years(result, "count", "count_before")
        for row in result.rows:
            assert (row["rate_per_1000"] is None) == (row["count"] is None)
            assert (row["rate_per_1000_before"] is None) == (row["count_before"] is None)

    def _season(self, result) -> None:
        names = {name: crime for name, crime in TOTALS.items() if name != "all"}
        for name, crime in names.items():
            rows = [row for row in result.rows if row["crime_type"] == crime]
            keys = [
                key
                for key in span(result.period_from, result.period_to)
                if f"{name}: {key}" in result.numbers
            ]
            for key in keys:
                self._sees(
                    result.numbers[f"{name}: {key}"], self.block(result.area_code, [key], crime)
                )
            for row in rows:
                own = [key for key in keys if NAMES[int(key[5:]) - 1] == row["part_of_year"]]
                self._sees(row["count"], self.block(result.area_code, own, crime))
                assert row["count"] is not None or row["per_day"] is None
            told = [result.numbers[f"{name}: {key}"] for key in keys]
            if None in (*told, *(row["count"] for row in rows)):
                assert {row["index"] for row in rows} == {None}

    def _league(self, result) -> None:
        months = span(result.period_from, result.period_to)
        for row in result.rows:
            self._sees(row["count"], self.block(row["area_code"], months, ALL_CRIME))
            if row["count"] is None:
                said = ("rate_per_1000", "low", "high", "beside_whole")
                assert {row[name] for name in said} == {None}
        whole = result.numbers["count"]
        self._sees(whole, self.block(result.area_code, months, ALL_CRIME))
        if whole is None:
            assert {row["beside_whole"] for row in result.rows} == {None}

    def _two_years(self, result, now: str, before: str) -> None:
        months = span(result.period_from, result.period_to)
        earlier = [month_before(month, 12) for month in months]
        for row in result.rows:
            self._sees(row[now], self.block(result.area_code, months, row["crime_type"]))
            self._sees(row[before], self.block(result.area_code, earlier, row["crime_type"]))

    def differences(self) -> set[Block]:
        """What is left of a count when another, shown or not, is taken from it."""
        told = sorted([*self.shown, *self.hidden], key=len)
        return {
            larger - smaller
            for at, smaller in enumerate(told)
            for larger in told[at + 1 :]
            if smaller < larger
        }

    def works_out(self, secrets: Mapping[Block, int]) -> dict[Block, int]:
        """Of these counts, those that can be but one number."""
        solver = _Solver(self.shown)
        found = {}
        for block, value in secrets.items():
            least, most = solver.range(block)
            assert least <= value <= most
            if least == most:
                found[block] = value
        return found


class _Solver:
    """The least and the most that a sum can be, in whole numbers of its bounds."""

    def __init__(self, shown: Mapping[Block, int]) -> None:
        self.place: dict[Atom, int] = {}
        rows = [[self._at(atom) for atom in block] for block in shown]
        count = len(self.place)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = count, len(rows)
        lp.col_cost_ = np.zeros(count)
        lp.col_lower_ = np.zeros(count)
        lp.col_upper_ = np.full(count, highspy.kHighsInf)
        lp.row_lower_ = lp.row_upper_ = np.array(list(shown.values()), dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *map(len, rows)])
        lp.a_matrix_.index_ = np.array([at for row in rows for at in row])
        lp.a_matrix_.value_ = np.ones(sum(map(len, rows)))
        self.solver = highspy.Highs()
        for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self.solver.setOptionValue(name, value)
        self.solver.passModel(lp)

    def _at(self, atom: Atom) -> int:
        return self.place.setdefault(atom, len(self.place))

    def range(self, block: Block) -> tuple[float, float]:
        if not block <= self.place.keys():
            return 0, math.inf  # Nothing that is shown has a part in it.
        least, most = self._least(block, 1), -self._least(block, -1)
        return math.ceil(least - 1e-6), math.inf if most == math.inf else math.floor(most + 1e-6)

    def _least(self, block: Block, sign: int) -> float:
        count = len(self.place)
        costs = np.zeros(count)
        costs[[self.place[atom] for atom in block]] = sign
        self.solver.changeColsCost(count, np.arange(count, dtype=np.int32), costs)
        self.solver.run()
        if self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            return self.solver.getInfo().objective_function_value
        return -math.inf
