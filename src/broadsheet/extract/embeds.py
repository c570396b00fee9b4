"""Videos, sound and posts of other services that a page embeds: shown as what they are called, and a link.

An article never loads anything from such a service. `place` puts an empty figure in the stead of each player, before
the page is cleared of its frames; `shown` makes of it, or of a post whose words stand in the page, a paragraph.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from lxml.html import Element, HtmlElement

from broadsheet.extract.runs import runs_of
from broadsheet.text.urls import absolute, without_tracking
from broadsheet.text.words import excerpt, squash

MOST = 50  # embeds of one page
_HREF, _LABEL = "data-embed", "data-label"
_PLACE = "figure"
_SOURCES = ("src", "data-src", "data-lazy-src", "data-cmp-src", "data-consent-src", "data-src-cmplz")
_MOST_WORDS = 300  # characters around a player, or of a post that is shown
_ID = r"([\w-]{3,64})"


@dataclass(frozen=True, slots=True)
class _Service:
    """`frame`: the address of its player, from the host on. `page`: where the same is for people, made of it."""

    name: str
    frame: re.Pattern[str]
    page: str


_SERVICES = tuple(
    _Service(name, re.compile(frame), page)
    for name, frame, page in (
        ("YouTube", rf"(?:[\w-]+\.)?youtube(?:-nocookie)?\.com/(?:embed|v|shorts)/{_ID}", "https://www.youtube.com/watch?v={}"),
        ("YouTube", rf"(?:[\w-]+\.)?youtube\.com/watch\?v={_ID}", "https://www.youtube.com/watch?v={}"),
        ("YouTube", rf"youtu\.be/{_ID}", "https://www.youtube.com/watch?v={}"),
        ("Vimeo", r"player\.vimeo\.com/video/(\d{3,14})", "https://vimeo.com/{}"),
        ("Dailymotion", rf"(?:www|geo)\.dailymotion\.com/embed/video/{_ID}", "https://www.dailymotion.com/video/{}"),
        ("TikTok", r"www\.tiktok\.com/(?:embed(?:/v\d)?|player/v1)/(\d{6,24})", "https://www.tiktok.com/@/video/{}"),
        ("Twitch", rf"clips\.twitch\.tv/embed\?clip={_ID}", "https://clips.twitch.tv/{}"),
        ("Spotify", r"open\.spotify\.com/embed(?:-podcast)?/((?:track|album|playlist|episode|show)/\w{10,40})",
         "https://open.spotify.com/{}"),
        ("Apple Podcasts", r"embed\.podcasts\.apple\.com/([\w/?=&%.-]{5,200})", "https://podcasts.apple.com/{}"),
        ("Acast", r"embed\.acast\.com/([\w/-]{5,200})", "https://play.acast.com/s/{}"),
        ("Instagram", rf"www\.instagram\.com/(?:p|reel|tv)/{_ID}/embed", "https://www.instagram.com/p/{}/"),
        ("X", r"platform\.(?:twitter|x)\.com/embed/\S{0,300}[?&]id=(\d{5,24})", "https://x.com/i/status/{}"),
        ("Bluesky", r"embed\.bsky\.app/embed/(did:[\w:.%-]{5,80}/app\.bsky\.feed\.post/\w{5,30})", "https://bsky.app/profile/{}"),
    )
)  # fmt: skip
# Players that name what they play in their query.
_BY_QUERY = (
    ("SoundCloud", "w.soundcloud.com", "/player", "url"),
    ("Facebook", "www.facebook.com", "/plugins/post.php", "href"),
    ("Facebook", "www.facebook.com", "/plugins/video.php", "href"),
)
# Posts whose words stand in the page: the class of their quotation, and hosts of which their links are.
_POSTS = (
    ("X", "twitter-tweet", r"(?:twitter|x)\.com/\w{1,30}/status/\d"),
    ("X", "twitter-video", r"(?:twitter|x)\.com/\w{1,30}/status/\d"),
    ("Instagram", "instagram-media", r"instagram\.com/(?:p|reel|tv)/\w"),
    ("TikTok", "tiktok-embed", r"tiktok\.com/@[\w.-]{1,40}/video/\d"),
    ("Bluesky", "bluesky-embed", r"bsky\.app/profile/[\w.:-]{3,80}/post/\w"),
    ("Mastodon", "mastodon-embed", r"https?://[\w.-]{3,80}/@[\w.@-]{1,80}/\d"),
    ("Facebook", "fb-xfbml-parse-ignore", r"facebook\.com/[\w.]{1,80}/(?:posts|videos|photos)/\w"),
)
_WORDLESS = re.compile(
    r"^(?:youtube|vimeo|twitter|x|spotify|instagram|tiktok|facebook)?\s?(?:video|audio|media|embed(?:ded)?|post|content)?"
    r"\s?(?:player|embed|content|post|video)?$",
    re.I,
)


def place(root: HtmlElement, base: str) -> None:
    """Put an empty figure that knows its link in the stead of each known player, in place, each once; at most MOST."""
    placed: set[str] = set()
    for element in list(root.iter("iframe", "amp-youtube", "lite-youtube", "youtube-video", "audio", "video")):
        found = _played(element, base) if len(placed) < MOST else None
        parent = element.getparent()
        if found is None or parent is None or found[1] in placed:
            continue
        name, url = found
        placed.add(url)
        figure = Element(_PLACE, {_HREF: url, _LABEL: _label(name, element.get("title") or "")})
        figure.tail = element.tail
        parent.replace(element, figure)


def shown(element: HtmlElement) -> HtmlElement | None:
    """The paragraph for the embed that a part of the page is there for, or None: a link, and a post's words."""
    if element.tag in ("nav", "aside", "footer", "form") or not isinstance(element.tag, str):
        return None
    figure = next((part for part in element.iter(_PLACE) if part.get(_HREF)), None)
    if figure is not None:
        words = squash("".join(element.itertext())[: 4 * _MOST_WORDS])
        return _paragraph(figure.get(_LABEL, ""), figure.get(_HREF, ""), "") if len(words) <= _MOST_WORDS else None
    quotation = next(element.iter("blockquote"), None)
    return _post(quotation) if quotation is not None else None


