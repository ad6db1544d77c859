"""Alembic runs this file for every upgrade; the connection comes from `app.storage.migration`."""

from alembic import context

import app.storage.unit_of_work  # noqa: F401  declares every table
from app.storage.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
)
context.run_migrations()
