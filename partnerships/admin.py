"""What a superuser may set by hand: who may create partnerships, and which county they belong to.

Everything else is done on the pages, where rules are checked and the trail is written.
"""

from django.contrib import admin
from django.http import HttpRequest

from partnerships.models import Partnership, TrailEntry, User


class NothingAddedOrDeleted(admin.ModelAdmin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(NothingAddedOrDeleted):
    list_display = ["email", "name", "may_create_partnerships", "is_active", "is_staff"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "may_create_partnerships", "is_active", "date_joined", "last_login"]
    readonly_fields = ["email", "date_joined", "last_login"]


@admin.register(Partnership)
class PartnershipAdmin(NothingAddedOrDeleted):
    list_display = ["name", "slug", "county_group", "is_sample", "created_at"]
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "county_group", "is_sample", "created_at"]
    readonly_fields = ["name", "slug", "is_sample", "created_at"]


@admin.register(TrailEntry)
class TrailEntryAdmin(NothingAddedOrDeleted):
    list_display = ["at", "partnership_name", "actor_name", "verb", "target_label"]
    search_fields = ["partnership_name", "actor_name", "verb", "target_label"]

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False
