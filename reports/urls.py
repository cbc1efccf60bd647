"""Addresses of this room: Publish."""

urlpatterns = []
