"""Alembic's door: runs the migrations on the connection that store/upgrades.py hands it, inside its transaction.

To add one: change store/schema/, write versions/000N_what.py (revision "000N", down_revision the one before it), and
run tests/store/test_upgrades.py, which compares the two on both databases.
"""

from alembic import context

from broadsheet.store.schema import metadata

given = context.config.attributes
context.configure(
    connection=given["connection"],
    target_metadata=metadata,
    version_table=given["version_table"],
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
