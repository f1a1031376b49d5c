"""The only settings file. Nothing needs to be set to start: see the table in README for what can be."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from whitenoise.compress import Compressor

from kb import env

BASE_DIR = Path(__file__).resolve().parent.parent
FIXTURES_DIR = BASE_DIR / "fixtures"
VAR_DIR = Path(env.text("JALONS_VAR", str(BASE_DIR / "var")))
RELEASES_DIR = Path(env.text("RELEASES_DIR", str(VAR_DIR / "releases")))

DEBUG = env.flag("DEBUG")
# Without a secret of its own each start makes one up: enough to read by, and the administration stays closed.
SECRET_KEY = env.secret("SECRET_KEY") or secrets.token_urlsafe(64)
JALONS_ADMIN_OPEN = bool(env.secret("SECRET_KEY"))
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1],testserver")
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "kb.collected.CollectedFiles",
    "axes",
    "csp",
    "corsheaders",
    "modelsearch",
    "rest_framework",
    "rest_framework_api_key",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "kb.access",
    "countries",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "kb.deprecation.DeprecationMiddleware",
    "kb.access.middleware.LimitMiddleware",
    "kb.snapshot.SnapshotMiddleware",
    "kb.snapshot.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "kb.access.door.DoorMiddleware",
    "kb.access.door.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kb.access.door.AuthenticationMiddleware",
    "kb.access.door.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "kb.urls"
WSGI_APPLICATION = "kb.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "countries.views.context.site",
            ],
            "builtins": ["countries.templatetags.jalons"],
        },
    },
]

DATABASES = {"default": env.database("DATABASE_URL", str(VAR_DIR / "jalons.sqlite3"))}
IS_POSTGRESQL = str(DATABASES["default"]["ENGINE"]).endswith("postgresql")

REDIS_URL = env.text("REDIS_URL")
CACHES: dict[str, dict[str, Any]] = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}
    )
}

MODELSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "modelsearch.backends.database",
        "SEARCH_CONFIG": "simple",
        "AUTO_UPDATE": False,
    }
}

# How often a reader may ask the API, and the holder of a key: requests a minute and a day; 0 is no limit.
API_LIMITS = (env.number("API_LIMIT_PER_MINUTE", 300), env.number("API_LIMIT_PER_DAY", 20_000))
API_KEY_LIMITS = (env.number("API_KEY_LIMIT_PER_MINUTE", 1_200), env.number("API_KEY_LIMIT_PER_DAY", 200_000))
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)
JALONS_LIMITED = "/api/"

JALONS_ADMIN = "/admin/"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_NAME = "jalons_admin"
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = JALONS_ADMIN
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True
AXES_HANDLER = "kb.access.lockout.LockoutHandler"
AXES_CLIENT_IP_CALLABLE = "kb.access.client.masked_address"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = dt.timedelta(hours=1)
AXES_LOCKOUT_PARAMETERS = ["ip_address"]
AXES_LOCKOUT_TEMPLATE = "admin/locked.html"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

JALONS_DATA_VERSION = "countries.queries.versions.data_version"
JALONS_DATA_VERSION_SECONDS = env.number("DATA_VERSION_SECONDS", 1)
JALONS_RELEASE = env.text("RELEASE")

JALONS_DEPRECATED = "countries.deprecated.DEPRECATED"
JALONS_PROMISE = "api/"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr", _("French"))]
LOCALE_PATHS = [BASE_DIR / "kb" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "kb" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

# A file is served by the name that holds its hash, and source maps are for debuggers: neither is compressed for nobody.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_FILTER_BACKENDS": ["kb.drf.StrictFilterBackend", "kb.drf.StrictOrderingFilter"],
    "DEFAULT_PAGINATION_CLASS": "kb.pagination.Pagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "kb.drf.problem_handler",
    "URL_FORMAT_OVERRIDE": None,
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Jalons API",
    "DESCRIPTION": (
        "Prostitution law, platform liability and enforcement, over time, with the evidence for every value.\n\n"
        "Lists take the same filters as the site's pages. Several values of one filter are separated by commas. "
        "An unknown parameter or value is never ignored: it is answered with a problem (RFC 9457) that names it.\n\n"
        "Every response carries the version of the data (`data_version`, `X-Data-Version`) and an `ETag`; lists "
        "are paged by `page` and `limit`, with `Link` headers (RFC 8288). Reading needs no key.\n\n"
        "Nothing is removed or renamed within v1 that was not told of a year ahead, in the fields `Deprecation` "
        "(RFC 9745) and `Sunset` (RFC 8594): see [what the API promises](/en/api/)."
    ),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "countries.api.schema.sparse",
        "countries.api.schema.deprecated",
        "countries.api.examples.exampled",
    ],
    "SECURITY": [{"ApiKey": []}],
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "ApiKey": {
                "type": "apiKey",
                "in": "header",
                "name": "Authorization",
                "description": "`Api-Key …`, for more requests than a reader without a key may make. Optional.",
            }
        },
        "headers": {
            "RateLimit-Policy": {
                "description": "The limits: `q` requests in a window of `w` seconds "
                "(draft-ietf-httpapi-ratelimit-headers-10).",
                "schema": {"type": "string"},
                "example": '"minute";q=300;w=60, "day";q=20000;w=86400',
            },
            "RateLimit": {
                "description": "Where the reader stands: `r` requests left, more in `t` seconds.",
                "schema": {"type": "string"},
                "example": '"minute";r=299;t=42, "day";r=19999;t=43182',
            },
            "Retry-After": {
                "description": "The seconds until there is more.",
                "schema": {"type": "integer", "minimum": 1},
                "example": 42,
            },
        },
    },
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "LICENSE": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
}

CORS_ALLOW_ALL_ORIGINS = True
CORS_URLS_REGEX = r"^/((api|data)/|[a-z]{2}/[a-z-]+\.(atom|json|ics)$)"
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_EXPOSE_HEADERS = [
    "Deprecation",
    "ETag",
    "Link",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "Sunset",
    "X-Data-Version",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
BEHIND_HTTPS = env.flag("BEHIND_HTTPS")
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_HSTS_SECONDS = 31536000 if BEHIND_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # whether browsers preload the promise is its operator's to ask for
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
