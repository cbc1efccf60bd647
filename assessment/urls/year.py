"""The year and its stages: addresses."""

from django.urls import path

from assessment.views import home, year

urlpatterns = [
    path("partnerships/<slug:slug>/", home.partnership_home, name="partnership-home"),
    path("partnerships/<slug:slug>/assessments/new/", year.create, name="assessment-create"),
    path("assessments/<slug:slug>/", year.detail, name="assessment-detail"),
    path("assessments/<slug:slug>/stage/", year.move, name="stage-move"),
    path("steps/<int:pk>/edit/", year.edit_step, name="step-edit"),
    path("steps/<int:pk>/done/", year.finish_step, name="step-done"),
]
