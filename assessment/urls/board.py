"""The board and the plan: addresses."""

from django.urls import path

from assessment.views import actions, board, lessons, meetings, plan, priorities, recommendations

urlpatterns = [
    path("assessments/<slug:slug>/board/", board.board, name="board"),
    path("assessments/<slug:slug>/meetings/new/", meetings.create, name="meeting-create"),
    path("meetings/<int:pk>/", meetings.detail, name="meeting-detail"),
    path("meetings/<int:pk>/edit/", meetings.edit, name="meeting-edit"),
    path("meetings/<int:pk>/seats/", meetings.seat, name="meeting-seats"),
    path("meetings/<int:pk>/attendance/", meetings.attend, name="attendance-create"),
    path("attendances/<int:pk>/remove/", meetings.leave, name="attendance-remove"),
    path("assessments/<slug:slug>/priorities/new/", priorities.create, name="priority-create"),
    path("priorities/<int:pk>/edit/", priorities.edit, name="priority-edit"),
    path("priorities/<int:pk>/decide/", priorities.decide, name="priority-decide"),
    path("assessments/<slug:slug>/plan/", plan.plan, name="plan"),
    path(
        "assessments/<slug:slug>/recommendations/new/",
        recommendations.create,
        name="recommendation-create",
    ),
    path("recommendations/<int:pk>/edit/", recommendations.edit, name="recommendation-edit"),
    path("assessments/<slug:slug>/actions/new/", actions.create, name="action-create"),
    path("actions/<int:pk>/", actions.detail, name="action-detail"),
    path("actions/<int:pk>/edit/", actions.edit, name="action-edit"),
    path("actions/<int:pk>/progress/", actions.note_progress, name="progress-create"),
    path("actions/<int:pk>/verdict/", actions.give_verdict, name="verdict-create"),
    path("assessments/<slug:slug>/lessons/", lessons.lesson_list, name="lesson-list"),
    path("assessments/<slug:slug>/lessons/new/", lessons.create, name="lesson-create"),
    path("lessons/<int:pk>/change/", lessons.note_change, name="lesson-change"),
]
