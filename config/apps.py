"""Registration of the wiring with Django, for its template tags, commands and checks."""

from importlib import import_module

from django.apps import AppConfig


class WiringConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        import_module("config.checks")
