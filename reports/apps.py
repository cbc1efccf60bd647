"""Registration of this room with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
