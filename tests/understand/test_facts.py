import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.model.facts import FactKind
from broadsheet.understand.facts import facts
from broadsheet.understand.quotes import quotes

PIER = (
    "Mayor Ada Quill, 45, opened the new pier in Norway on 30 June 2025 at 10:30 pm. The pier cost 4.2 million "
    "crowns, 15% more than planned. Quill thanked 537 volunteers from the Tidewick Harbour Council. Two F-16 "
    "jets flew over the pier, and the G7 wrote. Paul Tern, who lives there, won 2-1. It has 12,000 new planks."
)


def named(text: str, language: str | None = "en", title: str = "") -> dict[FactKind, list[str]]:
    found: dict[FactKind, list[str]] = {}
    for fact in facts(title, text, language, quotes(text, language)):
        found.setdefault(fact.kind, []).append(fact.name)
    return found


def test_names_are_typed_where_the_text_tells():
    found = named(PIER)
    assert "Ada Quill" in found[FactKind.PERSON]
    assert found[FactKind.PLACE] == ["Norway"]
    assert found[FactKind.ORGANISATION] == ["Tidewick Harbour Council"]


def test_figures_are_amounts_shares_and_counts_and_no_days_times_ages_scores_or_parts_of_names():
    assert set(named(PIER)[FactKind.FIGURE]) == {"4.2 million crowns", "15%", "537 volunteers", "12,000 new planks"}


@pytest.mark.parametrize(
    ("language", "text", "kind", "name"),
    [
        ("de", "Die Feuerwehr rettete 37 Menschen in Grauhafen.", FactKind.FIGURE, "37 Menschen"),
        ("de", "Der Bau kostet 1,5 Milliarden Euro.", FactKind.FIGURE, "1,5 Milliarden Euro"),
        ("fr", "Le port a coûté 2 300 euros par mètre.", FactKind.FIGURE, "2 300 euros"),
        ("es", "El alcalde Tomás Ibarra viajó a Noruega.", FactKind.PLACE, "Noruega"),
        ("es", "El ministro Tomás Ibarra viajó a Noruega.", FactKind.PERSON, "Tomás Ibarra"),
        ("ru", "Министр Иван Лодкин приехал в порт. Там 129 лодок.", FactKind.FIGURE, "129 лодок"),
        ("ru", "Министр Иван Лодкин приехал в порт. Там 129 лодок.", FactKind.PERSON, "Иван Лодкин"),
        ("ar", "وصلت ٢٥ سفينة إلى النرويج.", FactKind.FIGURE, "٢٥ سفينة"),
        ("ar", "وصلت ٢٥ سفينة إلى النرويج.", FactKind.PLACE, "النرويج"),
        ("ja", "ノルウェーで33人が船に乗った。", FactKind.FIGURE, "33人"),
        ("ja", "ノルウェーで33人が船に乗った。", FactKind.PLACE, "ノルウェー"),
        ("zh", "挪威有1.2亿元的船。", FactKind.FIGURE, "1.2亿元"),
        ("hi", "नॉर्वे ने 10 लाख रुपये दिए।", FactKind.FIGURE, "10 लाख रुपये"),
    ],
)
def test_it_reads_many_languages(language, text, kind, name):
    assert name in named(text, language).get(kind, [])


def test_who_is_quoted_is_a_person():
    assert named('"It is a fine day for us," said Ada Quill. It rained.')[FactKind.PERSON] == ["Ada Quill"]


def test_each_fact_stands_in_its_sentence():
    text = "It rained.\nThe pier cost 4.2 million crowns. Mayor Ada Quill came."
    for fact in facts("", text, "en"):
        assert fact.name in fact.sentence.of(text)
        assert fact.sentence.of(text) in {"The pier cost 4.2 million crowns.", "Mayor Ada Quill came."}


def test_there_are_twelve_names_and_eight_figures_at_most():
    text = " ".join(f"Minister Ada Quill{chr(97 + n)} of Port{chr(97 + n)} paid {n + 3} euros." for n in range(26))
    found = facts("", text, "en")
    assert sum(fact.kind is FactKind.FIGURE for fact in found) == 8
    assert len(found) <= 20


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=60),
    st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from(["$5", "5%", "Ada Quill ", ". ", "\n", "12 "])), max_size=30
    ),
)
def test_of_any_text_each_fact_is_a_span_within_its_sentence(title, pieces):
    text = "".join(pieces)
    for language in ("en", "de", "ja", "ar", None):
        for fact in facts(title, text, language, quotes(text, language)):
            assert fact.name == text[fact.start : fact.end] != ""
            assert fact.sentence.start <= fact.start < fact.sentence.end


@pytest.mark.parametrize("unit", ["1 ", "1,", "1,000 ", "A ", "$", "Mr Ada Quill said 5 ", "٢", "「1人", "12-"])
def test_text_made_to_be_slow_is_read_in_bounds(unit):
    assert len(facts(unit * 100, unit * 30_000, "en")) <= 20