def _post(quotation: HtmlElement) -> HtmlElement | None:
    """A post of another service, by its class and by the link to it."""
    classes = quotation.get("class", "").split()
    for name, mark, address in _POSTS:
        if mark not in classes:
            continue
        links = [quotation.get("cite", ""), quotation.get("data-instgrm-permalink", "")]
        links += [link.get("href", "") for link in quotation.iter("a")]
        for link in reversed(links):
            if link.startswith(("https://", "http://")) and len(link) < 500 and re.search(address, link):
                words = excerpt(" ".join(run.words for run in runs_of(quotation)), _MOST_WORDS)
                return _paragraph(name, without_tracking(link), words)
    return None


def _paragraph(label: str, url: str, words: str) -> HtmlElement:
    paragraph = Element("p")
    link = Element("a", href=url)
    link.text = f"▶ {label}"
    link.tail = f" {words}" if words else None
    paragraph.append(link)
    return paragraph


def _label(name: str, title: str) -> str:
    """The service, and what the player is called, if that says more."""
    title = excerpt(title, 120)
    return name if not title or _WORDLESS.match(title) else f"{name}: {title}"


def _played(element: HtmlElement, base: str) -> tuple[str, str] | None:
    """The service, or the host, of a player, and where people find what it plays."""
    if element.tag in ("amp-youtube", "lite-youtube", "youtube-video"):
        number = element.get("data-videoid") or element.get("videoid") or element.get("video-id") or ""
        return ("YouTube", f"https://www.youtube.com/watch?v={number}") if re.fullmatch(_ID, number) else None
    if element.tag in ("audio", "video"):
        return _file(element, base)
    for attribute in _SOURCES:
        url = absolute(base, element.get(attribute, "")) if element.get(attribute) else None
        if url and (found := _framed(url)):
            return found
    return None


def _framed(url: str) -> tuple[str, str] | None:
    rest = url.partition("://")[2]
    for service in _SERVICES:
        if found := service.frame.match(rest):
            return service.name, service.page.format(unquote(found[1]))
    split = urlsplit(url)
    for name, host, path, key in _BY_QUERY:
        if split.hostname == host and split.path.startswith(path):
            inner = parse_qs(split.query, max_num_fields=30).get(key, [""])[0]
            if inner.startswith("https://") and (urlsplit(inner).hostname or "").endswith(f"{name.lower()}.com"):
                return name, without_tracking(inner)
    return None


def _file(element: HtmlElement, base: str) -> tuple[str, str] | None:
    """A sound or a film that the page plays by itself; no decoration that moves without being asked."""
    if "autoplay" in element.attrib or "loop" in element.attrib:
        return None
    named = [element.get("src", ""), *(source.get("src", "") for source in element.iter("source"))]
    for text in named:
        url = absolute(base, text) if text.strip(" #") else None
        if url and re.search(r"[^/]\.(?:mp3|m4a|ogg|oga|opus|wav|mp4|m4v|webm|ogv)$", urlsplit(url).path, re.I):
            return urlsplit(url).hostname or "", url
    return None
