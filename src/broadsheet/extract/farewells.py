"""The beginning and the end of a letter, which are about the letter: "view in browser", buttons, who gets it and why,
how to leave. And everywhere in it the links that are the reader's own: pressed by another, they would end the
subscription.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from broadsheet.text import pictures
from broadsheet.text.urls import without_tracking
from broadsheet.text.words import fold, squash

_LONGEST_END = 2_000  # characters from the link that leaves to the end; the longest legal notice of our samples has 900
_SHORTEST_LETTER = 80  # characters that must remain
_SHORT = 240  # characters of a block that is about the letter
_MOST_OWN = 50  # links in one block that are the reader's own: more are no letter
_PROSE = 90  # characters beside its links that a block says which is more than them
_NARROWEST = 400  # pixels of a picture above the letter that is more than a logo
_LONGEST_NAME = 60  # characters of a line that is but a name or a date
_FIRST = 8  # blocks that are a letter's head at most

_LEAVE = re.compile(
    r"unsubscri|opt[- ]?out|stop receiving|manage (?:your |my )?(?:e-?mail |newsletter )?(?:preferences|subscription|"
    r"notification|settings)|(?:update|change|edit) (?:your |my )?(?:e-?mail )?(?:preferences|profile|"
    r"subscription)|e-?mail preferences|"
    r"abmelden|abbestellen|austragen|d[ée]sabonn|d[ée]sinscri|g[ée]rer (?:vos|mes|votre)|darse? de baja|"
    r"cancelar (?:la |a )?(?:suscripci|inscri|assinatura)|descadastr|disiscri|annulla l.?iscrizione|uitschrijven|"
    r"afmelden|"
    r"avregistrera|avprenumerera|avsluta prenumeration|afmeld|frameld|meld deg av|avmeld|peruuta|wypisz|zrezygnuj|"
    r"отписаться|відписатис|abonelikten|配信停止|購読解除|退订|退訂|取消订阅|取消訂閱|إلغاء الاشتراك|수신거부",
    re.IGNORECASE,
)
_LEAVE_PLACE = re.compile(
    r"unsub|opt-?out|/preferences|preference-?center|manage[-_/]?(?:subscription|preference|e?mail|notification)|"
    r"update[-_]?profile|"
    r"/profile\b|e?mail[-_]?preferences|disable_email|desabonn|desinscri|abmeld|list-manage\.com/(?:unsub|profile|"
    r"subscribe)",
    re.IGNORECASE,
)
_ON_THE_WEB = re.compile(
    r"(?:view|read|see|open)\b.{0,40}\b(?:browser|online|on (?:the )?web|web ?page|website)|web ?version|"
    r"online version|"
    r"im browser|online (?:ansehen|lesen)|webansicht|version (?:web|en ligne)|dans (?:votre|le|un) navigateur|"
    r"en (?:el|tu|su) navegador|"
    r"versi[óo]n (?:web|online)|no (?:seu )?navegador|nel (?:tuo )?browser|webversie|in (?:je|uw) browser|"
    r"i (?:din )?webbläsare|"
    r"в браузере|ブラウザ|浏览器|瀏覽器",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:share|like|comment|comments|restack|forward|subscribe(?: now)?|upgrade(?: to paid)?|read in (?:the )?app|"
    r"open in (?:the )?app|"
    r"get the app|start writing|tweet|facebook|twitter|x|linkedin|instagram|youtube|threads|bluesky|mastodon|"
    r"tiktok|whatsapp|"
    r"forward (?:this )?to a friend|share this post|leave a comment|teilen|kommentieren|partager|compartir|\d{1,5})",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"©|\(c\) ?\d{4}|copyright|all rights reserved|you(?:'|’)?(?: a)?re (?:receiving|getting|subscribed|on (?:our|"
    r"this))|"
    r"you received this|(?:e-?mail|message|newsletter) (?:was|is) sent|was sent to|mailing address|"
    r"no longer (?:want|wish)|"
    r"why (?:did|am) i |address book|powered by|privacy policy|sie erhalten|diese e-?mail|vous recevez|"
    r"recibe[sn]? est|"
    r"você está recebendo|ricevi questa|je ontvangt|du får",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?:\w{3,9},? )?(?:\w{3,9}\.? \d{1,2}|\d{1,2}\.? \w{3,9}\.?)(?:,? \d{4})?")
_FORWARDED = re.compile(r"forwarded (?:this|to you|by)|weitergeleitet|transf[ée]r[ée]|reenviado", re.IGNORECASE)
# Parameters that say who the reader is, beyond those that say how they came (text/urls.py).
_PERSONAL = frozenset((
    "email", "e-mail", "mail_address", "subscriber", "subscriber_id", "subscriberid", "contact_id", "contactid",
    "recipient", "recipient_id", "jwt_token", "_bhlid", "isfreemail", "triedredirect",
))  # fmt: skip
_PERSONAL_AT = {
    "substack.com": frozenset({"token", "r"}),
    "mailchi.mp": frozenset("e"),
    "campaign-archive.com": frozenset("e"),
}
_WRITTEN = re.compile(r"https?://[^\s<>\"]{1,2000}[^\s<>\".,;:!?)\]']", re.IGNORECASE)
_COUNTER = re.compile(
    r"^https?://(?:click|clicks|link|links|email|e|track|trk|tracking)\d{0,3}\.|/(?:ls|track|wf|e)/click|/ss/c/|/redirect\b",
    re.IGNORECASE,
)
_PUBLIC_AT = ("campaign-archive.com", "mailchi.mp")  # whose long numbers name an issue
_OPAQUE = re.compile(
    r"(?=[A-Za-z_]*\d[A-Za-z_]*\d[A-Za-z_]*\d)[A-Za-z0-9_]{16,}|[A-Za-z0-9_-]{60,}|eyJ[A-Za-z0-9_-]{9}"
)


def trim(blocks: Sequence[HtmlElement], leaving: Sequence[str], sender: str) -> tuple[str, list[HtmlElement]]:
    """The address of the issue on the web, or ""; and the blocks that are the letter itself.

    `leaving`: the addresses that its head names to end the subscription (RFC 2369). `sender`: its name. The elements
    are changed.
    """
    ends = frozenset(without_tracking(url) for url in leaving)
    url, kept = _without_head(blocks, fold(sender))
    kept = _without_end(kept, ends)
    return url, [block for block in kept if _made_public(block, ends)]


def _without_head(blocks: Sequence[HtmlElement], sender: str) -> tuple[str, list[HtmlElement]]:
    """The same for what stands above the letter; rows of buttons go wherever they are."""
    url, kept, begun = "", list[HtmlElement](), False
    for place, block in enumerate(blocks):
        words = squash(block.text_content())
        found = _on_the_web(block) if len(words) <= _SHORT else None
        url = url or found or ""
        if place < _FIRST and not begun and _is_head(block, words, sender, on_the_web=found is not None):
            continue
        if not _is_buttons(block, words):
            kept.append(block)
            begun = begun or len(words) > _SHORT // 2
    return url, kept


def _is_head(block: HtmlElement, words: str, sender: str, *, on_the_web: bool) -> bool:
    """A line above the letter: where it is on the web, who forwarded it, its date, its sender's name or logo."""
    if on_the_web or _FORWARDED.search(words):
        return not _is_prose(block, words)
    image = pictures.inner(block)
    if not words:
        width = pictures.size(image.attrib)[0] if image is not None else None
        return width is not None and width < _NARROWEST
    return (
        len(words) <= _LONGEST_NAME and image is None and (fold(words) in sender or _DAY.fullmatch(words) is not None)
    )


