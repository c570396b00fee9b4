"""What an outlet changed in an article after it was published, for readers: each change in words and side by side."""

from itertools import pairwise

from broadsheet.errors import NotFound
from broadsheet.model.articles import StoredArticle
from broadsheet.model.readers import Reader, Right
from broadsheet.model.revisions import Change, ChangeKind, Revision, ShownRevision, Version
from broadsheet.model.rights import may
from broadsheet.service.context import Context, demand_reader, policy_for
from broadsheet.store import articles
from broadsheet.store import revisions as store
from broadsheet.understand.changes import compare, pieces

MOST_EDITS = 40  # sentences shown of one change


def history(ctx: Context, reader: Reader | None, article_id: int) -> tuple[StoredArticle, tuple[ShownRevision, ...]]:
    """An article, and what was changed in it, newest first; update times and counters left out. Raises NotFound."""
    policy = policy_for(ctx, demand_reader(ctx, reader, Right.READ))
    with ctx.database.read() as conn:
        article = articles.get(conn, article_id)
        if article is None:
            raise NotFound("There is no such article here. It may have been removed.")
        if not may(article.article.rights, policy, ctx.clock()).whole:
            raise NotFound("Earlier words of an article are shown only where the whole of it may be.")
        kept = store.of_article(conn, article_id)
    now = article.article
    versions = [*(one.version for one in kept), Version(now.title, now.lead, now.text)]
    language = now.language.split("-")[0].lower() if now.language else None
    shown = [_shown(one, old, new, language) for one, (old, new) in zip(kept, pairwise(versions), strict=True)]
    return article, tuple(reversed(shown))


def _shown(revision: Revision, old: Version, new: Version, language: str | None) -> ShownRevision:
    change: Change = compare(old, new, language)
    edits = [edit for edit in change.edits if edit.kinds != (ChangeKind.CHURN,)]
    return ShownRevision(
        number=revision.number,
        at=revision.until,
        kinds=revision.what,
        swaps=change.swaps,
        title=pieces(old.title, new.title) if ChangeKind.HEADLINE in change.kinds else (),
        edits=tuple(pieces(edit.before.of(old.words), edit.after.of(new.words)) for edit in edits[:MOST_EDITS]),
        left_out=max(0, len(edits) - MOST_EDITS),
    )
