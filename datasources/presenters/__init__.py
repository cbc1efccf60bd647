"""How this room's things are said and shown. `figure` is for the other rooms too."""

from datasources.presenters.figures import Figure, figure

__all__ = ["Figure", "figure"]
