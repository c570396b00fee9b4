import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.text.words import excerpt, fold, plain, squash, tokens


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One &amp; two</p><p>thr<b>ee</b></p>", "One & two three"),
        ("A&nbsp;B &lt;b&gt; caf&eacute;", "A B <b> café"),
        ("<script>x()</script>Kept<style>p{}</style><!-- not --><template>no</template>", "Kept"),
        ("a < b and c > d", "a < b and c > d"),
        ("line one<br>line two<ul><li>x</li><li>y</li></ul>", "line one line two x y"),
        ("plain already", "plain already"),
        ("", ""),
    ],
)
def test_html_becomes_its_text_on_one_line(markup, text):
    assert plain(markup) == text


def test_a_tower_of_tags_is_looked_at_only_so_far():
    assert plain("<p>seen</p>" + "<div>" * 100_000 + "deep") == "seen"


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (" a \n\t b\x00c ", "a bc"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("soft\u00adhyphen zero\u200bwidth\ufeff", "softhyphen zerowidth"),
        ("half \ud800 pair", "half pair"),
        ("می\u200cخواهم", "می\u200cخواهم"),  # Persian needs its joiner
        ("x\U000e0041\U000e0042y", "xy"),  # invisible letters
        (
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
            "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        ),
    ],
)
def test_what_cannot_be_seen_goes(text, clean):
    assert squash(text) == clean


def test_an_excerpt_ends_with_a_sentence_where_one_ends_near():
    text = (
        "The council met on Tuesday. It agreed a plan for the river. " + "Residents had asked for it since spring. " * 5
    )
    assert excerpt(text, 70) == "The council met on Tuesday. It agreed a plan for the river."


def test_an_excerpt_is_otherwise_cut_between_words_with_an_ellipsis():
    assert excerpt("Mr. Smith went to town, and to town again, and again to town", 30) == "Mr. Smith went to town, and…"


def test_an_excerpt_of_a_script_without_spaces_is_cut_between_characters():
    assert excerpt("議会は火曜日に川の計画に合意した。" * 3, 20) == "議会は火曜日に川の計画に合意した。"
    assert excerpt("川" * 50, 10) == "川" * 9 + "…"


def test_a_short_text_is_its_own_excerpt():
    assert excerpt("All of it") == "All of it"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Élysée ŁÓDŹ Straße", "elysee lodz strasse"),
        ("İstanbul Øre ＡＢＣ", "istanbul ore abc"),
        ("أحمد إلى مَدرسة مــصر", "احمد الي مدرسه مصر"),
        ("٢٠٢٥", "2025"),
        ("が ガ 한국 हिन्दी", "が ガ 한국 हिन्दी"),
    ],
)
def test_folding_unites_spellings_but_keeps_letters_apart(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Trump's “U.S.” plan: 1,000 don’t", ["trump", "us", "plan", "1", "000", "don", "t"]),
        ("東京都でCOVID感染 我", ["東京", "京都", "都で", "covid", "感染", "我"]),
        ("한국어는 좋다", ["한국어는", "좋다"]),
        ("ไทย", ["ไท", "ทย"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("می‌خواهم", ["ميخواهم"]),
        ("L'été à Nice", ["l", "ete", "a", "nice"]),
        ("", []),
    ],
)
def test_tokens_suit_the_script(text, found):
    assert tokens(text) == found


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_gives_folded_tokens_of_bounded_length(text):
    for token in tokens(text):
        assert 0 < len(token) <= 64
        assert fold(token) == token


@settings(max_examples=100, deadline=None)
@given(st.text(), st.integers(10, 80))
def test_any_excerpt_is_one_line_and_short_enough(text, most):
    cut = excerpt(text, most)
    assert len(cut) <= most
    assert squash(cut) == cut


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="<>&;/!- abpdivscript=\"'\x00", max_size=200))
def test_any_markup_gives_one_line(markup):
    text = plain(markup)
    assert "\n" not in text
    assert "\x00" not in text


def test_a_tag_crowded_with_attributes_is_plain_text_too():
    crowded = "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">News</p>"
    assert plain(crowded) == "News"