def _without_end(blocks: list[HtmlElement], ends: frozenset[str]) -> list[HtmlElement]:
    """The blocks up to the one by which the reader leaves, and without what stands before it that is about the letter
    too. A link to leave in the middle of a letter ends nothing."""
    lengths = [len(squash(block.text_content())) for block in blocks]
    before, rest = 0, sum(lengths)
    for place, block in enumerate(blocks):
        if rest <= min(_LONGEST_END, max(before, 600)) and before >= _SHORTEST_LETTER and _leaves(block, ends):
            blocks = blocks[:place]
            break
        before, rest = before + lengths[place], rest - lengths[place]
    while len(blocks) > 1 and _is_about_letter(blocks[-1]):
        blocks = blocks[:-1]
    return blocks


def _is_about_letter(block: HtmlElement) -> bool:
    words = squash(block.text_content())
    if block.tag == "hr":
        return True
    return pictures.inner(block) is None and len(words) <= 2 * _SHORT and bool(_ABOUT.search(words))


def _leaves(block: HtmlElement, ends: frozenset[str]) -> bool:
    """Whether it is by this block that the reader leaves: by the address that the head names, or in so many words."""
    links = [link for link in block.iter("a") if _is_own(link, ends)]
    return any(link.get("href") in ends for link in links) or bool(
        links and _LEAVE.search(squash(block.text_content()))
    )


