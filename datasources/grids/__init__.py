"""Files that hold grids of cells, read by a process of its own with limits of its own.

A workbook can name a cell a million rows away, and a page or a list can nest without end: whoever
reads them may ask for more memory than there is, and dies of that alone. Nothing of the project is
imported here, so that the process starts quickly and knows nothing.

`python -m datasources.grids READER SOURCE TARGET MEMORY SECONDS` writes lines of JSON to TARGET:
for each grid what is known of it (`Grid`), then lists of its rows, each a list of strings.
"""

DAMAGED = 3
LOCKED = 4
TOO_LARGE = 5
NO_TABLE = 6
"""What the process ends with when it could not read the file."""

WORKBOOK = "workbook"
PAGE = "page"
RECORDS = "records"
MAPS = "maps"
"""The readers, by what the file is."""

GEOMETRY, SYSTEM = "geometry", "crs"
"""Under which names a map's outlines stand, and the coordinate system that it names."""
