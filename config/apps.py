"""Registration of the wiring with Django, for its template tags, commands and checks."""

from importlib import import_module

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate

from config import own_words


class WiringConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        import_module("config.checks")
        own_words.take_over()
        post_migrate.connect(make_cache_table, sender=apps.get_app_config("partnerships"))


def make_cache_table(using: str, **news: object) -> None:
    """The table of the cache belongs to no model: it is made wherever the others are."""
    call_command("createcachetable", database=using, verbosity=0)
