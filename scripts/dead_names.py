"""Names of our own that nothing reads any more: vulture's findings, less what Django reads by name.

`python -m scripts.dead_names` prints them and exits 1 when there are any. Templates count as
readers; tests do not: what only tests read is dead.
"""

import re
import sys
from pathlib import Path

from vulture import Vulture

ROOMS = ("config", "reports", "assessment", "datasources", "partnerships")
LOOKED_AT = {"function", "method", "class", "property", "variable", "import"}
# What Django, Celery, pickle and the form packages call or read by its name.
CALLED_BY_NAME = re.compile(
    r"Meta|Command|Migration|.*Config|.*Middleware|.*Admin|clean(_\w+)?|compress|prepare_value|"
    r"label_from_instance|handler\d+|ready|handle|add_arguments|help|get_absolute_url|"
    r"process_view|process_exception|is_open_for_signup|stored_name|has_(add|change|delete)_permission|create_superuser|sender|warnings_read|application|app_name|urlpatterns|register|"
    r"persistent_(id|load)|get_(error_message|help_text)|__\w+__"
)


def unread() -> list[str]:
    """Each as "file:line: kind name", in the order of the files."""
    finder = Vulture(ignore_decorators=["@register*", "@receiver*", "@checks.register*"])
    finder.scavenge([*ROOMS], exclude=["*/migrations/*"])
    readers = [*Path("templates").rglob("*.*"), Path("config/settings.py"), Path("config/urls.py")]
    read_by_name = set(re.findall(r"\w+", " ".join(page.read_text() for page in readers)))
    return [
        f"{item.filename.relative_to(Path.cwd())}:{item.first_lineno}: {item.typ} {item.name}"
        for item in finder.get_unused_code(min_confidence=60)
        if item.typ in LOOKED_AT
        and item.name not in read_by_name
        and not CALLED_BY_NAME.fullmatch(item.name)
        and not is_a_field(item.filename.relative_to(Path.cwd()), item.typ)
    ]


def is_a_field(path: Path, kind: str) -> bool:
    """Fields of models, forms and the administration site: Django reads them by their names."""
    return kind == "variable" and bool({"models", "forms", "admin"} & {*path.with_suffix("").parts})


if __name__ == "__main__":
    found = unread()
    print("\n".join(found), end="\n" if found else "")
    sys.exit(1 if found else 0)
