"""Addresses of this room: Publish."""

from django.urls import path

from reports import views

urlpatterns = [
    path("assessments/<slug:slug>/publish/", views.edition_list, name="edition-list"),
    path("assessments/<slug:slug>/publish/new/", views.edition_create, name="edition-create"),
    path("editions/<int:pk>/", views.edition_detail, name="edition-detail"),
    path("editions/<int:pk>/progress/", views.edition_progress, name="edition-progress"),
    path("editions/<int:pk>/retry/", views.edition_retry, name="edition-retry"),
    path("editions/<int:pk>/remake/", views.edition_remake, name="edition-remake"),
    path("edition-files/<int:pk>/", views.edition_file, name="edition-file"),
]
