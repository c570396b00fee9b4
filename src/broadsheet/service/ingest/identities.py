"""Which addresses an article is known by, so that two addresses of one article are one article."""

from broadsheet.model.articles import Article
from broadsheet.model.pages import Page
from broadsheet.store import articles
from broadsheet.store.database import Connection
from broadsheet.text import urls, words


def identities(conn: Connection, listed: str, article: Article, page: Page | None) -> tuple[str, ...]:
    """The identities of an article's addresses. `listed`: the address that its source lists, or "".

    Each counts only if no article with another headline has it: outlets use one address again and again, redirect dead
    pages to one page, and their templates name one canonical address for many. An article without any is known by the
    keys of its entries alone.
    """
    own = urls.identity(listed) if listed else None
    found = [own] if own and _agrees(conn, own, article) else []
    for url in (page.final_url if page else None, article.canonical):
        identity = urls.identity(url) if url and not urls.is_home(url) else None
        if identity and identity not in found and _agrees(conn, identity, article):
            found.append(identity)
    return tuple(found)


def _agrees(conn: Connection, identity: str, article: Article) -> bool:
    """Whether nobody has this address yet, or only an article with much the same headline."""
    article_id = articles.by_identity(conn, identity)
    return article_id is None or same_headline(conn, article_id, article.title)


def same_headline(conn: Connection, article_id: int, title: str) -> bool:
    """Whether half of the words of the shorter headline stand in the other."""
    other = articles.get(conn, article_id)
    ours, theirs = set(words.tokens(title)), set(words.tokens(other.article.title if other else ""))
    return len(ours & theirs) * 2 >= min(len(ours), len(theirs))