def _is_own(link: HtmlElement, ends: frozenset[str]) -> bool:
    """Whether a link is for this one reader: it ends or changes their subscription."""
    return bool(_LEAVE.search(squash(link.text_content()))) or _leads_out(link.get("href", ""), ends)


def _leads_out(url: str, ends: frozenset[str]) -> bool:
    return without_tracking(url) in ends or bool(_LEAVE_PLACE.search(unquote(url.partition("://")[2])))


def _made_public(block: HtmlElement, ends: frozenset[str]) -> bool:
    """Take the reader's own links out of a block, and what names them out of the others; whether something is left."""
    own = [link for link in block.iter("a") if _is_own(link, ends)]
    words = squash(block.text_content())
    if own and len(words) <= _SHORT and pictures.inner(block) is None and not _is_prose(block, words):
        return False
    if len(own) > _MOST_OWN:
        return False
    for link in own:
        link.drop_tag()
    for element in block.iter():
        if element.tag == "a":
            element.set("href", impersonal(element.get("href", "")))
        element.text = _public_words(element.text, ends)
        element.tail = _public_words(element.tail, ends)
    return True


def _public_words(words: str | None, ends: frozenset[str]) -> str | None:
    """Words in which addresses may be written out."""
    if not words or "://" not in words:
        return words
    return _WRITTEN.sub(
        lambda found: "" if _leads_out(found[0], ends) else impersonal(without_tracking(found[0])), words
    )


def _is_prose(block: HtmlElement, words: str) -> bool:
    """Whether a block says much more than its links do."""
    return len(words) - sum(len(squash(link.text_content())) for link in block.iter("a")) > _PROSE


def _is_buttons(block: HtmlElement, words: str) -> bool:
    """A row of buttons and nothing else."""
    links = [squash(link.text_content()) for link in block.iter("a")]
    if not links or pictures.inner(block) is not None or len(words) > _SHORT:
        return False
    beside = words
    for link in links:
        beside = beside.replace(link, "", 1)
    return all(_BUTTON.fullmatch(link) for link in links if link) and not beside.strip(" |·•∙/,-–—")


def _on_the_web(block: HtmlElement) -> str | None:
    """Where the issue stands on the web, "" where only this reader may know; None where the block does not say."""
    for link in block.iter("a"):
        around = squash(block.text_content()) if len(squash(link.text_content())) < 12 else ""
        if _ON_THE_WEB.search(squash(link.text_content())) or _ON_THE_WEB.search(around[:120]):
            url = impersonal(link.get("href", ""))
            return "" if _names_reader(url) else url
    return None


def _names_reader(url: str) -> bool:
    """Whether an address holds what may be a reader's number, or is a way through a counter."""
    host = urlsplit(url).hostname or ""
    if _COUNTER.search(url):
        return True
    return not _is_at(host, _PUBLIC_AT) and bool(_OPAQUE.search(unquote(url.partition("://")[2])))


def impersonal(url: str) -> str:
    """The address without the parameters that name the reader."""
    address, _, query = url.partition("?")
    if not query:
        return url
    host = urlsplit(address).hostname or ""
    personal = _PERSONAL.union(*(names for at, names in _PERSONAL_AT.items() if _is_at(host, (at,))))
    kept = [pair for pair in query.split("&") if not _names(pair, personal)]
    return address + ("?" + "&".join(kept) if kept else "")


def _names(pair: str, personal: frozenset[str]) -> bool:
    name, _, value = pair.partition("=")
    return name.lower() in personal or "@" in unquote(value)


def _is_at(host: str, names: Sequence[str]) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in names)
