"""Deprivation: the rank and the tenth of each small area, of one edition of the indices."""

from __future__ import annotations

from datasources.kinds.columns import not_kept, value, where
from datasources.kinds.kind import OGL, Kind, Part, Usual
from datasources.kinds.places import SMALL_AREAS
from datasources.kinds.shape import Shape
from datasources.kinds.starting import published

IMD = "Index of Multiple Deprivation (IMD)"

KIND = Kind(
    slug="deprivation",
    label="Deprivation of small areas (indices of deprivation)",
    shape=Shape.DECILES,
    described="a table of deprivation",
    description=(
        "How deprived each small area (LSOA) is among all of its country: its rank and its tenth,"
        " overall and for crime."
    ),
    columns=(
        where(
            "LSOA code",
            "the small area",
            "LSOA code (2025)",
            "LSOA code (2021)",
            "LSOA code (2011)",
            *SMALL_AREAS,
        ),
        value(
            "decile",
            "IMD_decile",
            "the tenth, 1 for the most deprived",
            "IMD decile 2025",
            f"{IMD} Decile",
            f"{IMD} Decile (where 1 is most deprived 10% of LSOAs)",
            f"{IMD} Decile (where 1 is most deprived 10% of LSOA",
            "Index of Multiple Deprivation decile",
            "Decile",
            "WIMD decile",
            "WIMD 2019 overall decile",
            "Deprivation decile",
        ),
        value(
            "rank",
            "IMD_rank",
            "the rank, 1 for the most deprived",
            f"{IMD} Rank",
            f"{IMD} Rank (where 1 is most deprived)",
            "Rank",
            "WIMD rank",
            "WIMD 2019 overall rank",
            required=False,
        ),
        value(
            "score",
            "IMD_score",
            "the score, for areas of one edition alone",
            f"{IMD} Score",
            "Score",
            required=False,
        ),
        value(
            "crime_decile",
            "Crime_decile",
            "the tenth for crime alone",
            "Crime Decile (where 1 is most deprived 10% of LSOAs)",
            "Crime decile 2025",
            required=False,
        ),
        value(
            "crime_rank",
            "Crime_rank",
            "the rank for crime alone",
            "Crime Rank (where 1 is most deprived)",
            required=False,
        ),
        not_kept(
            "LSOA name", "names are not unique in time", "LSOA name (2021)", "LSOA name (2011)"
        ),
        not_kept(
            "Local Authority District code",
            "the look-up says it",
            "Local Authority District code (2024)",
            "Local Authority District code (2019)",
        ),
        not_kept(
            "Local Authority District name",
            "the look-up says it",
            "Local Authority District name (2024)",
            "Local Authority District name (2019)",
        ),
    ),
    expected=(
        "File 1 or file 7 of the English indices of deprivation, or the Welsh index: one row a"
        " small area, with its decile."
    ),
    traps=(
        "Rank 1 and decile 1 are the most deprived.",
        "Scores and ranks of two editions cannot be compared; nor England with Wales.",
        "Editions of 2015 and 2019 are of the small areas of 2011, that of 2025 of those of 2021.",
        "Not all who live in a deprived area are deprived, nor all the deprived live in one.",
        "Crime is itself a part of the index: comparing it with crime goes in a circle.",
    ),
    usual=Usual("Ministry of Housing, Communities and Local Government", OGL, "once"),
    starts=(
        published(
            "deprivation",
            "Indices of deprivation",
            "the rank of each small area of England, for all and for each domain",
            "https://www.gov.uk/government/statistics/english-indices-of-deprivation-2025",
        ),
        published(
            "deprivation-wales",
            "Welsh Index of Multiple Deprivation",
            "the rank of each small area of Wales, for all and for each domain",
            "https://www.gov.wales/welsh-index-multiple-deprivation",
            publisher="Welsh Government",
        ),
    ),
    best_for=(Part.LOCATIONS, Part.VICTIMS),
)
