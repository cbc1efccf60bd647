"""The figures that the sample's texts name, each asked of the data of its own year."""

from dataclasses import dataclass

from datasources.operations import evidence
from datasources.samples import place
from partnerships.models import Partnership, User


@dataclass(frozen=True)
class Drawn:
    """A question: which analysis, of which ward; of the whole district without one."""

    analysis: str
    ward: str = ""


FIGURES = {
    "rates": Drawn("rates"),
    "trend": Drawn("trend"),
    "change": Drawn("change"),
    "rates_castle_hill": Drawn("rates", "Castle Hill"),
    "change_market_place": Drawn("change", "Market Place"),
    "rates_market_place": Drawn("rates", "Market Place"),
}


def ask(partnership: Partnership, year: int, *, by: User) -> dict[str, int]:
    """The answers for the twelve months to September of a year, by the names the texts use."""
    codes = dict(place.wexmere().small_areas[["ward_name", "ward_code"]].itertuples(index=False))
    answered = {}
    for name, drawn in FIGURES.items():
        question = evidence.ask(
            partnership=partnership,
            analysis=drawn.analysis,
            area_code=codes[drawn.ward] if drawn.ward else "",
            period_from=f"{year - 1}-10",
            period_to=f"{year}-09",
            by=by,
        )
        answered[name] = evidence.answer(question).pk
    return answered
