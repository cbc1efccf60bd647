"""The year and its stages: addresses."""

urlpatterns = []
