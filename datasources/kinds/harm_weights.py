"""Harm weights: how much a crime of each type counts where crimes are weighed, not counted."""

from __future__ import annotations

from datasources.kinds import offences
from datasources.kinds.columns import by, not_kept, value, what
from datasources.kinds.kind import Kind, Part, Usual
from datasources.kinds.shape import Service, Shape
from datasources.kinds.starting import Sender, Start

WORDS = offences.every("offence")

KIND = Kind(
    slug="harm-weights",
    label="Harm weights of offences",
    shape=Shape.WEIGHTS,
    described="a table of harm weights",
    description=(
        "How much each type of crime counts in an index of harm: days of the usual sentence in the"
        " Cambridge Crime Harm Index, or the weights of the Crime Severity Score."
    ),
    columns=(
        what(
            "Offence subgroup",
            "the type of crime",
            "prc_offence_subgroup",
            "crime_type",
            "Offence",
            "Offence description",
            "Offence group",
            "Crime category",
            words=WORDS,
        ),
        value(
            "weight",
            "Weight",
            "how much one crime counts",
            "cchi_days",
            "median_days",
            "Harm days",
            "Days",
            "Harm score",
            "Severity weight",
            "Sentence days",
            "Harm weight",
        ),
        by("Force", "the force for whose mix of crimes it was worked out"),
        not_kept("Offence code", "the code of the offence"),
        not_kept("min_days", "the least of the group"),
        not_kept("mean_days", "the mean of the group"),
        not_kept("max_days", "the most of the group"),
    ),
    expected="A table with one row a type of crime and its weight, with its version in the name.",
    traps=(
        "Versions differ and are never mixed in one series.",
        "These indices do not weigh anti-social behaviour: a total of harm does not hold it, which"
        " is not to say that it does none.",
        "A weight of a group is the middle of its offences and hides that they differ greatly: in"
        " the Cambridge index one of violence with injury weighs from 2 to 4,380 days.",
        "Weights of one force rest on its mix of crimes and are not another's.",
        "Ask under which terms an index may be used before it is printed.",
    ),
    usual=Usual("", "Ask the publisher", "once"),
    serves=Service.HARM_WEIGHTS,
    needed=(
        "Harm weights, without which there is no harm to set beside the number: register a source"
        " of that kind, send the table of an index such as the Cambridge Crime Harm Index, with"
        " the year of its version in the name of the file, and accept it."
    ),
    starts=(
        Start(
            "harm-weights",
            "Cambridge Crime Harm Index",
            Sender.PUBLISHED,
            "the days in prison from which sentencing for each offence begins",
            "https://www.cambridge-ebp.co.uk/the-chi",
            publisher="Cambridge Centre for Evidence-Based Policing",
        ),
    ),
    best_for=(Part.VICTIMS,),
)
