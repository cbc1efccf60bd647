"""Who works in the sample: invented people of invented organisations."""

from dataclasses import dataclass

DOMAIN = "wexmere.example"
PASSWORD = "sample-wexmere-sign-in"  # noqa: S105 - printed for everybody to see

ORGANISATIONS = [
    ("Wexshire Constabulary", "police", True),
    ("Wexmere District Council", "district", True),
    ("Wexshire County Council", "county", True),
    ("Wexshire Fire and Rescue Service", "fire", True),
    ("Wexshire Probation Unit", "probation", True),
    ("Wexshire Integrated Care Board", "health", True),
    ("Wexmere Housing Trust", "other", False),
]


@dataclass(frozen=True)
class Person:
    """One sample person: the word before the @ is the word for what they do."""

    word: str
    name: str
    role: str
    organisation: str

    @property
    def email(self) -> str:
        return f"{self.word}@{DOMAIN}"


PEOPLE = [
    Person("steward", "Morag Tillery", "steward", "Wexmere District Council"),
    Person("analyst", "Imran Quayle", "analyst", "Wexshire County Council"),
    Person("officer", "Bethan Orrick", "officer", "Wexmere District Council"),
    Person("contributor", "Callum Voss", "contributor", "Wexmere Housing Trust"),
    Person("lead", "Anneke Dunmore", "lead", "Wexshire County Council"),
    Person("member", "Rohan Setterfield", "member", "Wexshire Fire and Rescue Service"),
    Person("police", "Della Marchbank", "member", "Wexshire Constabulary"),
    Person("county", "Hector Bramble", "member", "Wexshire County Council"),
    Person("health", "Ifeoma Kestrel", "member", "Wexshire Integrated Care Board"),
    Person("chair", "Josephine Arkle", "chair", "Wexmere District Council"),
    Person("provider", "Tamsin Ellery", "provider", "Wexshire Constabulary"),
    Person("viewer", "Piotr Lanyon", "viewer", "Wexshire Integrated Care Board"),
]
