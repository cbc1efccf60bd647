"""Pages that belong to no room."""

from tests.access import Access

ACCESS: dict[str, Access] = {
    "accessibility": Access(is_open=True),
    "privacy": Access(is_open=True),
    "licences": Access(is_open=True),
}
