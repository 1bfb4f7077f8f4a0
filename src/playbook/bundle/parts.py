"""What the browser's files know of distributions beyond their metadata, each in one place.

A *real part* is a program that examples use as it is, and for which the worker makes preparations of its own, so that
files alone are not enough: PostgreSQL, and Argon2's compiled library. The manifest publishes which ones there are.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Part(NamedTuple):
    """One name that rules may require, and what its own metadata does not say of it."""

    along: tuple[str, ...] = ()
    """Distributions that examples use together with it, though it does without."""
    preload: tuple[str, ...] = ()
    """What an example is certain to import, imported before it is run."""
    files: tuple[str, ...] = ()
    """Files of its own, besides archives of Python."""
    unpack: bool = False
    """It opens files of its own by their path, which a zip does not have."""
    prepared: bool = False
    """The worker prepares it: it serves no program that does not ask for it by name."""


POSTGRES = "postgres"  # the one name that is no distribution

PARTS: Mapping[str, Part] = {
    POSTGRES: Part(
        along=("pg8000", "sqlalchemy"),
        preload=(
            "sqlalchemy",
            "sqlalchemy.orm",
            "sqlalchemy.dialects.postgresql.pg8000",
            "pg8000",
            "playbook.postgres",
        ),
        files=("pglite/pglite.mjs", "pglite/pglite.wasm", "pglite/pglite.data", "pglite/cluster.tar"),
        prepared=True,
    ),
    "alembic": Part(preload=("alembic.op", "alembic.runtime.migration")),
    "argon2-cffi": Part(preload=("argon2",), prepared=True),
    "celery": Part(
        along=("tzdata",),
        preload=("celery", "celery.app.base", "celery.app.task", "celery.app.trace", "kombu.transport.memory"),
    ),
    "fakeredis": Part(preload=("fakeredis",), unpack=True),
    "fastapi": Part(
        along=("httpx2", "pyjwt", "python-json-logger", "python-multipart"),
        preload=("fastapi", "fastapi.testclient", "pydantic"),
    ),
    "limits": Part(preload=("limits", "limits.storage", "limits.strategies")),
    "pydantic": Part(preload=("pydantic",)),
    "pydantic-settings": Part(preload=("pydantic_settings",)),
    "pyjwt": Part(preload=("jwt",)),
    "pytest": Part(preload=("pytest",)),
    "redis": Part(preload=("redis",)),
    "sqlalchemy": Part(preload=("sqlalchemy", "sqlalchemy.orm", "sqlite3")),
    "starlette": Part(along=("fastapi",)),
}


def along(name: str) -> tuple[str, ...]:
    """Return what comes along with this distribution, though it does without."""
    return PARTS[name].along if name in PARTS and name != POSTGRES else ()
