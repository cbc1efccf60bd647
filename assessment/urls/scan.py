"""Scanning and consultation: addresses."""

urlpatterns = []
