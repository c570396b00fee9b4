"""The press over real HTTP: what a fetcher meets."""

import gzip
import json
import time
from email.utils import parsedate_to_datetime
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from lxml import etree

from broadsheet.demo.press import Press
from broadsheet.errors import BadSettings

OUTLETS = [
    "tidewick",
    "halvian",
    "lodestone",
    "sada",
    "grauhafen",
    "fanal",
    "bitacora",
    "shiokaze",
    "maresia",
    "slackwater",
]
ROOTS = {"rss": "rss", "rdf": "RDF", "atom": "feed", "sitemap": "urlset"}


def links(body: bytes, style: str) -> list[str]:
    """What a listing links to, read without our own code."""
    if style == "json":
        return [item["url"] for item in json.loads(body)["items"]]
    root = etree.fromstring(body)
    assert etree.QName(root).localname == ROOTS[style]
    if style == "atom":
        return [node.get("href") for node in root.iterfind("{*}entry/{*}link")]
    if style == "sitemap":
        return [node.text for node in root.iterfind("{*}url/{*}loc")]
    return [node.text for node in root.iterfind(".//{*}item/{*}link")]


def status(url: str, **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        with urlopen(Request(url, headers=named), timeout=10) as answer:
            return answer.status
    except HTTPError as error:
        return error.code


def outlet(press: Press, key: str):
    return next(found for found in press.outlets if found.key == key)


@pytest.mark.parametrize("key", OUTLETS)
def test_a_listing_is_well_formed_and_its_links_answer(press, expected, key):
    of_key = expected["outlets"][key]
    with urlopen(outlet(press, key).source, timeout=10) as answer:
        found = links(answer.read(), of_key["listing"])
    broken = [url for url in found if status(url) != 200]
    assert len(broken) == (key == expected["missing"]["outlet"])
    assert len(found) - len(broken) == of_key["articles"] + (key == "halvian")  # the AMP address is listed too


@pytest.mark.parametrize("key", OUTLETS)
def test_asking_again_answers_that_nothing_has_changed(press, key):
    source = outlet(press, key).source
    with urlopen(source, timeout=10) as answer:
        etag, modified = answer.headers["ETag"], answer.headers["Last-Modified"]
    assert status(source, If_None_Match=etag) == 304
    assert status(source, If_Modified_Since=modified) == 304
    assert status(source, If_None_Match='"another"') == 200
    assert parsedate_to_datetime(modified).timestamp() <= time.time()


def test_who_takes_gzip_gets_it(press):
    url = press.outlets[0].home
    with urlopen(Request(url, headers={"Accept-Encoding": "gzip"}), timeout=10) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
        packed = answer.read()
    with urlopen(url, timeout=10) as answer:
        assert gzip.decompress(packed) == answer.read()


@pytest.mark.parametrize("key", OUTLETS)
def test_the_home_page_names_the_feed_where_there_is_one(press, read, key):
    found = outlet(press, key)
    assert ('rel="alternate"' in read(found.home)) == (found.feed is not None)
    assert (f"Sitemap: {found.sitemap}" in read(found.home + "robots.txt")) == (found.feed is None)


def test_a_broken_outlet_answers_503(press, expected):
    broken = [found for found in press.outlets if found.broken]
    assert [found.key for found in broken] == ["gullrock"]
    assert status(broken[0].source) == 503


def test_a_correction_changes_the_page_and_the_feed():
    with Press() as press:
        lodestone = next(outlet for outlet in press.outlets if outlet.key == "lodestone")
        addresses = (lodestone.articles["sand-battery"], lodestone.feed)
        before = [urlopen(address).read() for address in addresses]
        assert press.correct() == (lodestone.feed,)
        after = [urlopen(address).read() for address in addresses]
    assert b"2.4 gigawatt" in before[0] and b"2.6 gigawatt" in after[0]
    assert before[1] != after[1]


def test_the_pictures_and_sounds_are_there(press):
    for key in ("maresia", "slackwater"):
        with urlopen(outlet(press, key).source, timeout=10) as answer:
            root = etree.fromstring(answer.read())
        media = [node.get("url") for node in root.iter("{*}enclosure", "{*}content", "{*}thumbnail")]
        assert len(media) >= 3 and {status(url) for url in media} == {200}
    assert status(press.outlets[0].home + "favicon.svg") == 200


def test_the_opml_holds_every_source_in_folders_by_language(press):
    body = etree.fromstring(press.opml()).find("body")
    assert {node.get("xmlUrl") for node in body.iterfind("outline/outline")} == {o.source for o in press.outlets}
    assert {"English", "العربية", "Deutsch", "日本語"} < {folder.get("text") for folder in body}


def test_a_first_port_gives_the_ports_after_it_and_a_taken_one_says_so(press):
    taken = int(press.outlets[0].home.rsplit(":")[-1].strip("/"))
    with pytest.raises(BadSettings, match=f"cannot listen on port {taken}"):
        Press(first_port=taken).start()


def test_a_closed_press_gives_its_ports_back_and_can_be_closed_again():
    press = Press()
    with press:
        home = press.outlets[0].home
        assert status(home) == 200
    press.close()
    with pytest.raises(OSError, match="refused"):
        urlopen(home, timeout=10)
