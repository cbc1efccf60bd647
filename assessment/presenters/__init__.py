"""From rows to what a page shows: plain functions, no query in a loop."""
