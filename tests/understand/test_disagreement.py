import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.model.disagreements import DisagreementKind, Told
from broadsheet.understand.disagreement import disagreements
from broadsheet.understand.disagreement.days import days
from broadsheet.understand.disagreement.quantities import quantities

HOUR = 3600
FERRY = (
    "A ferry struck the northern pier of Port Alder on Monday, and {} passengers were injured, the coast guard said."
)
AGAIN = "The coast guard said {} passengers were injured when a ferry struck the northern pier of Port Alder on Monday."


def told(*texts, language="en"):
    """One article for each text, an hour apart, each of its own outlet."""
    return [Told(n, f"Outlet {n}", n * HOUR, language, words) for n, words in enumerate(texts, 1)]


def found(*texts, language="en"):
    """What differs: each thing's values with the numbers of the articles that say them."""
    return [
        {value.written: [voice.article for voice in value.voices] for value in one.values}
        for one in disagreements(told(*texts, language=language))
    ]


@pytest.mark.parametrize(
    ("one", "other", "values"),
    [
        ("12", "15", {"12": [1], "15": [2]}),
        ("twelve", "15", {"twelve": [1], "15": [2]}),
        ("12", "twelve", None),
        ("a dozen", "12", None),
        ("at least 12", "15", None),
        ("at least 15", "12", {"15": [1], "12": [2]}),
        ("more than 12", "at least 15", None),
        ("about 12", "13", None),
        ("about 12", "30", {"12": [1], "30": [2]}),
        ("1,000", "1,012", None),
        ("1,204", "1204", None),
        ("2", "200", None),  # not of the same thing
    ],
)
def test_two_numbers_for_one_thing_differ_when_both_cannot_be_right(one, other, values):
    assert found(FERRY.format(one), AGAIN.format(other)) == ([values] if values else [])


def test_who_knows_both_numbers_disagrees_with_nobody():
    assert found(FERRY.format("12"), AGAIN.format("15") + " Earlier, 12 passengers had been counted.") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            FERRY.format("12"),
            "A train left the rails near Weil on Sunday, and 15 passengers were injured, police said.",
        ),
        (FERRY.format("12"), AGAIN.format("15").replace("Monday", "Thursday")),
        (FERRY.format("12"), AGAIN.format("15").replace("passengers", "windows")),
        (
            "Alder sold 12 ferries in the third quarter of last year.",
            "Weil sold 15 ferries in the third quarter of last year.",
        ),
        (
            "The club won 10 of its 16 games this season at home.",
            "The club won games this season at home: 6 of its 16.",
        ),
        ("The loan of €110 billion ($141 billion) was agreed.", "The loan of €110 billion ($144 billion) was agreed."),
        ("The bridge was built in 1912 by the harbour office.", "The bridge was built in 1915 by the harbour office."),
    ],
)
def test_numbers_of_other_things_are_not_compared(one, other):
    assert found(one, other) == []


def test_each_value_has_its_outlets_its_sentence_and_its_time():
    texts = ("The pier is old. " + FERRY.format("12"), AGAIN.format("15"), FERRY.format("fifteen"))
    articles = told(*texts)
    [one] = disagreements(articles)
    assert (one.kind, one.thing) == (DisagreementKind.NUMBER, "… passengers were injured")
    assert [(value.written, len(value.voices)) for value in one.values] == [("15", 2), ("12", 1)]
    voice = one.values[1].voices[0]
    assert (voice.outlet, voice.dated) == ("Outlet 1", HOUR)
    assert (voice.value.of(texts[0]), voice.sentence.of(texts[0])) == ("12", FERRY.format("12"))


def test_what_every_outlet_said_later_is_rather_newer_than_different():
    early, late = FERRY.format("12"), AGAIN.format("15")
    [one] = disagreements(told(early, early, late))
    assert one.developed
    [one] = disagreements(told(early, late, early))
    assert not one.developed


def test_of_an_outlet_that_changed_its_number_the_newer_counts():
    articles = told(FERRY.format("12"), AGAIN.format("15"), FERRY.format("14"))
    changed = [replace(one, outlet="Harbour Gazette") if one.article != 2 else one for one in articles]
    [one] = disagreements(changed)
    assert {value.written: value.voices[0].changed for value in one.values} == {"15": False, "14": True}
    assert disagreements([replace(one, outlet="Harbour Gazette") for one in articles]) == ()


@pytest.mark.parametrize(
    ("language", "one", "other", "values"),
    [
        ("de", "Bei dem Unfall am Hafen von Alder wurden 12 Fahrgäste verletzt, sagte die Polizei.",
         "Die Polizei sagte, bei dem Unfall am Hafen von Alder wurden 15 Fahrgäste verletzt.", {"12": [1], "15": [2]}),
        ("fr", "Douze passagers ont été blessés dans la collision au port d'Alder, selon la police.",
         "Selon la police, 15 passagers ont été blessés dans la collision au port d'Alder.", {"Douze": [1], "15": [2]}),
        ("ar", "أصيب ٢١ راكبا في حادث العبارة في ميناء المدينة الشمالي",
         "أصيب ٢٥ راكبا في حادث العبارة في ميناء المدينة الشمالي",
         {"٢١": [1], "٢٥": [2]}),
    ],
)  # fmt: skip
def test_numbers_of_other_languages_and_scripts_are_read(language, one, other, values):
    assert found(one, other, language=language) == [values]


