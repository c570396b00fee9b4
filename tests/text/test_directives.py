import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model.rights import Place, Signal
from broadsheet.text.directives import robots, robots_header, tdm, usage

S = Signal
END = 1_908_630_000  # 2030-06-25 15:00:00 UTC


def pairs(said):
    return [(one.signal, one.value) if one.value else one.signal for one in said]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("", []),
        ("index, follow, max-image-preview:large, max-snippet:-1, max-video-preview:-1", []),
        ("noarchive", [S.NOARCHIVE]),
        ("NOARCHIVE,nosnippet , noindex", [S.NOARCHIVE, S.NOSNIPPET, S.NOINDEX]),
        ("noai; noimageai", [S.NO_AI, S.NO_IMAGE_AI]),
        ("none", [S.NOINDEX]),
        ("max-snippet: 50", [(S.MAX_SNIPPET, "50")]),
        ("max-snippet:٥", []),
        ("max-snippet:9999999", []),
        ("max-image-preview:none, noimageindex", [S.NO_PREVIEW, S.NOIMAGEINDEX]),
        ("noarchiveplease, no archive", []),
        ("noarchive: maybe", []),
    ],
)
def test_robots_directives_are_read(value, found):
    assert pairs(robots(value, Place.ROBOTS_META)) == found


@pytest.mark.parametrize(
    "date",
    [
        "25 Jun 2030 15:00:00 GMT",  # RFC 822
        "Tue, 25 Jun 2030 15:00:00 GMT",
        "25-Jun-30 15:00:00 UTC",  # RFC 850
        "Tuesday, 25-Jun-30 15:00:00 UTC",
        "25-Jun-2030 10:00:00 EST",  # Google's own example
        "2030-06-25T15:00:00Z",  # ISO 8601
        "2030-06-25T17:00:00+02:00",
    ],
)
def test_the_end_of_an_article_is_read_in_each_form_and_what_follows_it_too(date):
    said = robots(f"noindex, unavailable_after: {date}, noarchive", Place.ROBOTS_META)
    assert pairs(said) == [S.NOINDEX, (S.UNAVAILABLE_AFTER, str(END)), S.NOARCHIVE]
    assert pairs(robots_header(f"unavailable_after: {date}, noarchive"))[0] == (S.UNAVAILABLE_AFTER, str(END))


@pytest.mark.parametrize("date", ["never", "", "some day, noarchive", "32 Jun 2030"])
def test_an_end_that_cannot_be_read_is_none(date):
    assert S.UNAVAILABLE_AFTER not in [one.signal for one in robots(f"unavailable_after:{date}", Place.ROBOTS_META)]


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("noarchive, nosnippet", [S.NOARCHIVE, S.NOSNIPPET]),
        ("googlebot: noarchive, nosnippet", []),
        ("Broadsheet: noarchive, nosnippet", [S.NOARCHIVE, S.NOSNIPPET]),
        ("broadsheet/1.0: noarchive", [S.NOARCHIVE]),
        ("*: noarchive", [S.NOARCHIVE]),
        ("googlebot: noarchive, broadsheet: nosnippet", [S.NOSNIPPET]),
        ("googlebot: noarchive\nnosnippet", [S.NOSNIPPET]),  # two lines
        ("googlebot: unavailable_after: 25 Jun 2030 15:00:00 GMT", []),
        ("broadsheet: unavailable_after: 25 Jun 2030 15:00:00 GMT", [(S.UNAVAILABLE_AFTER, str(END))]),
        ("max-snippet: 20", [(S.MAX_SNIPPET, "20")]),
    ],
)
def test_a_header_can_be_for_one_agent_alone(header, found):
    assert pairs(robots_header(header)) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("search=yes, ai-train=no", [S.NO_TRAINING]),
        ("search=yes,ai-train=no,use=reference", [S.NO_TRAINING]),
        ("ai-input=no,search=no", [S.NO_AI, S.NO_SEARCH]),
        ("train-ai=n, search=y", [S.NO_TRAINING]),
        ("ai=n", [S.NO_AI]),
        ("bots=n;x=1, tdm=n", [S.TDM, S.TDM]),
        ("ai=?0", [S.NO_AI]),
        ("AI-Input = NO", [S.NO_AI]),
        ("ai", []),
        ("", []),
    ],
)
def test_preferences_are_read(value, found):
    assert pairs(usage(value, Place.SIGNAL_HEADER)) == found


def test_a_reservation_of_mining_may_name_its_policy():
    assert tdm(" 1 ", "https://press.example/tdm.json", Place.TDM_META).value == "https://press.example/tdm.json"
    assert tdm("1", "javascript:alert(1)", Place.TDM_META).value == ""
    assert tdm("0", "", Place.TDM_META) is None and tdm("yes", "", Place.TDM_META) is None


PIECES = st.lists(
    st.sampled_from(
        [
            "noarchive",
            ":",
            ",",
            ";",
            "\n",
            " ",
            "googlebot",
            "broadsheet",
            "unavailable_after",
            "max-snippet",
            "25 Jun 2030",
        ]
    )
    | st.text(max_size=5)
).map("".join)


@given(PIECES)
def test_whatever_stands_there_is_no_fault(noise):
    for said in (robots(noise, Place.ROBOTS_META), robots_header(noise), usage(noise, Place.USAGE_HEADER)):
        assert all(one.value.isdecimal() or not one.value for one in said)


@given(st.lists(st.sampled_from(["noarchive", "nosnippet", "noindex", "noai", "max-snippet:7", "follow"])))
def test_the_order_of_directives_does_not_matter(some):
    there, back = (set(robots(",".join(words), Place.ROBOTS_HEADER)) for words in (some, some[::-1]))
    assert there == back == set(robots_header("\n".join(some)))
