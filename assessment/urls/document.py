"""The document: addresses."""

from django.urls import path

from assessment.views import (
    comments,
    components,
    document,
    overtaken,
    section_history,
    section_kept,
    sections,
)

urlpatterns = [
    path("assessments/<slug:assessment>/document/", document.document, name="document"),
    path(
        "assessments/<slug:assessment>/document/read/", document.document_read, name="document-read"
    ),
    path(
        "assessments/<slug:assessment>/document/figures/",
        overtaken.document_figures,
        name="document-figures",
    ),
    path("assessments/<slug:assessment>/comments/", comments.comment_list, name="comment-list"),
    path(
        "assessments/<slug:assessment>/components/",
        components.component_list,
        name="component-list",
    ),
    path(
        "assessments/<slug:assessment>/components/<slug:component>/",
        components.component_answer,
        name="component-answer",
    ),
    path("sections/<int:pk>/", sections.section_edit, name="section-edit"),
    path("sections/<int:pk>/figures/", overtaken.section_figures, name="section-figures"),
    path("sections/<int:pk>/history/", section_history.section_history, name="section-history"),
    path(
        "sections/<int:pk>/revisions/<int:version>/",
        section_history.revision_detail,
        name="revision-detail",
    ),
    path("sections/<int:pk>/hand-over/", sections.section_hand_over, name="section-hand-over"),
    path("sections/<int:pk>/approve/", sections.section_approve, name="section-approve"),
    path("sections/<int:pk>/return/", sections.section_return, name="section-return"),
    path("sections/<int:pk>/assign/", sections.section_assign, name="section-assign"),
    path("sections/<int:pk>/comments/", comments.comment_create, name="comment-create"),
    path("kept-texts/<int:pk>/", section_kept.kept_text_detail, name="kept-text-detail"),
    path("comments/<int:pk>/answer/", comments.comment_answer, name="comment-answer"),
    path(
        "component-answers/<int:pk>/remove/",
        components.component_answer_remove,
        name="component-answer-remove",
    ),
]
