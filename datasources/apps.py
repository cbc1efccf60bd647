"""Registration of this room with Django."""

from django.apps import AppConfig


class DataSourcesConfig(AppConfig):
    name = "datasources"
