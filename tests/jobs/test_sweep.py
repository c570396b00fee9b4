"""What the jobs tidy up by the hour."""

from datetime import UTC, datetime

from dbos import DBOS
from sqlalchemy import func, select

from broadsheet.boot import now, open_context
from broadsheet.config import Settings
from broadsheet.jobs import engine
from broadsheet.model.channels import Plan
from broadsheet.model.readers import Role
from broadsheet.service import sessions
from broadsheet.store import attempts, channels, members
from broadsheet.store import sessions as rows
from broadsheet.store.schema import readers as tables
from broadsheet.store.schema.channels import joinings
from tests.people import add_reader

LEFT = (tables.sessions, tables.attempts, joinings)


def test_sessions_tries_and_askings_that_are_over_are_forgotten(tmp_path):
    with open_context(Settings(data=tmp_path)) as ctx:
        ada, long_ago = add_reader(ctx, "Ada", Role.OWNER), now() - sessions.LASTS - 10
        with ctx.database.write() as conn:
            rows.begin(conn, ada.id, "digest", "Firefox", long_ago)
            attempts.count(conn, "sign in", "ada", long_ago, most=3, within=60)
            channel = channels.add(conn, "morning", Plan("Morning"), long_ago, None)
            members.ask(conn, channel.id, "a@b.example", digest="d", partners=False, now=long_ago, expires=long_ago + 9)
        engine.start(ctx)
        try:
            DBOS.start_workflow(engine.sweep, datetime.now(UTC), None).get_result()
        finally:
            engine.stop()
        with ctx.database.read() as conn:
            assert [conn.execute(select(func.count()).select_from(table)).scalar() for table in LEFT] == [0, 0, 0]
