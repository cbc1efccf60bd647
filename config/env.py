"""Typed reading of environment variables, failing loudly on nonsense."""

import hashlib
import ipaddress
import os
import tempfile
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")


class EnvironmentNotUsableError(Exception):
    """An environment variable holds something that cannot be used."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def integer(name: str, default: int) -> int:
    value = text(name)
    if not value:
        return default
    try:
        return int(value)
    except ValueError:
        raise EnvironmentNotUsableError(f"{name} must be a whole number, not {value!r}.") from None


def boolean(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise EnvironmentNotUsableError(f"{name} must be yes or no, not {value!r}.")


def listed(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def address(name: str, default: str) -> str:
    """Where a site is found: a scheme and a host, and a port where it is not the usual one."""
    value = text(name, default).rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise EnvironmentNotUsableError(
            f"{name} must be like https://safer.example.org, with no path behind it, not {value!r}."
        )
    return value


def host(site: str) -> str:
    return urlsplit(site).hostname or ""


def origin(site: str) -> str:
    """An address as browsers name it when they say where a form came from."""
    parts = urlsplit(site)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def hosts(site: str) -> list[str]:
    """The names under which a site answers: its own; at home, each name of this machine."""
    name = host(site)
    if is_loopback(name):
        return ["localhost", "127.0.0.1", "[::1]", *([name] if name not in LOOPBACK else [])]
    return [f"[{name}]" if ":" in name else name]


def is_loopback(host: str) -> bool:
    """Whether only this machine itself reaches what listens there."""
    host = host.strip("[]").lower()
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().resolve()


def socket_path(data_dir: Path, name: str) -> Path:
    """Where a Unix socket of this copy lives: beside its data, unless that path is too long.

    The operating system takes about 108 bytes for a socket's path.
    """
    beside = data_dir / name
    if len(bytes(beside)) < 100:
        return beside
    digest = hashlib.sha256(bytes(data_dir)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"safer-year-{digest}-{name}"


def database(name: str, default_file: Path) -> dict:
    """The DATABASES entry for a URL, or the embedded SQLite file when there is none."""
    url = text(name)
    if not url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": default_file,
            "OPTIONS": {
                # Writers queue instead of failing: several processes share one file.
                "transaction_mode": "IMMEDIATE",
                "timeout": 30,
                "init_command": (
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                ),
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise EnvironmentNotUsableError(
            f"{name} must begin with postgresql://, not {parts.scheme}://."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }
