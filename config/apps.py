"""Registration of the wiring with Django, for its template tags and commands."""

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "config"
