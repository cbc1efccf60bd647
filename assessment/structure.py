"""The document's structure: the Home Office sections, the fifteen boxes, the statutory components.

Source: the suggested content of 2007 (adapted from the Home Office toolkit), the five areas of the
victim, offender and location themes of the 2011 process memo, and the components that the
Formulation and Implementation of Strategy Regulations 2007 (SI 2007/1830) ask for.
"""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """A side of the problem triangle; colour is a thin mark beside the word, never alone."""

    slug: str
    label: str
    colour: str
    about: str


@dataclass(frozen=True)
class Box:
    """One of the five areas that each theme covers."""

    slug: str
    label: str
    asks: str


@dataclass(frozen=True)
class SectionPlan:
    """A section as every assessment has it: where it stands and whether people write it."""

    key: str
    number: str
    title: str
    level: int
    theme: str = ""
    box: str = ""
    # False: made from records (title page, scanning, priorities ...), with room for words above.
    is_written: bool = True
    # No longer part of the structure: it stands in years that had it, under the name it had.
    is_retired: bool = False

    @property
    def full_title(self) -> str:
        """How it is named where it stands alone: there are three boxes called "Gaps"."""
        if not self.box:
            return self.title
        return f"{THEME_BY_SLUG[self.theme].label}: {self.title.lower()}"

    @property
    def place(self) -> str:
        """Number and full title."""
        return f"{self.number} {self.full_title}".strip()


@dataclass(frozen=True)
class Component:
    """A thing that the assessment must by law contain."""

    slug: str
    label: str
    asks: str


THEMES: tuple[Theme, ...] = (
    Theme(
        "victims",
        "Victims",
        "#801650",
        "Groups of people who suffer much or are particularly vulnerable.",
    ),
    Theme(
        "offenders",
        "Offenders",
        "#F46A25",
        "Groups of people who offend most or are most likely to begin.",
    ),
    Theme(
        "locations",
        "Locations",
        "#28A197",
        "Places and times with many offences, often called hot spots.",
    ),
)
THEME_BY_SLUG = {theme.slug: theme for theme in THEMES}

BOXES: tuple[Box, ...] = (
    Box("key_information", "Key information", "What is the problem?"),
    Box("current_work", "Current work", "What are we already doing?"),
    Box("progress", "Progress", "How successful is the current activity?"),
    Box("gaps", "Gaps", "Where is intervention or intelligence missing?"),
    Box("recommendations", "Recommendations", "What should the partnership do?"),
)

COMPONENTS: tuple[Component, ...] = (
    Component(
        "levels",
        "Levels and patterns",
        "An analysis of the levels and patterns of crime, disorder and substance misuse.",
    ),
    Component(
        "changes",
        "Changes since last time",
        "Changes in those levels and patterns since the last strategic assessment.",
    ),
    Component("reasons", "Why they changed", "An analysis of why these changes have occurred."),
    Component(
        "plan",
        "Last year's plan",
        "An assessment of the extent to which last year's plan was implemented.",
    ),
)
COMPONENT_BY_SLUG = {component.slug: component for component in COMPONENTS}


def theme_label(slug: str) -> str:
    """A theme's name; of one that is a theme no more, what its slug says."""
    theme = THEME_BY_SLUG.get(slug)
    return theme.label if theme else slug.replace("_", " ").capitalize()


def box_key(theme: str, box: str) -> str:
    return f"{theme}.{box}"


def _boxes() -> tuple[SectionPlan, ...]:
    plans = []
    for place, theme in enumerate(THEMES, start=1):
        plans.append(
            SectionPlan(
                theme.slug, f"2.3.{place}", theme.label, 3, theme=theme.slug, is_written=False
            )
        )
        for order, box in enumerate(BOXES, start=1):
            plans.append(
                SectionPlan(
                    box_key(theme.slug, box.slug),
                    f"2.3.{place}.{order}",
                    box.label,
                    4,
                    theme=theme.slug,
                    box=box.slug,
                )
            )
    return tuple(plans)


SECTIONS: tuple[SectionPlan, ...] = (
    SectionPlan("summary", "", "Executive summary", 1),
    SectionPlan("introduction", "1", "Introduction", 1),
    SectionPlan("introduction.team", "1.1", "The team", 2),
    SectionPlan("introduction.methodology", "1.2", "Methodology", 2),
    SectionPlan("introduction.sources", "1.3", "Data sources", 2),
    SectionPlan("introduction.consultation", "1.4", "How residents were consulted", 2),
    SectionPlan("analysis", "2", "The analysis", 1, is_written=False),
    SectionPlan("analysis.context", "2.1", "Contextual information", 2),
    SectionPlan("analysis.scanning", "2.2", "The scanning exercise", 2),
    SectionPlan(
        "analysis.themes",
        "2.3",
        "Victims, offenders and locations",
        2,
    ),
    *_boxes(),
    SectionPlan("analysis.activity", "2.4", "Current activity and progress", 2),
    SectionPlan("priorities", "3", "Priorities", 1, is_written=False),
    SectionPlan("priorities.process", "3.1", "The priority selection process", 2),
    SectionPlan("priorities.strategic", "3.2", "The strategic priorities", 2),
    SectionPlan("gaps", "4", "Gaps in current activity, provision and intelligence", 1),
    SectionPlan("gaps.local", "4.1", "Local experience", 2),
    SectionPlan("conclusion", "5", "Conclusion", 1),
    SectionPlan("conclusion.next", "5.1", "Next steps", 2),
    SectionPlan("appendices", "", "Appendices", 1),
)
SECTION_BY_KEY = {plan.key: plan for plan in SECTIONS}


def version_of(sections: tuple[SectionPlan, ...]) -> str:
    """Which structure an assessment was laid out by: changes with every section and name."""
    told = [(plan.key, plan.number, plan.full_title, plan.level) for plan in sections]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def retired(key: str, *, number: str, title: str, level: int) -> SectionPlan:
    """The plan of a section that this version does not have, as its year remembers it."""
    theme = key.partition(".")[0]
    return SectionPlan(
        key,
        number,
        title or key.replace(".", ": ").replace("_", " ").capitalize(),
        level,
        theme=theme if theme in THEME_BY_SLUG else "",
        is_written=False,
        is_retired=True,
    )
