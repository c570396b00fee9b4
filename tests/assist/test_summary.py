import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.assist.summary import key_points

PIER = """By Ada Quill
The old pier of Tidewick opened again on Monday, nine months after a storm had torn it into the harbour.
The mayor, Paul Tern, cut a ribbon before some 2,000 people, and thanked the 40 volunteers who had rebuilt it.
Will it last?
Read more
"It is a good day for us.
The new pier cost 4.2 million crowns, of which the town of Tidewick paid half and the volunteers a tenth.
The pier, nine months after a storm had torn it into the harbour of Tidewick, opened again on Monday.
(Reporting by the harbour desk in Tidewick, editing by the lamp keeper)"""


def points(title: str = "", lead: str = "", text: str = PIER, most: int = 3) -> list[str]:
    return [span.of(text) for span in key_points(title, lead, text, most)]


def test_it_chooses_sentences_that_say_something_in_the_order_of_the_text():
    assert [point.split()[0:3] for point in points()] == [
        ["The", "old", "pier"], ["The", "mayor,", "Paul"], ["The", "new", "pier"],
    ]  # fmt: skip


def test_what_the_lead_says_already_is_no_key_point():
    lead = "The old pier of Tidewick opened again on Monday, nine months after a storm had torn it into the harbour."
    assert not any(point.startswith("The old pier") for point in points(lead=lead))


def test_what_is_about_the_headline_comes_first():
    text = "\n".join(f"In ward {n} of the town they counted {n} lamps and painted them." for n in range(9))
    text += "\nThe ferry to Norway is cancelled because of a storm that is coming from the north."
    assert any("ferry" in point for point in points("Ferry to Norway cancelled", text=text))


@pytest.mark.parametrize(
    "text",
    [
        "Der Hafen von Grauhafen bleibt wegen eines Sturms zu. Niemand darf am Montag auslaufen, sagt Jörn Feddersen.",
        "Le port restera fermé lundi à cause d'une tempête, selon la ministre. Personne ne peut sortir en mer ce jour.",
        "Порт будет закрыт в понедельник из-за шторма, сообщил Лодкин. Никто не может выйти в море в этот день.",
        "سيغلق الميناء يوم الاثنين بسبب عاصفة قوية قادمة. لا أحد يستطيع الإبحار في هذا اليوم كما قال الوزير.",
        "बंदरगाह सोमवार को तूफान के कारण बंद रहेगा ऐसा मंत्री ने कहा। कोई भी नाव उस दिन समुद्र में नहीं जा सकती है।",
        "港は月曜日に嵐のため閉鎖される。その日は誰も海に出ることができないと市長が述べた。",
        "港口将于星期一因风暴关闭，市长这样说。那一天没有人可以出海捕鱼或者游玩。",
    ],
)
def test_it_works_in_any_language(text):
    assert "".join(points(text=text)) == text.replace(". ", ".").replace("। ", "।")


def test_there_is_something_to_say_of_a_text_without_whole_sentences():
    assert points(text="Pier open again") == ["Pier open again"]
    assert points(text="") == []


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40), st.text(max_size=600), st.integers(0, 5))
def test_of_any_text_the_points_are_spans_in_order(title, lead, text, most):
    spans = key_points(title, lead, text, most)
    assert len(spans) <= most
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert list(spans) == sorted(set(spans))


@pytest.mark.parametrize("unit", ["a b c d e f g h. ", "a ", "(", '" A b c d e f g? ', "港は閉鎖される。"])
def test_text_made_to_be_slow_is_read_in_bounds(unit):
    assert len(key_points("", "", unit * 60_000)) <= 3
