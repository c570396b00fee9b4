from dataclasses import replace

import pytest

from broadsheet.extract.article import extract, from_entry
from broadsheet.extract.rights import of_unread
from broadsheet.model.listings import Entry
from broadsheet.model.rights import Place, Said, Signal
from tests.extract.samples import BODY, NODE, json_ld, page

S, P = Signal, Place
BY = "https://creativecommons.org/licenses/by/4.0/"
FILE = (Said(S.TDM, P.TDM_FILE),)


def said(head="", headers=None, body=BODY, beside=()):
    return list(extract(replace(page(body, head), headers=headers or {}, said=beside)).rights.said)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        ("", []),
        ("<meta name=robots content='index, follow, max-image-preview:large'>", []),
        ("<meta name=ROBOTS content=NoArchive>", [Said(S.NOARCHIVE, P.ROBOTS_META)]),
        ("<meta name=broadsheet content=noimageindex>", [Said(S.NOIMAGEINDEX, P.ROBOTS_META)]),
        ("<meta name=googlebot content=noarchive><meta name=googlebot-news content=nosnippet>", []),
        (
            "<meta name=robots content=noarchive><meta name=robots content='noarchive, noai'>",
            [Said(S.NOARCHIVE, P.ROBOTS_META), Said(S.NO_AI, P.ROBOTS_META)],
        ),
        (
            "<meta name=tdm-reservation content=1><meta name=tdm-policy content=https://harbour.example/tdm.json>",
            [Said(S.TDM, P.TDM_META, "https://harbour.example/tdm.json")],
        ),
        ("<meta name=tdm-reservation content=0>", []),
        (f"<link rel=license href={BY}>", [Said(S.LICENCE, P.LINK, BY)]),
        (f"<meta name=dcterms.license content={BY}>", [Said(S.LICENCE, P.META, BY)]),
        (json_ld({**NODE, "license": BY}), [Said(S.LICENCE, P.JSON_LD, BY)]),
        (json_ld({**NODE, "license": {"@id": BY}}), [Said(S.LICENCE, P.JSON_LD, BY)]),
        (json_ld({**NODE, "isAccessibleForFree": "False"}), [Said(S.PAID, P.JSON_LD)]),
        (json_ld({**NODE, "isAccessibleForFree": True}), []),
        ("<meta property=article:content_tier content=locked>", [Said(S.PAID, P.META)]),
    ],
)
def test_the_head_of_a_page_says_its_rights(head, found):
    assert said(head) == found


def test_a_licence_in_the_text_is_one_of_a_picture_and_frees_nothing():
    assert (
        said(body=f"{BODY}<figure><img src=/a.jpg><figcaption><a rel=license href={BY}>CC BY</a></figcaption></figure>")
        == []
    )


@pytest.mark.parametrize(
    ("headers", "found"),
    [
        ({"x-robots-tag": "noarchive, otherbot: nosnippet"}, [Said(S.NOARCHIVE, P.ROBOTS_HEADER)]),
        (
            {"tdm-reservation": "1", "tdm-policy": "https://harbour.example/t"},
            [Said(S.TDM, P.TDM_HEADER, "https://harbour.example/t")],
        ),
        ({"content-signal": "ai-train=no, search=yes"}, [Said(S.NO_TRAINING, P.SIGNAL_HEADER)]),
        ({"content-usage": "ai=n"}, [Said(S.NO_AI, P.USAGE_HEADER)]),
        (
            {"link": f'</style.css>; rel=preload, <{BY}>; title="CC"; rel="license"'},
            [Said(S.LICENCE, P.LINK_HEADER, BY)],
        ),
        ({"link": f'<{BY}>; rel="next"'}, []),
    ],
)
def test_the_headers_of_a_page_say_its_rights(headers, found):
    assert said(headers=headers) == found


@pytest.mark.parametrize(
    ("meta", "header", "where"),
    [("", "", P.TDM_FILE), ("", "0", None), ("", "1", P.TDM_HEADER), ("0", "1", None), ("1", "0", P.TDM_META)],
)
def test_of_several_words_on_mining_the_one_nearest_to_the_text_counts(meta, header, where):
    head = f"<meta name=tdm-reservation content={meta}>" if meta else ""
    found = said(head, {"tdm-reservation": header} if header else {}, beside=FILE)
    assert [one.place for one in found] == ([where] if where else [])


def test_a_page_that_holds_no_article_still_says_its_rights():
    empty = replace(page("", "<meta name=robots content=noarchive>"), headers={"x-robots-tag": "noai"}, said=FILE)
    assert [one.signal for one in of_unread(empty).said] == [S.NOARCHIVE, S.NO_AI, S.TDM]
    assert [one.signal for one in of_unread(replace(empty, body=b"\x00\x01\x02")).said] == [S.NO_AI, S.TDM]


def test_a_feed_can_say_that_an_article_is_for_subscribers():
    assert from_entry(Entry(key="x", paywalled=True), None, again=False, base_url="").rights.has(S.PAID)
    assert extract(page(), Entry(key="x", paywalled=True)).rights.said == (Said(S.PAID, P.FEED),)
