"""The parts of an entry that all formats share: titles, people, topics, keys; bounded, plain, without doubles."""

import html
import re
from collections.abc import Iterable
from hashlib import blake2b

from broadsheet.model.listings import Enclosure, Entry
from broadsheet.text.urls import absolute, without_tracking
from broadsheet.text.words import plain, squash

LONGEST_TITLE, LONGEST_SUMMARY, LONGEST_CONTENT = 1_000, 100_000, 1_000_000  # characters
LONGEST_KEY, LONGEST_NAME, LONGEST_TOPIC = 500, 120, 80
MOST_AUTHORS, MOST_TOPICS = 20, 40

_MARKUP = re.compile(
    r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|</?[A-Za-z][^<>]{0,2000}>|<!--"
)
_C1 = re.compile("[\x80-\x9f]")


def title(text: str) -> str:
    """One plain line, whether the outlet wrote text, HTML, or HTML encoded once too often."""
    text = text[: LONGEST_TITLE * 4]
    if _C1.search(text):  # windows-1252 in disguise: &#146; is meant as an apostrophe
        text = _C1.sub(lambda match: match[0].encode("latin-1").decode("cp1252", "ignore"), text)
    for _ in range(2):
        if not _MARKUP.search(text):
            break
        text = plain(text)
    return squash(text)[:LONGEST_TITLE].rstrip()


def as_html(text: str) -> str:
    """Plain text as the HTML that shows it: a blank line parts paragraphs."""
    paragraphs = (part.strip() for part in re.split(r"\n[ \t\r]*\n", text))
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in paragraphs if part)


_NAME_AFTER_MAIL = re.compile(r"\S{1,100}@\S{1,100} *\((.{1,200})\)")
_MAIL = re.compile(r"[<(\[]?[^\s<(\[]{1,100}@[^\s>)\]]{1,100}[>)\]]?")


def people(texts: Iterable[str]) -> tuple[str, ...]:
    """Names, in order, each once. "jane@example.org (Jane Doe)" is Jane Doe; a mail address alone is no name."""
    names: dict[str, str] = {}
    for text in texts:
        for part in re.split(r"[;|\n]", title(text)):
            match = _NAME_AFTER_MAIL.fullmatch(part.strip())
            name = _MAIL.sub("", match[1] if match else part).strip(" ,\"'")
            name = re.sub(r"^(?:by|von|por|par|di) (?=\S)", "", name, flags=re.IGNORECASE)
            if name and len(name) <= LONGEST_NAME and not name.startswith(("http://", "https://")):
                names.setdefault(name.casefold(), name)
    return tuple(names.values())[:MOST_AUTHORS]


_NO_TOPIC = frozenset({"uncategorized", "uncategorised", "unkategorisiert", "allgemein", "sin categoría", "non classé"})


def topics(texts: Iterable[str]) -> tuple[str, ...]:
    """The outlet's own words for what the entry is about, in order, each once."""
    found: dict[str, str] = {}
    for text in texts:
        topic = title(text).strip("# ,;")
        if 1 < len(topic) <= LONGEST_TOPIC and not topic.isdecimal() and "://" not in topic:
            found.setdefault(topic.casefold(), topic)
    return tuple(topic for folded, topic in found.items() if folded not in _NO_TOPIC)[:MOST_TOPICS]


def split_list(text: str) -> list[str]:
    """The topics of a field that holds several: "a, b; c"."""
    return re.split(r"[,;،、]", text[: LONGEST_TOPIC * MOST_TOPICS])


def key(given: str, url: str, *words: str) -> str:
    """What identifies an entry within its source: its id, else its address, else a digest of its words.

    Longer ids than 500 characters are digested. "" where there is nothing at all to go by.
    """
    given = squash(given)
    if given and len(given) <= LONGEST_KEY:
        return given
    if not given and url:
        return without_tracking(url)
    said = given or "\n".join(words)
    return "digest:" + blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest() if said.strip() else ""


def address(base: str, href: str) -> str:
    """`href` made absolute, or "". A host without its scheme ("www.example.org/a") is understood."""
    href = href.strip()
    if href[:4].lower() == "www.":
        href = f"{base.partition(':')[0]}://{href}"
    return (absolute(base, href) or "") if href else ""


def is_empty(entry: Entry) -> bool:
    """Whether there is nothing in it that a reader could open or read."""
    return not (entry.url or entry.title or entry.summary or entry.content or entry.enclosures)


def cut(text: str, most: int) -> str:
    """The beginning of HTML, at most `most` characters, not within a tag."""
    if len(text) <= most:
        return text
    text = text[:most]
    opening = text.rfind("<")
    return text[:opening] if opening > text.rfind(">") else text


def number(text: str | None, most: int = 2**53) -> int | None:
    """A positive whole number written in ASCII digits, or None."""
    text = (text or "").strip()
    if not text.isascii() or not text.isdecimal() or len(text) > 16:
        return None
    return int(text) if 0 < int(text) <= most else None


def without_doubles(enclosures: Iterable[Enclosure], most: int) -> tuple[Enclosure, ...]:
    """The first enclosure of each address, `most` at most."""
    return tuple({enclosure.url: enclosure for enclosure in reversed(list(enclosures))}.values())[::-1][:most]
