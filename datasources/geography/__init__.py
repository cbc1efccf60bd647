"""Geography: the areas of a partnership, how they nest, and which year's they are.

An area frame has one row a small area (LSOA): its code and name, and those of the ward and of the
local authority that hold it, each with the year of its geography; all columns are str.
"""

from __future__ import annotations

from datasources.geography.areas import (
    LAD_CODE,
    LAD_NAME,
    LAD_VINTAGE,
    LEVELS,
    LSOA_CODE,
    LSOA_NAME,
    LSOA_VINTAGE,
    NAMED_COLUMNS,
    WARD_CODE,
    WARD_NAME,
    WARD_VINTAGE,
    UnknownAreaError,
    coarser_than,
    every_code,
    former_in,
    layers_in,
    made_of,
    name_of,
    names_of,
    nowhere_in,
    one_code,
    places_in,
    small_areas_in,
    told_apart,
    whole_of,
    with_ended,
    with_former,
    without_former,
)
from datasources.geography.successors import Successors, divided, successors

__all__ = [
    "LAD_CODE",
    "LAD_NAME",
    "LAD_VINTAGE",
    "LEVELS",
    "LSOA_CODE",
    "LSOA_NAME",
    "LSOA_VINTAGE",
    "NAMED_COLUMNS",
    "WARD_CODE",
    "WARD_NAME",
    "WARD_VINTAGE",
    "Successors",
    "UnknownAreaError",
    "coarser_than",
    "divided",
    "every_code",
    "former_in",
    "layers_in",
    "made_of",
    "name_of",
    "names_of",
    "nowhere_in",
    "one_code",
    "places_in",
    "small_areas_in",
    "successors",
    "told_apart",
    "whole_of",
    "with_ended",
    "with_former",
    "without_former",
]
