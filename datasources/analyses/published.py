"""A stored answer in words that may be published, whatever its version once let through.

Answers are never changed, and sections and scores go on naming old ones.
"""

from __future__ import annotations

from dataclasses import replace

from datasources.analyses import retired, wording
from datasources.analyses.questions import ANALYSES
from datasources.analyses.result import Result
from datasources.analyses.strangers import is_stranger


def published(result: Result) -> Result:
    """The same answer with every category that the measure does not declare counted as the rest.

    Of a measure that is made no more the words cannot be told from strangers, and of an analysis
    that is made no more nobody knows how its rows add up: then nothing is shown.
    """
    measure = result.counted
    if measure is None:
        return retired.withheld(result)
    if not any(is_stranger(row, measure) for row in result.rows):
        return result
    analysis = ANALYSES.get(result.analysis)
    if analysis is None:
        return retired.withheld(result)
    remade = analysis.in_declared_words(result, measure)
    rest = wording.about_rest([measure.words.rest], measure)
    return replace(remade, caveats=(*rest, *remade.caveats))
