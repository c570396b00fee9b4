"""Addresses: made absolute and clean, and told apart. Pure; whether an address may be fetched is for `fetch` to say."""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

LONGEST = 2048  # characters; the longest that every browser and server takes

# Parameters that say how the reader came, never which article it is, by who adds them.
_TRACKING_BY = {
    "click ids of advertising networks: Facebook, Google, Microsoft, Twitter, TikTok, LinkedIn, Yandex, Instagram": (
        "fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid li_fat_id yclid ysclid igshid igsh _openstat"
    ),
    "newsletters: Mailchimp, HubSpot, Marketo, Vero, Klaviyo, MailerLite, Drip": (
        "mc_cid mc_eid _hsenc _hsmi hsctatracking mkt_tok vero_id vero_conv _ke ml_subscriber __s nlid"
    ),
    "publishers' analytics: AT Internet (BBC, French press), Adobe, Webtrekk, Piwik, comScore, Google": (
        "xtor at_medium at_campaign at_campaign_type at_custom1 at_custom2 at_custom3 at_custom4 at_link_id "
        "at_link_origin at_link_type at_ptr_name at_format at_bbc_team cmpid cmp icid ncid s_cid wt_mc wt.mc_id wt_zmc "
        "pk_campaign pk_kwd piwik_campaign mtm_campaign mtm_source mtm_medium ns_mchannel ns_source ns_campaign ns_fee "
        "ns_linkname cx_testid cx_testvariant spm _ga _gl ga_source ga_medium ga_campaign"
    ),
    "outlets' own words for: came from the feed, the home page, a share button": (
        "ito smid smtyp ftag guccounter guce_referrer guce_referrer_sig __twitter_impression ocid srnd sref ref_src "
        "ref_url taid traffic_source sharetype share_id soc_src soc_trk"
    ),
}
_TRACKING = frozenset(name for names in _TRACKING_BY.values() for name in names.split())
_TRACKING_PREFIXES = ("utm_", "utm-", "hsa_", "oft_", "stm_", "at_recipient")
# Parameters that are tracking only with certain values: elsewhere they choose the content.
_TRACKING_VALUES = {
    "ref": frozenset({"rss", "feed", "rss_feed", "hp", "homepage", "twitter", "facebook", "tw", "fb", "share"}),
    "source": frozenset({"rss", "feed", "rss_feed", "twitter", "facebook", "newsletter", "rss-feed"}),
    "src": frozenset({"rss", "feed", "twitter", "facebook"}),
    "from": frozenset({"rss", "feed"}),
    "rss": frozenset({"1", "yes", "true", ""}),
    "feed": frozenset({"rss"}),
    "via": frozenset({"rss", "feed"}),
    "partnerid": frozenset({"rss"}),
    "mod": frozenset({"rss", "rss_rss", "rssn"}),
    "maca": frozenset({"rss"}),
}
_AMP_VALUES = {
    "amp": frozenset({"", "1", "true", "amp"}),
    "_amp": frozenset({"", "1", "true"}),
    "outputtype": frozenset({"amp"}),
    "output": frozenset({"amp"}),
    "amp_js_v": None,
    "amp_gsa": None,
    "usqp": None,
}

_CLEAN = re.compile(
    r"https?://[a-z0-9_.-]+(?!:80/|:443/)(?::[1-9][0-9]{0,3}|:[1-5][0-9]{4})?/(?:[A-Za-z0-9_~!$&'()*+,;=:@/?-]|\.(?![./])|%[0-9A-Fa-f]{2})*"
)
_CONTROL = re.compile("[\x00-\x20\x7f-\xa0\ufeff]+")
_HOST = re.compile(r"[a-z0-9_.-]+|\[[0-9a-f:.]+\]")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT_PATH, _KEPT_QUERY = "/%:@!$&'()*+,;=~-._", "/%:@!$&'()*+,;=~-._?"
_DEFAULT_PORT = {"http": 80, "https": 443}


