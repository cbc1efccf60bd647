"""What every page knows of the product."""

from django.conf import settings
from django.http import HttpRequest

from config.places import PRESS_AGAIN


def product(request: HttpRequest) -> dict:
    return {
        "PRODUCT_NAME": settings.PRODUCT_NAME,
        "PRODUCT_VERSION": settings.PRODUCT_VERSION,
        # On the sign-in page: it came between a person and what they pressed.
        "HAS_INTERRUPTED": PRESS_AGAIN in request.GET.get("next", ""),
    }
