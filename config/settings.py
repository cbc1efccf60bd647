"""All settings in one file; what differs between places comes from the environment."""

from os import cpu_count
from pathlib import Path

from csp.constants import NONE, SELF

from config import env, secret

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
DATA_DIR.mkdir(parents=True, exist_ok=True)

PRODUCT_NAME = "Safer Year"
PRODUCT_VERSION = "0.1.0"

# Pages for developers, which show the inside of the site to whoever opens them.
DEBUG = env.boolean("DEBUG", default=False)
SECRET_KEY = env.text("SECRET_KEY") or secret.kept_in(DATA_DIR / "secret-key")
# What encrypts originals that hold personal data. The first does, all of them decrypt.
ORIGINALS_KEYS = env.listed("ORIGINALS_KEY") or [secret.kept_in(DATA_DIR / "originals-key")]
# What makes pseudonyms of identifiers. With another one nobody is known again.
PSEUDONYM_KEY = env.text("PSEUDONYM_KEY") or secret.kept_in(DATA_DIR / "pseudonym-key")
# So long an original that holds personal data is kept, encrypted, where somebody asks for it.
ORIGINALS_KEPT_DAYS = env.integer("ORIGINALS_KEPT_DAYS", 14)

# Where people find the site. Its scheme says how it is served: with https, a proxy in front of
# this server encrypts, and everything that only makes sense there follows from it.
SITE_URL = env.address("SITE_URL", f"http://127.0.0.1:{env.integer('PORT', 8000)}")
IS_ENCRYPTED = SITE_URL.startswith("https://")
SITE_IS_LOCAL = env.is_loopback(env.host(SITE_URL))
ALLOWED_HOSTS = env.listed("ALLOWED_HOSTS") or env.hosts(SITE_URL)
CSRF_TRUSTED_ORIGINS = env.listed("CSRF_TRUSTED_ORIGINS") or [env.origin(SITE_URL)]

INSTALLED_APPS = [
    "config",
    "reports",
    "assessment",
    "datasources",
    "partnerships",
    "crispy_forms",
    "crispy_forms_gds",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.OwnErrorPages",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Knows who is asking, and stands before the first one that reads what was sent.
    "config.bodies.BodiesWithinLimits",
    "django.middleware.csrf.CsrfViewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.StoreInWords",
    "config.middleware.ReadableAddresses",
    "config.pressing_again.BackToTheButton",
    "config.sent_once.SentOnce",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.product",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["gds"]
CRISPY_TEMPLATE_PACK = "gds"

DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "database.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL")
EMBEDDED_REDIS_SOCKET = env.socket_path(DATA_DIR, "redis.sock")
CELERY_BROKER_URL = REDIS_URL or f"redis+socket://{EMBEDDED_REDIS_SOCKET}"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# However long Redis is away, the worker goes on by itself when it is back.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 3600, "global_keyprefix": "safer-year:"}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_TIME_LIMIT = 1800
# An upload is read while editions are made: each kind of work waits only behind its own.
CELERY_TASK_DEFAULT_QUEUE = "readings"
CELERY_TASK_ROUTES = {"reports.tasks.*": {"queue": "editions"}}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = {
    # A sweep that waited for the next one has nothing left to find.
    name: {"task": task, "schedule": 30.0, "options": {"expires": 30}}
    for name, task in {
        "sweep-deliveries": "datasources.tasks.sweep_deliveries",
        "sweep-letters": "partnerships.tasks.sweep_letters",
        "sweep-replies": "datasources.tasks.sweep_replies",
        "sweep-reminders": "datasources.tasks.sweep_reminders",
        "sweep-uploads": "datasources.tasks.sweep_uploads",
        "sweep-retention": "datasources.tasks.sweep_retention",
        "sweep-editions": "reports.tasks.sweep_editions",
    }.items()
}

# What is counted to slow down guessing: one count for all processes and servers, wherever the
# sign-in itself works. Redis may be away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

S3_BUCKET = env.text("S3_BUCKET")
STORAGES = {
    "default": (
        {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": S3_BUCKET,
                "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
                "default_acl": "private",
                "querystring_auth": True,
                "file_overwrite": True,
            },
        }
        if S3_BUCKET
        else {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": DATA_DIR / "files", "allow_overwrite": True},
        }
    ),
    "staticfiles": {"BACKEND": "config.static.StaticFiles"},
}
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
# Files are served under their plain names too: a page finds its style before `collectstatic` ran.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Uploads go to disk beyond this size; how much an address takes stands in partnerships/bodies.py.
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_485_760
# The form refuses from 201 on, in words; this only stops what no browser sends.
DATA_UPLOAD_MAX_NUMBER_FILES = 2000
# Reading is done in a process of its own, which is stopped beyond these. The worker's own limit of
# time (CELERY_TASK_TIME_LIMIT) stays above.
READING_APART = env.boolean("READING_APART", default=True)
# So many of its tables are read at one time.
READING_PROCESSES = env.integer("READING_PROCESSES", min(cpu_count() or 1, 4))
READING_MEMORY_BYTES = env.integer("READING_MEMORY_MEGABYTES", 3072) * 1024 * 1024
READING_SECONDS = env.integer("READING_MINUTES", 25) * 60
UPLOAD_MAX_BYTES = env.integer("UPLOAD_MAX_MEGABYTES", 500) * 1024 * 1024

AUTH_USER_MODEL = "partnerships.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "partnerships.passwords.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
    {
        "NAME": "partnerships.passwords.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "partnerships.passwords.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "partnerships.adapters.InvitationOnlyAdapter"
ACCOUNT_FORMS = {
    "change_password": "partnerships.forms.accounts.ChangePasswordForm",
    "reset_password_from_key": "partnerships.forms.accounts.ResetPasswordKeyForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
}
# Behind proxies each visitor is told apart by the address that the outermost trusted one saw;
# without this every visitor would share one limit.
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRUSTED_PROXY_COUNT", 0)
MFA_ADAPTER = "partnerships.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = PRODUCT_NAME
# A code typed as it changes is taken for one step more, as RFC 6238 (5.2) advises.
MFA_TOTP_TOLERANCE = 1

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"

EMAIL_URL_HOST = env.text("EMAIL_HOST")
if EMAIL_URL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = EMAIL_URL_HOST
    EMAIL_PORT = env.integer("EMAIL_PORT", 587)
    EMAIL_HOST_USER = env.text("EMAIL_USER")
    EMAIL_HOST_PASSWORD = env.text("EMAIL_PASSWORD")
    EMAIL_USE_TLS = env.boolean("EMAIL_USE_TLS", default=True)
    # A person waits for the first try; the next ones are the worker's.
    EMAIL_TIMEOUT = 10
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "emails"
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "Safer Year <no-reply@localhost>")

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
SESSION_COOKIE_SECURE = IS_ENCRYPTED
CSRF_COOKIE_SECURE = IS_ENCRYPTED
SECURE_SSL_REDIRECT = env.boolean("SECURE_SSL_REDIRECT", default=IS_ENCRYPTED)
if IS_ENCRYPTED:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "WARNING"},
        "matplotlib": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}
