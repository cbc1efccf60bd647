"""The analyses find themselves: what is refused, in which order they stand, what may be said."""

from dataclasses import replace
from types import ModuleType

import pytest

from datasources.analyses import ANALYSES, OPTIONS, STANDARD, analyses_in, options_of
from datasources.analyses.options import ALL_PERIODS, AREA, TO, Option, Takes
from datasources.forms import QuestionForm

TREND = ANALYSES["trend"]


def module(**holds: object) -> ModuleType:
    made = ModuleType("made")
    vars(made).update(holds)
    return made


def test_those_that_stand_first_are_declared_first_whatever_their_files_are_called():
    later = replace(TREND, name="a", place=7)
    sooner = replace(TREND, name="b", place=6)
    helper = module(answer=len)

    found = analyses_in([module(ANALYSIS=later), helper, module(ANALYSIS=sooner)])

    assert list(found.items()) == [("b", sooner), ("a", later)]


def test_a_name_that_stands_twice_is_refused():
    modules = [module(ANALYSIS=TREND), module(ANALYSIS=replace(TREND, place=99))]

    with pytest.raises(ValueError, match=r"^Two analyses are called trend\.$"):
        analyses_in(modules)


def test_a_place_that_stands_twice_is_refused():
    modules = [module(ANALYSIS=TREND), module(ANALYSIS=replace(TREND, name="season"))]

    with pytest.raises(ValueError, match="Two analyses have the place 10: trend and season"):
        analyses_in(modules)


def test_a_source_page_shows_the_standard_ones_in_their_order():
    assert STANDARD == ("trend", "change", "rates")


def test_what_may_be_said_is_what_any_of_them_takes():
    own = Option("by", "By", Takes.AREA, "nothing")
    takes = [replace(TREND, options=(AREA,)), replace(TREND, options=(own, AREA, TO))]

    assert options_of(takes) == {"area": AREA, "by": own, "to": TO}
    assert list(OPTIONS) == ["area", "from", "to", "level"]


@pytest.mark.parametrize("differs", [{"takes": Takes.AREA}, {"label": "Up to"}])
def test_one_option_never_means_two_things(differs):
    takes = [
        replace(TREND, options=ALL_PERIODS),
        replace(TREND, options=(replace(TO, **differs),)),
    ]

    with pytest.raises(ValueError, match=r"^The option to means two things\.$"):
        options_of(takes)


def test_one_option_may_mean_something_else_where_it_is_not_said():
    other = replace(TO, default="the year before")

    assert options_of([replace(TREND, options=(TO,)), replace(TREND, options=(other,))]) == {
        "to": TO
    }


def test_the_form_has_a_field_for_each_option():
    areas, months = [("", "Wexmere"), ("X1", "Dunes")], [("2025-12", "December 2025")]
    form = QuestionForm(None, analyses=[("trend", "Trend")], areas=areas, months=months)

    said = {name: (one.label, one.required, one.choices) for name, one in form.fields.items()}
    every = [("", "As far as the data go"), *months]
    assert said == {
        "analysis": ("Question", True, [("trend", "Trend")]),
        "area": ("Area", False, areas),
        "from": ("From (optional)", False, every),
        "to": ("To (optional)", False, every),
        "level": (
            "Level (optional)",
            False,
            [
                ("", "The next below the area"),
                ("district", "Districts"),
                ("ward", "Wards"),
                ("lsoa", "Small areas (LSOAs)"),
            ],
        ),
    }
