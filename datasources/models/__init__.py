"""What we were given: the register, deliveries and their slices; questions and evidence."""

from datasources.models.composed import ComposedMeasure, MeasureVersion
from datasources.models.delivery import Delivery, DeliveryFile, Finding, Slice
from datasources.models.disposal import Disposal
from datasources.models.question import Evidence, Question
from datasources.models.release import Release
from datasources.models.reminder import Reminder
from datasources.models.replacement import ReplacementPlan
from datasources.models.reply import Reply
from datasources.models.review import Review
from datasources.models.source import Source, SourceLayout
from datasources.models.upload import Upload, UploadPiece

__all__ = [
    "ComposedMeasure",
    "Delivery",
    "DeliveryFile",
    "Disposal",
    "Evidence",
    "Finding",
    "MeasureVersion",
    "Question",
    "Release",
    "Reminder",
    "Reply",
    "ReplacementPlan",
    "Review",
    "Slice",
    "Source",
    "SourceLayout",
    "Upload",
    "UploadPiece",
]