def absolute(base: str, href: str) -> str | None:
    """`href` as it stands on the page `base`, ready to be asked for; None where it is no http or https address.

    The host in lower case and ASCII (IDNA), odd characters percent-encoded, the default port and credentials dropped,
    the fragment too unless it is a hashbang. None for more than 2,048 characters.
    """
    if len(href) <= LONGEST and _CLEAN.fullmatch(href):
        return href
    if href[:1] == "/" != href[1:2]:  # most links of most pages
        url = "/".join(base.split("/", 3)[:3]) + href
        if len(url) <= LONGEST and _CLEAN.fullmatch(url):
            return url
    if len(href) > LONGEST * 2:
        return None
    href = _CONTROL.sub(lambda gap: "%20" if " " in gap[0] else "", href.strip())
    try:
        parts = urlsplit(urljoin(base, href.replace("\\", "/")))
        authority = _authority(parts.scheme, parts.hostname, parts.port)
    except ValueError:  # a broken bracket or port
        return None
    if not authority:
        return None
    path = quote(_BARE_PERCENT.sub("%25", _printable(parts.path)), safe=_KEPT_PATH) or "/"
    query = quote(_BARE_PERCENT.sub("%25", _printable(parts.query)), safe=_KEPT_QUERY)
    fragment = quote(_printable(parts.fragment), safe=_KEPT_QUERY) if parts.fragment.startswith("!") else ""
    url = urlunsplit((parts.scheme, authority, path, query, fragment))
    return url if len(url) <= LONGEST else None


def _printable(part: str) -> str:
    return part.encode("utf-8", "replace").decode()  # halves of surrogate pairs have no encoding


def _authority(scheme: str, name: str | None, port: int | None) -> str | None:
    """Host and port as they stand in a clean address; None where there is no such host."""
    if scheme not in _DEFAULT_PORT or not name:
        return None
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    name = f"[{name}]" if ":" in name else name.lower()
    if not _HOST.fullmatch(name):
        return None
    return name if port in (None, _DEFAULT_PORT[scheme]) else f"{name}:{port}"


def host(url: str) -> str:
    """The host in lower case, with a port that is not the scheme's own; "" where there is none."""
    try:
        parts = urlsplit(url)
        return _authority(parts.scheme, parts.hostname, parts.port) or ""
    except ValueError:
        return ""


def source_identity(url: str) -> str:
    """What makes two addresses of one source the same: as they are, but for scheme, "www.", a last slash and fragment.

    Not `identity`: to a feed, "?feed=rss" is no sign of how a reader came. "" where there is no host.
    """
    try:
        parts = urlsplit(url.strip() if "://" in url else f"https://{url.strip()}")
    except ValueError:
        return ""
    place = host(parts.geturl()).removeprefix("www.")
    return f"{place}{parts.path.rstrip('/')}?{parts.query}".rstrip("?") if place else ""


def is_unnamed(name: str, url: str) -> bool:
    """Whether `name` says no more than the address does: nothing, an address, or its host."""
    bare = name.strip().lower().removeprefix("www.")
    return not bare or "://" in bare or bare == host(url).removeprefix("www.")


def without_tracking(url: str) -> str:
    """The address to show and to fetch: as it is, without the parameters that say how the reader came."""
    address, _, fragment = url.partition("#")
    if _tracks(fragment):
        fragment = ""
    address, _, query = address.partition("?")
    kept = "&".join(pair for pair in query.split("&") if pair and not _tracks(pair))
    return address + (f"?{kept}" if kept else "") + (f"#{fragment}" if fragment else "")


def _tracks(pair: str) -> bool:
    name, _, value = pair.partition("=")
    name = name.lower().removeprefix("amp;")  # "&amp;utm_source" of a doubly encoded page
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    return value.lower() in _TRACKING_VALUES.get(name, ())


