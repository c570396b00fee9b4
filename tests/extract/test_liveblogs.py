from itertools import product

import pytest

from broadsheet.extract.article import extract
from broadsheet.extract.verdicts import verdicts
from broadsheet.text.live import is_live
from tests.extract.samples import BODY, NODE, PARAGRAPHS, json_ld, page

WIND = "The harbour master says that the wind will turn after dark, and that the nets must come in before the tide."
GUSTS = "The weather office warns of gusts of 110 kilometres an hour along the whole coast, from noon until midnight."
BOAT = "The last boat left at 18:30 with nobody on board. The quay is closed, and the lamps are out until Tuesday."
ENTRIES = [
    ("18:40", "Last boat has left", BOAT),
    ("17:05", "", WIND),
    ("16:20", "What we know", "Two piles are broken.\nThe deck is whole. Nobody was hurt, says the coast guard."),
    ("14:02", "Ferries stop", "No ferries."),
    ("12:00", "Storm warning", GUSTS),
]
TEXT = "\n".join(line for clock, title, text in ENTRIES for line in (f"{clock} · {title}" if title else clock, text))


def entry(tag: str, clock: str, title: str, text: str, day: str = "2025-06-30") -> str:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    heading = f"<h3>{title}</h3>" if title else ""
    return (
        f"<{tag} class='entry e{clock[:2]}'><div class=meta><time datetime={day}T{clock}+02:00>{clock}</time></div>"
        f"{heading}{lines}<p><a href=/x>Link to this entry</a></p></{tag}>"
    )


def shown(tag: str = "article", entries=ENTRIES) -> str:
    return "<div class=feed>" + "".join(entry(tag, *one) for one in entries) + "</div>"


def told(entries=ENTRIES, kind: str = "LiveBlogPosting", day: str = "2025-06-30") -> str:
    updates = [
        {"@type": "BlogPosting", "headline": title, "articleBody": text, "datePublished": f"{day}T{clock}:00+02:00"}
        for clock, title, text in entries
    ]
    return json_ld({**NODE, "@type": kind, "liveBlogUpdate": updates})


@pytest.mark.parametrize(
    ("tag", "head"),
    [
        *product(["article", "section", "li", "div"], [told(), json_ld({**NODE, "@type": "LiveBlogPosting"})]),
        *product(["article", "section", "li"], [""]),  # any page has <div>s with times
    ],
)
def test_the_entries_of_a_live_blog_are_kept_in_order_each_with_time_and_heading(tag, head):
    article = extract(page(shown(tag), head))
    assert article.text == TEXT
    assert is_live(article.text)
    assert "<h3>18:40 · Last boat has left</h3><p>The last boat left" in article.html


def test_times_without_a_tag_are_found_where_the_page_says_what_it_is():
    plain = shown().replace("<time", "<span").replace("</time>", "</span>")
    assert extract(page(plain, told())).text == TEXT


def test_what_stands_above_the_entries_stays():
    article = extract(page(BODY + shown(), told()))
    assert article.text == "\n".join(PARAGRAPHS) + "\n" + TEXT


def test_entries_that_only_machines_are_told_of_stand_behind():
    article = extract(page(shown(entries=ENTRIES[:3]), told()))
    assert article.text == TEXT
    assert extract(page("<div id=app></div>", told())).text == TEXT


def test_a_live_blog_beside_a_news_article_in_the_head_is_one():
    head = told(kind="LiveBlogPosting") + json_ld(NODE)
    assert extract(page(shown(entries=ENTRIES[:2]), head)).text == TEXT


def test_entries_of_several_days_name_the_day():
    night = ("23:50", "Dark", "The lamps on the quay went out at ten to midnight, and the boats were told to wait.")
    body = shown() + entry("article", *night, day="2025-06-29")
    text = extract(page(body.replace("</div><article", "<article"))).text
    assert text.startswith("2025-06-30 18:40 · Last boat has left\n")
    assert "\n2025-06-29 23:50 · Dark\n" in text


def test_the_clock_is_the_one_that_is_shown():
    utc = shown().replace("+02:00>", "Z>").replace(">18:40<", "> 6.40 p.m. <")
    assert extract(page(utc, told())).text.startswith("6:40 pm · Last boat has left\n")


def test_a_pinned_entry_is_not_doubled():
    text = extract(page(shown(entries=[ENTRIES[0], *ENTRIES]), told())).text
    assert text.count("The last boat left at 18:30") == 1


def test_comments_and_teasers_with_times_make_no_live_blog():
    comments = "".join(
        f"<li><time datetime=2025-07-0{day}>{day} July, 10:0{day}</time><p>I was there and saw nothing at all.</p></li>"
        for day in range(1, 7)
    )
    teasers = "".join(
        f"<article><time>10:0{day}</time><a href=/{day}>What the last storm took away, part {day}</a></article>"
        for day in range(1, 7)
    )
    article = extract(page(f"{BODY}{BODY.replace('pier', 'deck')}<ul>{comments}</ul><section>{teasers}</section>"))
    assert not is_live(article.text)
    assert "part 1" not in article.text


def test_an_article_that_names_times_is_no_live_blog():
    assert not is_live("The boat left at 14:05.\n14:05 was late, he said.\n- 12:30\nIt was 9:15 · or so.")


def test_the_blocks_of_a_live_blog_are_explained():
    blocks = {one.words: one for one in verdicts(page(shown(), told())).blocks}
    assert blocks["18:40 · Last boat has left"].kept
    assert not blocks["Link to this entry"].kept


@pytest.mark.parametrize("broken", [None, 3, "x", [], [None, {"articleBody": 3}], {"headline": ["a"]}, [[{}]]])
def test_updates_that_are_none_do_no_harm(broken):
    head = json_ld({**NODE, "liveBlogUpdate": broken})
    assert extract(page(BODY, head)).text.startswith("\n".join(PARAGRAPHS))
