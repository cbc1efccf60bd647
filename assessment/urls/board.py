"""The board and the plan: addresses."""

urlpatterns = []
