"""News that this room sends after commit."""

from django.dispatch import Signal

# A delivery's slices came into use. Sent with `source_id` and `delivery_id`.
slices_accepted = Signal()
