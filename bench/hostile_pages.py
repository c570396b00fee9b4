"""What our pages make of hostile outlets in a real browser: nothing runs, and nothing is asked for elsewhere.

The feeds and pages of ../shared/hostile that carry attacks by markup are collected as they are, and some of what they
are about is saved, followed and searched for; then every page that shows their words is opened in Chromium, once under
our policy and once without it, so that the sanitizer stands alone. HOSTILE_PAGES=60 takes only so many, of every kind.
"""

import http.server
import json
import os
import re
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import escape, unescape
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from bench.measure import BROADSHEET, SHARED, Figures, cost, free_port, have_shared, running

HOSTILE = SHARED / "hostile"
MARKUP = re.compile(r"xss|utf7|hijack|meta-html|css-exfil|iframes|forms|mxss|injection|unclosed|switch|title|bidi|link")
SLOW = re.compile(r"slow|huge|bomb|stream|hang|endless|100mb")
OWNER, PASSWORD = "owner", "correct horse battery staple"
# The pages that show an outlet's words, by the addresses that our lists link to.
SHOWN = r"/(?:article|tag|outlet|story|section)/[^\"#?]+|/author\?name=[^\"#]+|/searches/\d+|[^\"#]*cursor=[^\"#]*"
LISTS = (
    "/", "/newest", "/sources", "/outlets", "/saved", "/history", "/hidden", "/following", "/searches", "/me",
    "/search?q=the", "/search?q=script",
)  # fmt: skip
HELD = 20  # articles that are saved, and things that are followed


def run() -> Figures:
    """Open the pages with and without our policy; each fault is named."""
    if not have_shared():
        return
    port = free_port()
    outlets = [sys.executable, str(HOSTILE / "hostile.py"), "--port", str(port)]
    with tempfile.TemporaryDirectory() as folder, running(outlets, f"http://127.0.0.1:{port}/_ctl/health"):
        _collect(Path(folder), port)
        own = free_port()
        serving = [BROADSHEET, "web", "--port", str(own), "--data", folder]
        with running(serving, f"http://127.0.0.1:{own}/healthz"):
            home = f"http://127.0.0.1:{own}"
            cookie = _sign_in(home)
            _use(home, cookie)
            found = list(_pages(home, cookie))
            pages = _sample(found, int(os.environ.get("HOSTILE_PAGES", len(found))))
            yield "pages with hostile words", f"{len(pages)} of {len(found)}"
            for label, flags in (("under our policy", []), ("without it", ["--bypass-csp"])):
                report = _check(pages, cookie, flags)
                figures = ("checked", "bad", "script_ran", "active_dom", "canary_fetched")
                yield f"  {label}", ", ".join(f"{name.replace('_', ' ')} {report.get(name)}" for name in figures)
                for fault in report.get("faults", [])[:20]:
                    yield "  bad", json.dumps(fault)[:300]


def _collect(folder: Path, port: int) -> None:
    """The hostile feeds with their own words, then the hostile pages by way of a feed of ours."""
    entries = json.load(urllib.request.urlopen(f"http://127.0.0.1:{port}/_ctl/manifest", timeout=30))
    wanted = [one for one in entries if MARKUP.search(one["name"]) and not SLOW.search(one["name"])]
    wanted = [one for one in wanted if not one["expect"].get("lab_only")]
    feeds = [one["url"] for one in wanted if one["kind"] == "feed"]
    pages = [one["url"] for one in wanted if one["kind"] == "page"]
    for one in (one for one in wanted if one["kind"] == "feedset"):
        many = json.load(urllib.request.urlopen(one["url"], timeout=30))["count"]
        feeds += [f"{one['url']}?i={number}" for number in range(many)]
    settings = "allow_private_addresses = true\nhost_pause = 0\n"
    (folder / "broadsheet.toml").write_text(settings + "read_pages = false\n")
    _refresh(folder, feeds)
    (folder / "broadsheet.toml").write_text(settings)
    with _feed_of(pages) as feed:
        _refresh(folder, [feed])
    subprocess.run([BROADSHEET, "owner", OWNER, "--data", folder], input=PASSWORD, text=True, check=True, stdout=-3)


