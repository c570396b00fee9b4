"""Which addresses an article is known by, so that two addresses of one article are one article."""

from broadsheet.model.articles import Article
from broadsheet.model.pages import Page
from broadsheet.store import articles
from broadsheet.store.database import Connection
from broadsheet.text import urls, words


def identities(conn: Connection, listed: str, article: Article, page: Page | None) -> tuple[str, ...]:
    """The identities of an article's addresses. `listed`: the address that its source lists, or "".

    The listed one is its own; an entry without one is known by its key alone. Where a redirect led, and what the page
    calls canonical, count only if no article with another headline has them: outlets redirect dead pages to one page,
    and templates name one canonical address for many.
    """
    found = [urls.identity(listed)] if listed else []
    for url in (page.final_url if page else None, article.canonical):
        identity = urls.identity(url) if url and not urls.is_home(url) else None
        if identity and identity not in found and _agrees(conn, identity, article):
            found.append(identity)
    return tuple(found)


def _agrees(conn: Connection, identity: str, article: Article) -> bool:
    """Whether half of the shorter headline's words stand in the other, or nobody has this address yet."""
    article_id = articles.by_identity(conn, identity)
    if article_id is None:
        return True
    other = articles.get(conn, article_id)
    ours, theirs = set(words.tokens(article.title)), set(words.tokens(other.article.title if other else ""))
    return len(ours & theirs) * 2 >= min(len(ours), len(theirs))
