import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.understand.provenance import citations


def cited(text: str, own: str = "", outlets=()) -> list[tuple[str, str]]:
    return [(one.outlet_name, one.kind.value) for one in citations(text, own, outlets)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is open,” she told ABC News.", ("ABC News", "told")),
        ("“It is open,” she told CNN’s Ada Quill.", ("CNN", "told")),
        ("In an interview with the Tidewick Herald, Quill said no.", ("Tidewick Herald", "told")),
        ("“It is open,” Quill said on NBC's morning show.", ("NBC", "told")),
        ("Quill confirmed it to the state-run China Daily.", ("China Daily", "told")),
        ("It is open, reports the Mirror.", ("Mirror", "reported")),
        ("The pier, the Mirror first reported on Monday, is open.", ("Mirror", "reported")),
        ("According to a report in The Guardian, it is open.", ("The Guardian", "reported")),
        ("It is open, according to Der Spiegel.", ("Spiegel", "reported")),
        ("A recent Washington Post story said otherwise.", ("Washington Post", "reported")),
        ("The Lebanese website Blahblah reported it.", ("Blahblah", "reported")),
        ("„Es ist offen“, sagte Quill der Bild.", ("Bild", "told")),
        ("„Es ist offen“, sagte Quill gegenüber dem ZDF.", ("ZDF", "told")),
        ("Wie die Nachrichtenagentur „dpa“ am Dienstag berichtete, ist es offen.", ("dpa", "reported")),
        ("Laut der Zeitung „Hafenbote“ ist es offen.", ("Hafenbote", "reported")),
        ("« C'est ouvert », a déclaré Quill au Monde.", ("Monde", "told")),
        ("Le pont est ouvert, selon l'AFP.", ("AFP", "reported")),
        ("«Está abierto», dijo Quill a El País.", ("El País", "told")),
        ("Está abierto, según informa Europa Press.", ("Europa Press", "reported")),
        ("«Está aberto», disse Quill à Lusa.", ("Lusa", "told")),
        ("«È aperto», ha detto Quill al Corriere della Sera.", ("Corriere della Sera", "told")),
        ("”Det är öppet”, säger Quill till Dagens Nyheter.", ("Dagens Nyheter", "told")),
        ("Об этом сообщает ТАСС.", ("ТАСС", "reported")),
        ("AFP dẫn lời một quan chức cho biết.", ("AFP", "reported")),
        ("TIDEWICK, May 3 (Reuters) - The pier is open.", ("Reuters", "credit")),
        ("The pier is open.\nAFP contributed to this report.", ("AFP", "credit")),
        ("The pier is open.\n(Theo Reuters)", ("Reuters", "credit")),
    ],
)  # fmt: skip
def test_an_outlet_is_cited_where_it_was_told_or_reported_or_is_credited(text, expected):
    assert cited(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Quill told Congress that the pier is open.",
        "Quill told reporters that the pier is open.",
        "Quill told Anna that the pier is open, according to Paul Tern.",
        "Mr McAuliffe said so, according to the Environmental Protection Agency.",
        "She watched the BBC, and CNN has a new owner.",
        "Mayor Bloomberg came. Bloomberg said it is open.",
        "In der Zeit der Flut war die Welt klein.",
        "A CNN poll shows that few know the pier.",
        "Sagte sie der Polizei, was sie sah?",
    ],
)
def test_whoever_is_no_outlet_or_is_only_mentioned_is_not_cited(text):
    assert cited(text) == []


def test_the_articles_own_outlet_is_never_cited():
    assert cited("She told the Washington Post.", own="The Washington Post") == []


def test_an_outlet_of_ours_is_cited_by_the_name_that_we_call_it():
    assert cited("She told the Harbour Lamp.", outlets=["The Harbour Lamp"]) == [("The Harbour Lamp", "told")]


def test_names_in_a_row_are_credited_alike():
    assert cited("It is open, according to NBC and the AP.\ndpa/AFP") == [
        ("NBC", "reported"), ("AP", "reported"), ("dpa", "credit"), ("AFP", "credit"),
    ]  # fmt: skip


def test_the_place_and_the_sentence_are_given():
    text = "It rained. She told ABC News that it is open. It snowed."
    (one,) = citations(text)
    assert text[one.start : one.end] == "ABC News"
    assert one.sentence.of(text) == "She told ABC News that it is open."


_PIECES = st.sampled_from(
    ["told ", "the ", "CNN", "'s ", "(AP) - ", "\n", ". ", "laut ", "Zeitung ", "„Bild“", " said", "l'"]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=10)), max_size=40).map("".join))
def test_of_any_text_the_places_are_in_order_and_within_their_sentence(text):
    found = citations(text, "Own", ["The Harbour Lamp"])
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert all(one.sentence.start <= one.start < one.end for one in found)


@pytest.mark.parametrize("unit", ["(AP ", "told the ", "CNN ", "A ", "l'", "„", "A.", "the daily ", "News/"])
def test_text_made_to_be_slow_is_read_in_bounds(unit):
    assert len(citations(unit * 20_000)) <= 60


def test_an_outlet_may_be_called_by_an_article_alone():
    assert citations("The mayor told Harbour Gazette that the pier is closed.", "", ["The", "Die", "Harbour Gazette"])