def _refresh(folder: Path, addresses: list[str]) -> None:
    (folder / "list").write_text("\n".join(addresses))
    cost([BROADSHEET, "import", folder / "list", "--data", folder])
    cost([BROADSHEET, "refresh", "--data", folder])


@contextmanager
def _feed_of(pages: list[str]) -> Iterator[str]:
    items = "".join(f"<item><title>{escape(url)}</title><link>{escape(url)}</link></item>" for url in pages)
    body = f"<rss version='2.0'><channel><title>Pages</title>{items}</channel></rss>".encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path == "/feed" else 404)
            self.end_headers()
            self.wfile.write(body if self.path == "/feed" else b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/feed"
    finally:
        server.shutdown()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def _sign_in(home: str) -> str:
    """The cookie of a session, as name=value."""
    form = urllib.parse.urlencode({"name": OWNER, "password": PASSWORD}).encode()
    asking = urllib.request.Request(f"{home}/sign-in", form, {"Origin": home, "Sec-Fetch-Site": "same-origin"})
    try:
        urllib.request.build_opener(_Stay).open(asking, timeout=30)
    except urllib.error.HTTPError as answer:
        if answer.headers.get("Set-Cookie"):
            return str(answer.headers["Set-Cookie"]).split(";")[0]
    sys.exit("the bench could not sign in")


def _pages(home: str, cookie: str) -> Iterator[str]:
    """The lists, and every page that they lead to."""
    todo, seen = list(LISTS), set[str]()
    while todo:
        path = todo.pop()
        if path in seen:
            continue
        seen.add(path)
        yield home + path
        asking = urllib.request.Request(home + path, headers={"Cookie": cookie})
        text = urllib.request.urlopen(asking, timeout=30).read().decode()
        todo += [unescape(link) for link in re.findall(rf'href="({SHOWN})"', text) if "feed." not in link]


def _use(home: str, cookie: str) -> None:
    """Do as readers do with the first articles, hashtags, outlets and authors that are there."""
    first: dict[str, list[str]] = {"article": [], "tag": [], "outlet": [], "author": []}
    for path in _pages(home, cookie):
        kind, _, key = path.removeprefix(f"{home}/").partition("/")
        kind, key = ("author", kind[12:]) if kind.startswith("author?name=") else (kind, key)
        if len(first.get(kind, [0] * HELD)) < HELD:
            first[kind].append(urllib.parse.unquote_plus(key))
        if all(len(some) == HELD for some in first.values()):
            break
    for article in first.pop("article"):
        _post(home, cookie, f"/article/{article}/state", act="save")
    for kind, keys in first.items():
        for key in keys:
            _post(home, cookie, "/following", wish="follow", thing="hashtag" if kind == "tag" else kind, key=key)
    _post(home, cookie, "/searches", q="script OR the", name="<b onclick=alert(1)>script</b>")


def _post(home: str, cookie: str, path: str, **form: str) -> None:
    """Send a form of ours; whatever is refused is not held."""
    sent = {"Cookie": cookie, "Origin": home, "Sec-Fetch-Site": "same-origin"}
    asking = urllib.request.Request(home + path, urllib.parse.urlencode(form).encode(), sent)
    with suppress(urllib.error.HTTPError):
        urllib.request.build_opener(_Stay).open(asking, timeout=30)


def _sample(pages: list[str], most: int) -> list[str]:
    """So many pages, of each kind in turn."""
    kinds: dict[str, list[str]] = {}
    for page in pages:
        kinds.setdefault(re.split(r"[/?]", page.partition("://")[2])[1], []).append(page)
    turns = chain.from_iterable(zip_longest(*kinds.values()))
    return [page for page in turns if page][:most]


def _check(pages: list[str], cookie: str, flags: list[str]) -> dict[str, Any]:
    urls = [part for page in pages for part in ("--url", page)]
    command = [sys.executable, str(HOSTILE / "check_html.py"), "--strict-requests", "--cookie", cookie, *flags, *urls]
    found = subprocess.run(command, capture_output=True, text=True).stdout
    return dict(json.loads(found)) if found.strip() else {"bad": "no answer"}
