import pytest

from broadsheet.understand.topics import clean

TEXT = "Talks on the Justice Department and on Harbour Street go on. The Just Stop Oil group waits."


@pytest.mark.parametrize(
    ("keyword", "kept"),
    [
        ("Harbour Street", "Harbour Street"),
        ("harbour street", "Harbour Street"),
        ("justice-department", "Justice Department"),
        ("#NorthKorea", "NorthKorea"),
        ("Prince Edric latest news", "Prince Edric"),
        ("European Bank (EB)", "European Bank"),
        ("Just Stop Oil group waits", "Just Stop Oil group waits"),
        ("News", None),
        ("Politics & Policy", None),
        ("World", None),
        ("Gastkommentar", None),
        ("Ultime notizie", None),
        ("The Evening Post", None),
        ("Tuesday", None),
        ("German", None),
        ("Reuters", None),
        ("2024", None),
        ("x", None),
        ("https://example.org/tag", None),
        ("how long will the talks in the capital go on", None),
        ("<b>bold</b>", None),
        ("a" * 80, None),
    ],
)
def test_keywords_are_kept_where_they_say_something(keyword, kept):
    assert clean([keyword], TEXT, "The Evening Post") == ((kept,) if kept else ())


def test_a_list_in_one_string_is_taken_apart():
    assert clean(["haber, orman yangını; İzmir"], "", "") == ("orman yangını", "İzmir")


def test_the_same_keyword_counts_once():
    assert clean(["Oban", "oban", "OBAN"], "In Oban it rains.", "") == ("Oban",)


def test_hundreds_of_keywords_are_not_all_read():
    assert len(clean([f"Word{n}" for n in range(500)], "", "")) == 40
