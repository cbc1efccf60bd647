"""The document: addresses."""

urlpatterns = []
