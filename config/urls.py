"""Every address of the site, room by room."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from config import views
from partnerships.views import account

# Whoever administers the site passes the same door, limit and second factor as everybody else.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("partnerships.urls")),
    path("", include("datasources.urls")),
    path("", include("assessment.urls")),
    path("", include("reports.urls")),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("licences/", views.licences, name="licences"),
    # Doors of allauth that stay shut: people come by invitation, under the address it was sent to.
    path("account/email/", views.email_is_fixed, name="account_email"),
    path("account/confirm-email/", views.email_is_fixed, name="account_email_verification_sent"),
    path("account/confirm-email/<str:key>/", views.email_is_fixed, name="account_confirm_email"),
    path("account/password/reset/", account.reset_password, name="account_reset_password"),
    path("account/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "config.views.bad_request"
handler403 = "config.views.not_allowed"
handler404 = "config.views.not_found"
handler429 = "config.views.too_many"
handler500 = "config.views.broken"
