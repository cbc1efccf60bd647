"""What we make of it: the year, the scan, the text, the board and the plan."""

from assessment.models.assessment import Assessment, Lesson, StageMove, Step
from assessment.models.board import Attendance, Meeting, Priority
from assessment.models.consultation import (
    Consultation,
    ConsultationAnswer,
    ConsultationFinding,
)
from assessment.models.plan import Action, ProgressNote, Recommendation
from assessment.models.scan import Factor, Issue, Score, ScoreSheet
from assessment.models.section import (
    Approval,
    Comment,
    ComponentAnswer,
    KeptText,
    Revision,
    Section,
)

__all__ = [
    "Action",
    "Approval",
    "Assessment",
    "Attendance",
    "Comment",
    "ComponentAnswer",
    "Consultation",
    "ConsultationAnswer",
    "ConsultationFinding",
    "Factor",
    "Issue",
    "KeptText",
    "Lesson",
    "Meeting",
    "Priority",
    "ProgressNote",
    "Recommendation",
    "Revision",
    "Score",
    "ScoreSheet",
    "Section",
    "StageMove",
    "Step",
]
