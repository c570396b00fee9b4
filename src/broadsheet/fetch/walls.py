"""Which service stands between us and an outlet and turns programs away. It is said by name, and never got round."""

import re
from collections.abc import Mapping

STATUSES = frozenset({202, 403, 405, 429, 503})  # the answers that walls give
MOST = 16_384  # bytes of such an answer that are looked at

_REFUSALS = frozenset({403, 405, 429})
# Headers that come with a refusal only.
_REFUSING = {
    "cf-mitigated": "Cloudflare",
    "x-amzn-waf-action": "AWS WAF",
    "x-kpsdk-ct": "Kasada",
    "x-vercel-mitigated": "Vercel",
}
# Headers that a service sends with every answer: they say something only where the answer is a refusal.
_PRESENT = (
    ("x-datadome", "", "DataDome"),
    ("x-dd-b", "", "DataDome"),
    ("x-iinfo", "", "Imperva"),
    ("x-cdn", "imperva", "Imperva"),
    ("x-cdn", "incapsula", "Imperva"),
    ("server", "akamaighost", "Akamai"),
)
# Words of their pages.
_WORDS = (
    ("DataDome", re.compile(r"captcha-delivery\.com")),
    ("PerimeterX", re.compile(r"_pxAppId|px-captcha|captcha\.px-cdn\.net|perimeterx", re.IGNORECASE)),
    ("Imperva", re.compile(r"_Incapsula_Resource|Incapsula incident ID", re.IGNORECASE)),
    ("Akamai", re.compile(r"errors\.edgesuite\.net")),
    ("Cloudflare", re.compile(r"cf-chl|cf-error-details|Attention Required! \| Cloudflare")),
    ("Sucuri", re.compile(r"Sucuri WebSite Firewall", re.IGNORECASE)),
)


def wall(status: int, headers: Mapping[str, str], body: bytes) -> str | None:
    """The name of the service that turned us away; None where nothing shows one. `headers`: names in lower case."""
    if status not in STATUSES:
        return None
    for header, name in _REFUSING.items():
        if header in headers:
            return name
    text = body[:MOST].decode("utf-8", "replace")
    for name, words in _WORDS:
        if words.search(text):
            return name
    for header, part, name in _PRESENT:
        if status in _REFUSALS and part in headers.get(header, "").lower() and header in headers:
            return name
    return None
