"""Registration of this room with Django."""

from django.apps import AppConfig


class DataSourcesConfig(AppConfig):
    name = "datasources"

    def ready(self) -> None:
        from datasources import receivers  # noqa: F401, PLC0415 - models must be loaded first
