"""The wiring: settings, addresses and the worker. No idea of the domain lives here."""

from config.celery import app as celery_app

__all__ = ["celery_app"]
