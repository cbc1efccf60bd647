"""News that this room sends after commit."""

from django.dispatch import Signal

# A partnership covers other areas. Sent with `partnership_id`.
areas_changed = Signal()
