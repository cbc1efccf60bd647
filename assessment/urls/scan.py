"""Scanning and consultation: addresses."""

from django.urls import path

from assessment.views import consultation, scan, scan_issues, scan_scores

urlpatterns = [
    path("assessments/<slug:slug>/scan/", scan.scan, name="scan"),
    path("assessments/<slug:slug>/issues/new/", scan_issues.create, name="issue-create"),
    path("issues/<int:pk>/", scan_issues.detail, name="issue-detail"),
    path("issues/<int:pk>/edit/", scan_issues.edit, name="issue-edit"),
    path("issues/<int:pk>/withdraw/", scan_issues.withdraw, name="issue-withdraw"),
    path("assessments/<slug:slug>/factors/", scan_scores.factor_list, name="factor-list"),
    path("assessments/<slug:slug>/scores/", scan_scores.sheet, name="score-sheet"),
    path("assessments/<slug:slug>/scores/close/", scan_scores.close, name="scoring-close"),
    path("assessments/<slug:slug>/key-lines/", scan.choose, name="key-lines"),
    path(
        "assessments/<slug:slug>/consultations/new/",
        consultation.create,
        name="consultation-create",
    ),
    path("consultations/<int:pk>/", consultation.detail, name="consultation-detail"),
    path("consultations/<int:pk>/edit/", consultation.edit, name="consultation-edit"),
    path("consultations/<int:pk>/agree/", consultation.agree, name="consultation-agree"),
    path(
        "consultations/<int:pk>/findings/new/",
        consultation.add_finding,
        name="consultation-finding-create",
    ),
    path(
        "consultation-findings/<int:pk>/link/",
        consultation.link,
        name="consultation-finding-link",
    ),
]
