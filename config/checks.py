"""What `manage.py check`, the run command and the web server say about how the site is set up."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage

from config import env

BUILT = "dist/app.css"


@checks.register(checks.Tags.staticfiles)
def front_end_is_built(**kwargs: object) -> list[CheckMessage]:
    if any((Path(folder) / BUILT).is_file() for folder in settings.STATICFILES_DIRS):
        return []
    return [
        checks.Warning(
            "The front end has not been built: pages come without their style and scripts.",
            hint="Run: make setup",
            id="config.W001",
        )
    ]


@checks.register(checks.Tags.staticfiles, deploy=True)
def static_files_are_collected(**kwargs: object) -> list[CheckMessage]:
    if (Path(settings.STATIC_ROOT) / "staticfiles.json").is_file():
        return []
    return [
        checks.Warning(
            f"Static files have not been collected into {settings.STATIC_ROOT}: they are sent"
            " uncompressed and browsers do not keep them.",
            hint="Run: manage.py collectstatic --no-input",
            id="config.W002",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def served_as_it_is_said(**kwargs: object) -> list[CheckMessage]:
    return list(_against_serving())


def _against_serving() -> Iterator[CheckMessage]:
    if settings.DEBUG:
        yield checks.Warning(
            "DEBUG is on: whoever makes a page fail sees the inside of the site.",
            hint="Leave DEBUG unset.",
            id="config.W003",
        )
    if not settings.IS_ENCRYPTED and not env.is_loopback(env.host(settings.SITE_URL)):
        yield checks.Warning(
            f"{settings.SITE_URL} is not encrypted: passwords and sessions can be read on the way.",
            hint="Put a proxy that encrypts in front, and set SITE_URL to its https:// address.",
            id="config.W004",
        )
    if settings.IS_ENCRYPTED and settings.ALLAUTH_TRUSTED_PROXY_COUNT < 1:
        yield checks.Warning(
            "SITE_URL is https, so a proxy stands in front, but TRUSTED_PROXY_COUNT is 0: all"
            " visitors share one limit on signing in.",
            hint="Set TRUSTED_PROXY_COUNT to the number of proxies, usually 1.",
            id="config.W005",
        )


def in_words() -> list[str]:
    """What this file finds, for the log of whatever serves the site."""
    found = checks.run_checks(include_deployment_checks=True)
    return [f"{each.msg} {each.hint}" for each in found if str(each.id).startswith("config.")]
