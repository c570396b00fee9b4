"""What was found out about stories together with the articles and revisions that it rests on, and their texts."""

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, delete, insert, select

from broadsheet.model.accounts import Account
from broadsheet.model.rights import Policy
from broadsheet.store.parts import authors_of
from broadsheet.store.rows import plain
from broadsheet.store.schema import articles, outlets, texts
from broadsheet.store.schema.copies import accounts

_ADAPTER = TypeAdapter(Account)


@dataclass(frozen=True, slots=True)
class Text:
    """One article of a story, as an account reads it. `dated`: seconds since 1970, UTC."""

    article: int
    revision: int
    outlet: str
    dated: int
    language: str | None
    text: str
    authors: tuple[str, ...]


def get(conn: Connection, story_id: int, policy: Policy, basis: str) -> Account | None:
    """What was found out for that policy, if it still rests on the same."""
    its = (accounts.c.story_id == story_id, accounts.c.policy == policy.value, accounts.c.basis == basis)
    told = conn.execute(select(accounts.c.told).where(*its)).scalar()
    try:
        return _ADAPTER.validate_json(told) if told else None
    except ValidationError:  # of a version that wrote it otherwise
        return None


def keep(conn: Connection, story_id: int, policy: Policy, basis: str, account: Account, now: int) -> None:
    """Put it in the place of what was found out before. `now`: seconds since 1970, UTC."""
    its = (accounts.c.story_id == story_id, accounts.c.policy == policy.value)
    conn.execute(delete(accounts).where(*its))
    told = plain(_ADAPTER.dump_json(account).decode())
    values = {"story_id": story_id, "policy": policy.value, "basis": basis, "made": now, "told": told}
    conn.execute(insert(accounts).values(values))


def texts_of(conn: Connection, article_ids: Sequence[int]) -> list[Text]:
    """These articles with their texts, the earliest first."""
    found = (
        select(
            articles.c.id, articles.c.revision, articles.c.dated, articles.c.language, outlets.c.name, texts.c.text
        )
        .join(outlets, outlets.c.id == articles.c.outlet_id)
        .join(texts, texts.c.article_id == articles.c.id)
        .where(articles.c.id.in_(article_ids))
    )  # fmt: skip
    rows = conn.execute(found.order_by(articles.c.dated, articles.c.id)).all()
    by = authors_of(conn, [row.id for row in rows])
    return [Text(row.id, row.revision, row.name, row.dated, row.language, row.text, by.get(row.id, ())) for row in rows]
