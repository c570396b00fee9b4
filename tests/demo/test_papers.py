"""What is written: enough of it, in every language, invented, and as expected.toml says."""

import re
from pathlib import Path

import pytest

from broadsheet.demo.papers import read_papers, seconds

PAPERS = read_papers()
PIECES = {f"{paper.key}/{piece.slug}": piece for paper in PAPERS for piece in paper.pieces}
SHOWN = [name for name, piece in PIECES.items() if not piece.missing]
REAL = re.compile(
    r"\b(Reuters|Associated Press|AFP|BBC|CNN|The Guardian|New York Times|Daily Mail|Washington Post|Bloomberg"
    r"|Der Spiegel|Die Zeit|Le Monde|Le Figaro|El País|El Mundo|Publico|Folha|Al Jazeera|Asahi|Yomiuri|Mainichi|NHK)\b"
    r"|الجزيرة|العربية نت|الأهرام|الشرق الأوسط|朝日新聞|読売|毎日新聞|共同通信"
)
DAYS_AND_MONTHS = re.compile(
    r"\b(on (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day (morning|evening|night)|last (Mon|Tues|Wednes|Thurs|Fri)day"
    r"|in (January|February|April|June|July|August|September|October|November|December)|20[12]\d)\b"
)


def words(name: str) -> str:
    piece = PIECES[name]
    text = re.sub(r"<[^>]+>", " ", "".join(block.html for block in piece.blocks))
    return f"{piece.title} {piece.lead} {text}"


def test_there_are_at_least_seven_outlets_with_45_articles_in_seven_languages(expected):
    assert len(PAPERS) >= 7 and len(SHOWN) == expected["articles"] >= 45
    assert {paper.language[:2] for paper in PAPERS} == set(expected["languages"])
    counts = {paper.key: len([piece for piece in paper.pieces if not piece.missing]) for paper in PAPERS}
    assert counts == {key: outlet["articles"] for key, outlet in expected["outlets"].items()}


@pytest.mark.parametrize("name", SHOWN)
def test_an_article_is_of_a_good_length_and_names_no_real_publisher_or_date(name):
    text = words(name)
    length = len(text) / 2.2 if name.startswith("shiokaze/") else len(text.split())
    assert 150 <= length <= 500
    assert not REAL.search(text) and not DAYS_AND_MONTHS.search(text)


def test_events_are_covered_by_several_outlets_in_several_languages(expected):
    languages = {paper.key: paper.language[:2] for paper in PAPERS}
    assert len(expected["events"]) >= 5
    for names in expected["events"].values():
        assert set(names) <= set(PIECES)
        assert len({name.split("/")[0] for name in names}) >= 4
    assert all(len({languages[n.split("/")[0]] for n in names}) >= 2 for names in expected["events"].values())


def test_one_outlet_slips_and_the_others_agree(expected):
    slip = expected["slip"]
    for name in expected["events"][slip["event"]]:
        mine = name.startswith(slip["outlet"] + "/")
        assert (slip["wrong"] in words(name)) == mine
        assert (slip["right"] in words(name)) != mine


def test_the_wire_copies_are_nearly_the_same(expected):
    copies = [set(PIECES[name].html.split()) for name in expected["wire"]["articles"]]
    assert all(PIECES[name].agency == expected["wire"]["agency"] for name in expected["wire"]["articles"])
    assert all(len(a & b) / len(a | b) > 0.7 for a in copies for b in copies)
    assert len({words(name) for name in expected["wire"]["articles"]}) == 3


def test_every_article_of_one_outlet_has_a_promotion_that_cuts_a_quotation(expected):
    outlet, quotes = expected["promotion"]["outlet"], expected["promotion"]["quotes"]
    promoted = [name for name, piece in PIECES.items() if "promotion" in [block.kind for block in piece.blocks]]
    assert promoted == [name for name in PIECES if name.startswith(outlet + "/")]
    assert {f"{outlet}/{slug}" for slug in quotes} == set(promoted)


def test_ages_are_read_in_minutes_hours_and_days():
    assert [seconds(age) for age in ("40m", "3.5h", "2d")] == [2400, 12600, 172800]


def test_a_folder_without_an_outlet_is_passed_over(tmp_path: Path):
    (tmp_path / "notes").mkdir()
    assert read_papers(tmp_path) == ()
