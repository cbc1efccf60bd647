"""Every address of the site, room by room."""

from django.contrib import admin
from django.urls import include, path

from config import views

urlpatterns = [
    path("", include("partnerships.urls")),
    path("", include("datasources.urls")),
    path("", include("assessment.urls")),
    path("", include("reports.urls")),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("licences/", views.licences, name="licences"),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.not_allowed"
handler404 = "config.views.not_found"
handler500 = "config.views.broken"
