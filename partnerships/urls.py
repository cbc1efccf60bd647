"""Addresses of this room."""

from django.urls import path

from partnerships.views import (
    agreements,
    deputies,
    joining,
    partnerships,
    people,
    sent_emails,
    trail,
)

urlpatterns = [
    path("partnerships/new/", partnerships.create, name="partnership-create"),
    path("partnerships/<slug:slug>/about/", partnerships.detail, name="partnership-detail"),
    path(
        "partnerships/<slug:slug>/about/settings/",
        partnerships.settings,
        name="partnership-settings",
    ),
    path("partnerships/<slug:slug>/about/areas/", partnerships.areas, name="partnership-areas"),
    path(
        "partnerships/<slug:slug>/organisations/new/",
        partnerships.organisation_create,
        name="organisation-create",
    ),
    path(
        "organisations/<int:pk>/rename/",
        partnerships.organisation_rename,
        name="organisation-rename",
    ),
    path("organisations/<int:pk>/deputies/new/", deputies.create, name="deputy-create"),
    path("deputies/<int:pk>/end/", deputies.end, name="deputy-end"),
    path("partnerships/<slug:slug>/people/invite/", people.invite, name="invitation-create"),
    path("invitations/<int:pk>/withdraw/", people.withdraw, name="invitation-withdraw"),
    path("invitations/<int:pk>/send/", people.send_again, name="invitation-send"),
    path("invitations/<int:pk>/link/", people.show_link, name="invitation-link"),
    path("join/<str:token>/", joining.accept, name="invitation-accept"),
    path("memberships/<int:pk>/end/", people.end, name="membership-end"),
    path("partnerships/<slug:slug>/agreements/new/", agreements.create, name="agreement-create"),
    path("agreements/<int:pk>/edit/", agreements.edit, name="agreement-edit"),
    path(
        "partnerships/<slug:slug>/commitments/new/",
        agreements.commitment_create,
        name="commitment-create",
    ),
    path("partnerships/<slug:slug>/trail/", trail.list_trail, name="trail-list"),
    path("sent-emails/", sent_emails.sent_emails, name="sent-emails"),
    path("sent-emails/<str:name>/", sent_emails.sent_email, name="sent-email"),
]
