"""The room of people."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "partnerships"
