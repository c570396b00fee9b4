"""Sets the scene of `broadsheet demo`: reads the invented outlets, one of which then corrects an article, lets the
invented readers talk, and brings a channel to its first issue. All by the services and the mail server that everybody
uses."""

import asyncio
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from importlib import resources
from typing import Any

from broadsheet.demo.mailbox import Mailbox
from broadsheet.demo.press import Press
from broadsheet.model.channels import Channel, Plan, Subject
from broadsheet.model.comments import FlagReason
from broadsheet.model.readers import OPERATOR, Reader, Role
from broadsheet.service import channels, comments, ingest, issues, joining, posting, readers, sources, timeline
from broadsheet.service.context import Context

DAY = 86_400
MOST = 100  # outlets, and more articles than there are


def set_scene(ctx: Context, press: Press, mailbox: Mailbox) -> None:
    """Fill a fresh Broadsheet."""
    scene = tomllib.loads(resources.files("broadsheet").joinpath("demo/people.toml").read_text("utf-8"))
    asyncio.run(_read(ctx, press))
    people = _invite(ctx, scene["readers"])
    _talk(ctx, press, people, scene)
    _broadcast(ctx, mailbox, next(iter(people.values())), scene["channel"])


async def _read(ctx: Context, press: Press) -> None:
    async with ctx.client:
        await sources.import_file(ctx, OPERATOR, press.opml())
        await ingest.refresh_all(ctx, ingest.claim_due(ctx, MOST))
        corrected = press.correct()
        told = [source.id for source in sources.listing(ctx, OPERATOR) if source.url in corrected]
        await ingest.refresh_all(ctx, ingest.named(ctx, told))
        await ingest.retry_due(ctx)
    ingest.gather(ctx)


def _invite(ctx: Context, rows: list[dict[str, str]]) -> dict[str, Reader]:
    """The readers by name. Their passwords are random: in the demo one walks in without."""
    first, *rest = rows
    owner = readers.create_owner(ctx, first["name"], secrets.token_urlsafe(), first["email"])
    people = {owner.name: owner}
    for row in rest:
        token = readers.invite(ctx, owner, Role(row["role"]))
        people[row["name"]] = readers.accept(ctx, token, row["name"], secrets.token_urlsafe(), row["email"])
    return people


def _talk(ctx: Context, press: Press, people: Mapping[str, Reader], scene: Mapping[str, Any]) -> None:
    articles = {card.url: card.id for card in timeline.front(ctx, OPERATOR, limit=MOST).cards}
    said: list[int] = []
    for row in scene["comments"]:
        writer = people[row["by"]]
        if "answers" in row:
            said.append(comments.reply(ctx, writer, said[row["answers"]], row["text"]).id)
        else:
            said.append(comments.post(ctx, writer, articles[press.address(row["article"])], row["text"]).id)
    for row in scene["flags"]:
        comments.flag(ctx, people[row["by"]], said[row["comment"]], FlagReason.SPAM, row["note"])


def _broadcast(ctx: Context, mailbox: Mailbox, owner: Reader, row: Mapping[str, str]) -> None:
    """A daily channel as if it had been made yesterday at this time: so its first issue is due now."""
    yesterday = ctx.clock() - DAY
    plan = Plan(
        name=row["name"],
        invitation=row["invitation"],
        subject=Subject.HASHTAG,
        about=row["hashtag"],
        minute=yesterday % DAY // 60,
        partners=True,
    )
    channel = channels.make(replace(ctx, clock=lambda: yesterday - 60), owner, plan)
    _join(ctx, mailbox, channel, row["member"])
    issues.make_due(ctx)


def _join(ctx: Context, mailbox: Mailbox, channel: Channel, member: str) -> None:
    """One member joins as everybody does: asks, and says yes by the link in the mail."""
    joining.ask(ctx, channel.key, member, partners=False, address="the demo")
    posting.send_some(ctx)
    link = next(re.search(r"/joining/([\w-]+)", mail.text) for mail in mailbox.mails() if member in mail.recipient)
    if link:
        joining.confirm(ctx, link[1])