def test_articles_in_two_languages_are_not_compared():
    one, other = told(FERRY.format("12"), AGAIN.format("15"))
    assert disagreements([one, replace(other, language="de")]) == ()


def test_money_and_shares_are_compared():
    text = "The harbour office will pay {} million for the new pier at Port Alder, the mayor said."
    assert found(text.format("$4.2"), text.format("$5.1")) == [{"$4.2 million": [1], "$5.1 million": [2]}]
    text = "The harbour office said {} of the pier at Port Alder was destroyed by the ferry."
    assert found(text.format("40 per cent"), text.format("55%")) == [{"40 per cent": [1], "55%": [2]}]


def test_another_day_of_one_event_is_told():
    text = "The ferry company will open the new northern pier of Port Alder on {}, its manager said."
    assert found(text.format("3 June"), text.format("June 5th")) == [{"3 June": [1], "June 5th": [2]}]
    assert found(text.format("3 June"), text.format("June 3")) == []


def test_the_day_of_a_page_is_no_day_of_an_event():
    text = "{} The ferry company will open the new northern pier of Port Alder soon, its manager said."
    assert found(text.format("Monday, June 3, 2024"), text.format("Tuesday, June 4, 2024")) == []


def test_people_have_one_age_one_spelling_and_one_office():
    one = "Captain Ada Quill, 41, was asked by the police. “No,” said Ada Quill. Former Mayor Jon Weil was on the pier."
    other = "Captain Ada Quill, 43, was not hurt. Ada Quill left. Mayor Jon Weil was on the pier. Jon Weil waved."
    assert found(one, other) == [{"41": [1], "43": [2]}, {"Former Mayor Jon Weil": [1], "Mayor Jon Weil": [2]}]
    one = "The owner is Tamara Okonkwo. “Yes,” said Tamara Okonkwo."
    other = "The owner is Tamara Okonkwa. “Yes,” said Tamara Okonkwa."
    assert found(one, other) == [{"Tamara Okonkwo": [1], "Tamara Okonkwa": [2]}]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The owner is Tamara Okonkwo.", "The owner is Tamara Delgado."),
        ("The meeting was held by House Democrats.", "The meeting was held by House Democratic."),
        ("The owner is Tamara Okonkwo, of Alder.", "The owner is Tamara Okonkwa, not Tamara Okonkwo."),
    ],
)
def test_other_names_and_other_endings_are_no_spellings(one, other):
    assert found(one, other) == []


def test_nothing_differs_between_an_article_and_itself():
    text = " ".join([FERRY.format("12"), "Captain Ada Quill, 41, left. Mayor Jon Weil came on 3 June."])
    assert found(text) == []
    assert found(text, text) == []


@settings(max_examples=20)
@given(st.permutations(range(4)))
def test_the_order_in_which_articles_come_does_not_matter(order):
    articles = told(FERRY.format("12"), AGAIN.format("15"), FERRY.format("fifteen"), AGAIN.format("twenty"))
    assert disagreements([articles[at] for at in order]) == disagreements(articles)


@settings(max_examples=40)
@given(st.text(max_size=400), st.text(max_size=400), st.sampled_from(["en", "de", "vi", "ar", "zh", None]))
def test_any_text_can_be_compared_and_every_value_stands_in_its_sentence(one, other, language):
    articles = told(one, other, language=language)
    texts = {article.article: article.text for article in articles}
    for each in disagreements(articles):
        for value in each.values:
            for voice in value.voices:
                assert voice.sentence.start <= voice.value.start < voice.value.end <= voice.sentence.end
                assert voice.value.of(texts[voice.article])


@settings(max_examples=60)
@given(st.text(alphabet="0123456789.,$%€ ()-/ofkmabc٢१", max_size=60), st.sampled_from(["en", "vi", None]))
def test_any_number_can_be_read(words, language):
    for one in quantities(words, language):
        assert 0 <= one.start < one.end <= len(words)
    for start, end, (month, day) in days(words, language):
        assert start < end and 1 <= month <= 12 and 1 <= day <= 31


def test_stories_that_have_nothing_to_do_with_each_other_agree():
    chance = random.Random(3)
    things = [
        "ferry pier harbour coast",
        "train rail bridge valley",
        "mayor vote council budget",
        "storm roof tree road",
    ]
    texts = [f"In the {words} near Alder {chance.randint(2, 90)} people were hurt on Monday." for words in things]
    assert found(*texts) == []


@pytest.mark.parametrize("piece", ["12 a. ", "1", "3/6 ", "ngày 3/6 ", "(", "A Quill, 41, ", "$1 ", "A. ", "12\n"])
def test_a_hostile_text_is_read(piece):
    assert found(*[piece * 20_000] * 3, language="vi") == []
