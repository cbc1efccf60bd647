"""Registration of this room with Django."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "assessment"
