"""What every request passes and every answer carries: known hosts, our own forms only, bounded bodies, strict headers.

Pure ASGI, outermost, so that error pages carry the headers too.
"""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from broadsheet.config import Settings
from broadsheet.web.errors import error_page

LARGEST_BODY = 5_000_000  # bytes; an OPML file of 10,000 outlets has 2 MB
READING = {"GET", "HEAD", "OPTIONS"}
# Whoever has the token of a membership may end it: providers of mail send this form for their users (RFC 8058), with
# no cookie and from anywhere.
# So does whoever has the token of a subscription tell us something new: hubs (WebSub).
_FROM_ANYWHERE = re.compile(r"/(?:leave|websub)/[A-Za-z0-9_-]+")
# A Host header: a name or an IPv4 address, or an IPv6 address in brackets; then perhaps a port (RFC 9110, 7.2).
_HOST = re.compile(r"(?:\[([0-9a-fA-F:.]{2,45})\]|([A-Za-z0-9._-]{1,253}))(?::[0-9]{1,5})?")

POLICY = "Content-Security-Policy"
HEADERS = {
    # No script but our one file: what slips through the sanitizer does not run.
    POLICY: "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
    "style-src 'self'; img-src 'self' data:; "
    "media-src http: https: 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # Nothing for other sites. Not "no-referrer": with that, browsers send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
}


class Guard:
    """ASGI middleware: refuses what did not come from a reader's own browser on this instance, sets the headers."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.hosts = {settings.host.lower().strip("[]")} | _host_of(settings.base_address)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the request, then pass it on; HEAD is answered as GET, and the server leaves out the body."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refusal(scope["method"], scope["path"], headers) or _unreadable(scope)
        if refused:
            await error_page(*refused)(scope, receive, _with_headers(send))
            return
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        await self.app({**scope, "method": method}, _bounded(receive), _with_headers(send))

    def _refusal(self, method: str, path: str, headers: Headers) -> tuple[int, str] | None:
        host = headers.get("host", "")
        if not self._known(host):
            return 400, (
                "This Broadsheet does not answer under that name. Use the address that it printed when it started, "
                "or set base_address to the public one."
            )
        if method not in READING and not _FROM_ANYWHERE.fullmatch(path) and not _from_ourselves(headers, host):
            return 403, "This form was sent from another site. Open the page here and send it again."
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or len(length) > 18 or int(length) > LARGEST_BODY:
            return 413, f"At most {LARGEST_BODY // 1_000_000} MB can be sent at once."
        return None

    def _known(self, host: str) -> bool:
        """Whether a Host header names us. A name that an attacker points at 127.0.0.1 does not (DNS rebinding)."""
        found = _HOST.fullmatch(host)
        name = (found[1] or found[2]).lower() if found else ""
        return bool(name) and (name in self.hosts or _is_loopback(name))


def _unreadable(scope: Scope) -> tuple[int, str] | None:
    """NUL belongs to no address of ours, and not every database can be asked for it."""
    if "\0" in scope["path"] or b"%00" in scope["query_string"]:
        return 400, "The address holds a character that no page has in its name."
    return None


def _host_of(address: str | None) -> set[str]:
    name = urlsplit(address or "").hostname
    return {name} if name else set()


def _is_loopback(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):  # RFC 6761, 6.3
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def _from_ourselves(headers: Headers, host: str) -> bool:
    """Whether a writing request comes from one of our pages, or from no browser at all (then neither header is there,
    and no cookie). This, with SameSite cookies, is what keeps other sites from sending our forms (CSRF).

    Fetch Metadata says so where the browser sends it; else the Origin must be the host that was asked.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None:
        return "cookie" not in headers
    return origin.lower() in {f"http://{host}".lower(), f"https://{host}".lower()}


def _bounded(receive: Receive) -> Receive:
    """The same messages, and an end to them when they are longer than we read."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        if seen > LARGEST_BODY:
            raise HTTPException(413)
        return message

    return receiving


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                if name != POLICY or name not in headers:  # a picture has a stricter one
                    headers[name] = value
            headers.setdefault("Cache-Control", "private, no-cache")
        await send(message)

    return sending
