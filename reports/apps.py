"""Registration of this room with Django."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"

    def ready(self) -> None:
        from reports import gates, resting  # noqa: PLC0415 - models are known only now

        gates.register()
        resting.register()
