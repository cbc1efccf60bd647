"""What the pages say and show alike in every room; the template library `ui` registers it."""
