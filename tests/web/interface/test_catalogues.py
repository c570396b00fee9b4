"""Each catalogue says all that the interface says, with the same values and the same markup."""

import re

import pytest
from babel.core import Locale
from babel.messages.pofile import read_po

from broadsheet.web.interface.catalogues import SOURCE, offered, place_of
from broadsheet.web.interface.gather import gathered, sentences

CODES = [code for code in offered() if code != SOURCE]
PLACES = re.compile(r"%\(\w+\)s|%%|\{\d+\}")
TAGS = re.compile(r"</?[a-z]\w*(?: [a-z-]+=\"[^\"]*\")*/?>")


@pytest.fixture(scope="module")
def wanted():
    return gathered()


@pytest.fixture(scope="module", params=CODES)
def catalogue(request):
    with place_of(request.param).open("rb") as file:
        return read_po(file, locale=request.param)


def forms(message):
    """The message's English form(s), and its translations."""
    english = [message.id] if isinstance(message.id, str) else list(message.id)
    return english, [message.string] if isinstance(message.string, str) else list(message.string)


def test_arabic_is_offered():
    assert "ar" in CODES


def test_nothing_is_missing(catalogue, wanted):
    known = {message.id: message for message in catalogue if message.id}
    missing = [m.id for m in wanted if m.id and (m.id not in known or not all(forms(known[m.id])[1]))]
    assert not missing, f"make catalogues, then translate {missing} into {catalogue.locale}"


def test_nothing_is_kept_that_is_said_no_more(catalogue, wanted):
    said = {message.id for message in wanted}
    assert [message.id for message in catalogue if message.id not in said] == [], "make catalogues"


def test_nothing_is_left_to_be_looked_at(catalogue):
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []


def test_each_translation_has_the_values_of_its_message(catalogue):
    for message in catalogue:
        english, said = forms(message)
        allowed = {place for form in english for place in PLACES.findall(form)}
        for form in said if message.id else ():
            found = set(PLACES.findall(form))
            assert found <= allowed and (len(said) > 1 or found == allowed), message.id


def test_each_translation_has_the_markup_of_its_message(catalogue):
    """A translation cannot bring a link, a script or an attribute of its own into a page."""
    for message in catalogue:
        english, said = forms(message)
        for form in said if message.id else ():
            assert sorted(TAGS.findall(form)) == sorted(TAGS.findall(english[-1])), message.id
            assert form.count("<") == english[-1].count("<"), message.id
            assert '"' not in TAGS.sub("", form) or '"' in english[-1], message.id


def test_each_count_has_all_the_forms_of_its_language(catalogue):
    rules = Locale.parse(str(catalogue.locale)).plural_form.tags | {"other"}
    assert catalogue.num_plurals == len(rules)
    assert all(len(message.string) == catalogue.num_plurals for message in catalogue if message.pluralizable)


def test_a_sentence_is_known_by_its_looks():
    code = '''
"""A docstring is none."""
log.warning("The log's is none.")
raise BadInput(f"A name has 1 to {LONGEST} characters.")
raise NotFound("There is no such story here.")
WAY = "no sentence"
HINT = "Only the first {} words were looked at."
'''
    assert {message for _, message in sentences(code)} == {
        "A name has 1 to {0} characters.",
        "There is no such story here.",
        "Only the first {0} words were looked at.",
    }
