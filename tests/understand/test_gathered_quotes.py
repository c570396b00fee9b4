from hypothesis import given
from hypothesis import strategies as st

from broadsheet.model.quotes import Quote, Said
from broadsheet.understand.quotes.gathered import gathered


def quote(words, speaker="Ada Quill", role=""):
    return Quote(words, speaker, 0, len(words), role=role)


def test_the_same_words_of_several_outlets_are_one_quotation_with_all_its_articles():
    (ada,) = gathered([(3, [quote("The pier is open again,")]), (5, [quote("The pier is open again.")])])
    assert ada.quotes == (Said("The pier is open again,", (3, 5)),)


def test_a_part_of_a_longer_quotation_belongs_to_it():
    long, short = "We waited for three winters, and the pier is open again.", "the pier is open again"
    (ada,) = gathered([(3, [quote(short)]), (5, [quote(long)])])
    assert ada.quotes == (Said(long, (3, 5)),)


def test_short_and_full_names_are_one_speaker():
    names = ["Quill", "Ada Quill", "Mayor Ada Quill", "Ada M. Quill"]
    said = [(number, [quote(f"This is quotation number {number}.", name)]) for number, name in enumerate(names)]
    (ada,) = gathered(said)
    assert ada.name in {"Ada Quill", "Ada M. Quill"} and len(ada.quotes) == 4


def test_a_surname_that_two_people_bear_is_nobodys():
    said = [(1, [quote("It is open.", "Ada Quill"), quote("It is shut.", "Ben Quill"), quote("It rains.", "Quill")])]
    assert {speaker.name for speaker in gathered(said)} == {"Ada Quill", "Ben Quill", "Quill"}


def test_the_role_is_the_one_that_most_articles_give():
    said = [(1, [quote("One.", role="the mayor")]), (3, [quote("Four.", role="the mayor")])]
    said.append((2, [quote("Two.", role="a pilot"), quote("Three.", role="a pilot")]))
    assert gathered(said)[0].role == "the mayor"


def test_whom_most_articles_quote_comes_first_and_nobody_unnamed_comes_at_all():
    said = [(1, [quote("One.", "Paul Tern"), quote("Two.", "")]), (2, [quote("Three.")]), (3, [quote("Four.")])]
    assert [speaker.name for speaker in gathered(said)] == ["Ada Quill", "Paul Tern"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Ada", "Ada Quill", "Quill", "Mr Quill", "Ben Quill", "王海", ""]), st.text(max_size=30)
        ),
        max_size=12,
    )
)
def test_nothing_said_is_lost_and_nothing_added(pairs):
    articles = [(number, [quote(words, name)]) for number, (name, words) in enumerate(pairs)]
    found = gathered(articles)
    words = {words for _, words in pairs}
    assert all(said.words in words for speaker in found for said in speaker.quotes)
    named = {number for number, (name, _) in enumerate(pairs) if name}
    assert {one for speaker in found for said in speaker.quotes for one in said.articles} == named
