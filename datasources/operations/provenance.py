"""What a figure says of the sources it rests on: as the register says now, and as it said then.

An answer is the same whatever a source is called or rated: a mended word answers nothing anew.
What stands beside it is the register as it is now, wherever a figure is drawn; how it stood when
the question was answered is kept with the answer, and an edition keeps what it printed.
"""

from collections.abc import Collection

from datasources.models import Evidence, Source

Said = dict[str, str]
"""What is said of one source: slug, kind, name, publisher, the periods that the answer rests on,
robustness (with its words and reason) and licence."""
NAMED = {
    "name": "Name",
    "publisher": "Publisher",
    "robustness_words": "Robustness",
    "robustness_reason": "Reason for the rating",
    "licence": "Licence",
}
"""What may be mended in the register, and what each is called there."""


def of_source(source: Source, period: str) -> Said:
    """What the register says of a source now."""
    return {
        "slug": source.slug,
        "kind": source.kind,
        "name": source.name,
        "publisher": source.publisher or (source.provider.name if source.provider else ""),
        "period": period,
        "robustness": source.robustness,
        "robustness_words": source.robustness_words,
        "robustness_reason": source.caveat,
        "licence": source.licence,
    }


def now(evidence: Collection[Evidence]) -> dict[int, list[Said]]:
    """By the number of the evidence, what the register says now of each of its sources.

    One query for all of them. Of a source that is registered no more, what was said of it then.
    """
    partnerships = {one.question.partnership_id for one in evidence}
    slugs = {said["slug"] for one in evidence for said in one.sources if "slug" in said}
    registered = Source.objects.filter(partnership__in=partnerships, slug__in=slugs).select_related(
        "provider", "review"
    )
    known = {(one.partnership_id, one.slug): one for one in registered}
    return {
        one.pk: [
            of_source(source, said["period"])
            if (source := known.get((one.question.partnership_id, said.get("slug", ""))))
            else said
            for said in one.sources
        ]
        for one in evidence
    }


def since_mended(then: Said, now: Said) -> list[str]:
    """What the register said of a source when a question was answered, where it says other now."""
    return [
        f"{label}: {then.get(name) or 'nothing'}"
        for name, label in NAMED.items()
        if then.get(name, "") != now[name]
    ]
