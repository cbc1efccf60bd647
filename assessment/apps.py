"""Registration of this room with Django."""

from django.apps import AppConfig
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate


class AssessmentConfig(AppConfig):
    name = "assessment"

    def ready(self) -> None:
        from assessment import resting  # noqa: PLC0415 - models are known only now

        post_migrate.connect(bring_structures_up_to_date, sender=self)
        resting.register()


def bring_structures_up_to_date(using: str, **_kwargs: object) -> None:
    """After every migration to the newest tables: running years get what the structure gained."""
    from assessment.operations import structures  # noqa: PLC0415 - models are loaded by then

    executor = MigrationExecutor(connections[using])
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        structures.bring_all_up_to_date()