_CACHES = (  # AMP caches: the article's own address follows
    re.compile(r"https?://[a-z0-9-]+\.cdn\.ampproject\.org/(?:c|v|a)/(s/)?"),
    re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(s/)?"),
    re.compile(r"https?://(?:[a-z0-9-]+\.)?bing-amp\.com/(?:c|v)/(s/)?"),
)
_PREFIXES = ("www.", "m.", "amp.", "mobile.")
# What may stand before a country's two letters without being anyone's name (co.uk, com.br).
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "gob", "ac", "edu", "or", "ne", "go", "gr", "in", "nom"})
_INDEX = re.compile(r"/(?:index\.(?:html?|php|aspx?|jsp|shtml)|default\.aspx?)$", re.IGNORECASE)
_AMP_ENDING = re.compile(r"\.amp(?:\.html?)?$", re.IGNORECASE)
_ENCODED = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


def identity(url: str) -> str:
    """What two addresses of one article share, without a scheme: "example.com/2025/river?id=7".

    Dropped: scheme, "www.", "m.", "mobile." and "amp." where a name remains, default port, tracking parameters, AMP
    spellings and caches, index pages, trailing and doubled slashes, fragment unless it is a hashbang. The parameters
    are sorted, percent-encoding is normal (RFC 3986, 6.2.2). Never to be fetched.
    """
    url = absolute("", url) or url
    for cache in _CACHES:
        if match := cache.match(url):
            url = absolute("", ("https://" if match[1] else "http://") + url[match.end() :]) or url
    address, _, fragment = url.partition("#")
    address, _, query = address.partition("?")
    name, _, path = address.removeprefix("https://").removeprefix("http://").partition("/")
    path = _bare_path(_normal("/" + path))
    pairs = sorted({_normal(pair) for pair in query.split("&") if pair and not _tracks(pair) and not _is_amp(pair)})
    return (
        _bare_host(name)
        + path
        + ("?" + "&".join(pairs) if pairs else "")
        + (f"#{fragment}" if fragment.startswith("!") else "")
    )


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one site: the same host, or one below the other ("www." and its kind aside)."""
    here, there = _bare_host(host(one)), _bare_host(host(other))
    return bool(here) and bool(there) and (here == there or here.endswith(f".{there}") or there.endswith(f".{here}"))


def site(url: str) -> str:
    """The host of an address without "www." and its kind; "" where there is none."""
    return _bare_host(host(url))


def _bare_host(name: str) -> str:
    name = name.rstrip(".")
    while name.startswith(_PREFIXES):
        rest = name.partition(".")[2]
        labels = rest.split(".")
        if len(labels) < 2 or (len(labels) == 2 and labels[0] in _SECOND_LEVEL):
            break
        name = rest
    return name


def _bare_path(path: str) -> str:
    segments = [segment for segment in _AMP_ENDING.sub(_html, path).split("/") if segment]
    without_amp = [segment for segment in segments if segment.lower() != "amp"]
    path = "/" + "/".join(without_amp or segments)
    while bare := _INDEX.search(path):
        path = path[: bare.start()]
    return path.rstrip("/")


def _html(ending: re.Match[str]) -> str:
    return ending[0][len(".amp") :]


def _is_amp(pair: str) -> bool:
    name, _, value = pair.partition("=")
    values = _AMP_VALUES.get(name.lower(), frozenset())
    return values is None or value.lower() in values


def _normal(part: str) -> str:
    def one(match: re.Match[str]) -> str:
        letter = chr(int(match[1], 16))
        return letter if letter in _UNRESERVED else match[0].upper()

    return _ENCODED.sub(one, part) if "%" in part else part


_HOME_PATH = re.compile(
    r"(?:/[a-z]{2}(?:[-_][a-z]{2})?)?(?:/(?:index|home|default)(?:\.[a-z]{3,5})?)?/?", re.IGNORECASE
)


def is_home(url: str) -> bool:
    """Whether the address is a site's or an edition's front page ("/", "/index.html", "/en/") and no article's."""
    address, _, fragment = without_tracking(url).partition("#")
    address, _, query = address.partition("?")
    path = address.partition("://")[2].partition("/")[2]
    return not query and not fragment.startswith("!") and bool(_HOME_PATH.fullmatch("/" + path))
