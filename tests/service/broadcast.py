"""A Broadsheet that sends mails to a real server on loopback, with an editor who makes channels."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from broadsheet.model.channels import Channel, Plan
from broadsheet.model.readers import Reader, Role
from broadsheet.service import channels, joining, posting
from broadsheet.service.context import Context
from tests.postbox import Postbox, text_of
from tests.store.samples import add_source, keep, numbered

EDITOR = Reader(2, "Eve", Role.EDITOR, 0)
READER = Reader(3, "Rod", Role.READER, 0)
ALICE, BOB = "alice@home.example", "bob@home.example"
BASE = "https://paper.example"


@dataclass
class Mailroom:
    """`ctx` with a mail server and `postbox`, that server."""

    ctx: Context
    postbox: Postbox

    def channel(self, **plan: Any) -> Channel:
        return channels.make(self.ctx, EDITOR, Plan(**{"name": "Morning paper", **plan}))

    def join(self, channel: Channel, email: str, *, partners: bool = False) -> str:
        """Join with both steps; gives the key that leaves."""
        joining.ask(self.ctx, channel.key, email, partners=partners, address=email)
        self.post()
        joining.confirm(self.ctx, self.link(email, "joining"))
        return email

    def link(self, email: str, what: str) -> str:
        """The token of the last link of that kind that somebody was sent."""
        found = [token for mail in self.postbox.to(email) for token in re.findall(rf"/{what}/([\w-]+)", text_of(mail))]
        return found[-1]

    def post(self) -> int:
        """Send all that is due."""
        total = 0
        while sent := posting.send_some(self.ctx):
            total += sent
        return total

    def publish(self, *numbers: int, host: str = "herald.example", tags: tuple[str, ...] = ()) -> None:
        """Articles of an outlet, arriving now."""
        now = self.ctx.clock()
        with self.ctx.database.write() as conn:
            for number in numbers:
                keep(conn, add_source(conn, host, now), replace(numbered(number), url=f"https://{host}/{number}",
                     title=f"{host} {number} alone{number}"), now, tags=tags)  # fmt: skip


@contextmanager
def mailroom(ctx: Context, **settings: Any) -> Iterator[Mailroom]:
    """The same Context with a mail server."""
    with Postbox() as postbox:
        given = {"smtp": postbox.address, "mail_from": "Paper <news@paper.example>", "base_address": BASE, **settings}
        yield Mailroom(replace(ctx, settings=ctx.settings.model_copy(update=given)), postbox)
