"""What recurs on an outlet's pages: its furniture, and what only looks like it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.extract.article import extract, extract_among
from broadsheet.extract.memory import grown, without
from broadsheet.model.sites import MOST_PAGES, Block, Memory
from tests.extract.samples import raw

PROMOTION = "Zorvan mesto paru denti kovlum brenad osh elyqua."  # no language: no word list can know it
QUOTED = "The minister told reporters on the steps of the court that nobody had expected the bridge to fall so soon."
CONSONANTS, VOWELS = "bdfghklmnp", "aeiou"
COMMON = ("which", "there", "their", "after", "about", "would", "could", "while")


def word(number: int) -> str:
    """A word that belongs to one number alone."""
    syllables = [number // 50**place % 50 for place in range(4)]
    return "".join(CONSONANTS[each // 5] + VOWELS[each % 5] for each in syllables)


def paragraphs(story: int, page: int) -> list[str]:
    """A text about a story, in the words of that page."""
    names = [word(1000 * story + number) for number in range(12)]
    own = [word(77_000 + 100 * page + number) for number in range(60)]
    return [
        " ".join(
            [
                names[at % 12],
                own[at * 5],
                COMMON[at % 8],
                names[(at * 5) % 12],
                *own[at * 5 + 1 : at * 5 + 5],
                COMMON[0],
            ]
        )
        + "."
        for at in range(10)
    ]


def page(story: int, number: int, line: str = "", at: int | None = None):
    """The page of an article; `line`: HTML that stands among its paragraphs, before the one of that number."""
    body = [f"<p>{paragraph}</p>" for paragraph in paragraphs(story, number)]
    if line:
        body.insert(1 + number % 7 if at is None else at, line)
    title = " ".join(word(1000 * story + each) for each in range(4))
    html = (
        f"<html><title>{title}</title><body><main><h1>{title}</h1><div class=body>{''.join(body)}</div></main></body>"
    )
    return raw(html, url=f"https://www.post.example/{story}/{number}")


def read(pages, memory: Memory | None = None) -> tuple[list[str], Memory]:
    """The texts of the pages, each read among those before it; and what is remembered then."""
    memory, texts = memory or Memory(), []
    for now, one in enumerate(pages):
        article, impression = extract_among(one, None, memory)
        assert impression is not None
        memory = grown(memory, impression, now)
        texts.append(f"{article.lead}\n{article.text}")
    return texts, memory


MADE = {
    "bold": f"<p><strong>{PROMOTION}</strong></p>",
    "plain": f"<p>{PROMOTION}</p>",
    "linked": f"<p>See <a href=/join>{PROMOTION}</a></p>",
    "in a box": f"<div class=kovlum><p>{PROMOTION}</p></div>",
}


@pytest.mark.parametrize("line", MADE.values(), ids=MADE)
def test_a_promotion_that_no_word_list_knows_is_gone_after_twenty_pages(line):
    texts, memory = read(page(story, story, line) for story in range(21))
    assert PROMOTION in texts[0]
    assert PROMOTION not in texts[-1]
    (block,) = memory.blocks.values()
    assert PROMOTION in block.words and "div.body" in block.where and "different stories" in block.because


def test_nothing_else_is_lost_with_it():
    texts, _ = read(page(story, story, MADE["bold"]) for story in range(21))
    for story, text in enumerate(texts):
        assert all(paragraph in text for paragraph in paragraphs(story, story))


def test_a_promotion_on_every_third_page_is_learned_too():
    texts, _ = read(page(story, story, MADE["bold"] if story % 3 == 0 else "") for story in range(34))
    assert PROMOTION not in texts[-1]


def test_a_quotation_that_is_used_in_many_articles_of_one_story_stays():
    pages = [page(1, number, f"<p>{QUOTED}</p>") if number % 2 else page(number, number) for number in range(30)]
    texts, memory = read(pages)
    assert all(QUOTED in text for text in texts[1::2])
    assert not memory.blocks


def test_what_stands_in_quotation_marks_is_never_judged():
    texts, memory = read(page(story, story, f"<p>“{QUOTED}”</p>") for story in range(20))
    assert all(QUOTED in text for text in texts)
    assert not memory.blocks


def test_a_columns_standing_first_line_stays():
    texts, _ = read(page(story, story, f"<p><em>{QUOTED}</em></p>", at=0) for story in range(20))
    assert all(QUOTED in text for text in texts)


@pytest.mark.parametrize(
    "line",
    [
        "<h3>What we know so far</h3>",
        "<p>(Reuters)</p>",
        "<ul><li>Yes, very much so</ul>",
        "<table><tr><th>Goals<th>Points</table>",
    ],
)
def test_short_lines_and_headings_recur_for_good_reasons(line):
    _, memory = read(page(story, story, line) for story in range(20))
    assert not memory.blocks


def test_the_credit_of_an_agency_stays_however_often_it_stands_there():
    credit = "The Associated Press contributed to this report."
    texts, _ = read(page(story, story, f"<p>{credit}</p>", at=10) for story in range(20))
    assert credit in texts[-1]


def test_the_same_words_elsewhere_are_not_the_same_line():
    _, memory = read(page(story, story, MADE["in a box"]) for story in range(20))
    texts, _ = read([page(50, 50, f"<p>{PROMOTION}</p>"), page(51, 51, MADE["in a box"])], memory)
    assert PROMOTION in texts[0]
    assert PROMOTION not in texts[1]


def test_other_words_in_a_box_that_only_ever_held_promotions_are_one():
    def boxed(words):
        return f"<div class=kovlum><p>{words}</p></div>"

    other = "Elyqua osh brenad kovlum denti paru mesto zorvan."
    _, memory = read(page(story, story, boxed((PROMOTION, other)[story % 2])) for story in range(24))
    new = "Mesto osh zorvan denti elyqua kovlum paru brenad."
    texts, _ = read([page(60, 60, boxed(new))], memory)
    assert new not in texts[0]


def test_what_is_said_of_each_author_behind_the_text_is_known_whoever_it_is():
    def signed(story):
        says = f"Ann {word(story).title()} paru mesto denti kovlum brenad osh elyqua zorvan."
        bio = f"<div class=kovlum><p>{says}</p></div>"
        return page(story, story, bio, at=10)

    texts, _ = read(signed(story) for story in range(16))
    assert "brenad" in texts[0]
    assert "brenad" not in texts[-1]


def test_the_same_page_again_and_again_teaches_nothing():
    _, memory = read([page(1, 1, MADE["bold"])] * 20)
    assert (len(memory.leaves), memory.blocks) == (1, {})


def test_the_newest_pages_of_a_site_are_remembered_and_no_more():
    _, memory = read(page(story, story) for story in range(MOST_PAGES + 5))
    assert len(memory.leaves) == MOST_PAGES


def test_without_a_memory_a_page_reads_as_it_always_did():
    one = page(1, 1, MADE["plain"])
    assert extract(one) == extract_among(one, None, Memory())[0]


def test_an_old_text_is_told_without_the_furniture_that_became_known():
    block = Block(1, 1, "p", PROMOTION[:100], "")
    assert without(f"First.\n{PROMOTION}\n- {PROMOTION}\nLast.", [block]) == "First.\nLast."


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9), st.sampled_from([*MADE.values(), ""])), min_size=5, max_size=25
    )
)
def test_whatever_was_learned_a_page_keeps_its_own_words(made):
    texts, memory = read(page(story, number, line) for story, number, line in made)
    for (story, number, _), text in zip(made, texts, strict=True):
        assert all(paragraph in text for paragraph in paragraphs(story, number))
    only = raw(f"<title>A</title><article><h1>A</h1>{MADE['plain'] * 2}<p>{PROMOTION * 3}</p></article>")
    assert extract_among(only, None, memory)[0].text == extract(only).text


@settings(max_examples=10)
@given(st.permutations(range(22)))
def test_in_whatever_order_pages_come_the_promotion_is_known_in_the_end(order):
    _, memory = read(page(story, story, MADE["plain"]) for story in order)
    texts, _ = read([page(99, 99, MADE["plain"])], memory)
    assert PROMOTION not in texts[0]
