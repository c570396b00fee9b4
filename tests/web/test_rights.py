"""The rights of an article in words."""

from dataclasses import replace

import pytest

from broadsheet.model.rights import Place, Policy, Rights, Said, Signal, may
from broadsheet.web.rights import told

S, P = Signal, Place
BY = Said(S.LICENCE, P.LINK, "https://creativecommons.org/licenses/by/4.0/")


@pytest.fixture
def words(paper, now):
    """What the page of an article with such rights says."""

    def saying(*said, policy=Policy.PRIVATE, visitor=False, **changes):
        rights = Rights(said)
        reading = paper.article(rights=rights, **changes)
        found = told(replace(reading, permissions=may(rights, policy, now), policy=policy), now, visitor=visitor)
        answers = [one.words + (f" ({'; '.join(one.because)})" if one.because else "") for one in found.answers]
        return found.short, answers, [f"{one.words} {one.name} ({one.where})" for one in found.said]

    return saying


def test_where_nothing_was_said_the_policy_alone_is_told(words):
    assert words() == ("shown whole", ["Shown whole: this Broadsheet is private."], [])
    assert words(excerpt_because="Gone.")[1] == ["Shown as far as it came: this Broadsheet is private."]
    assert words(policy=Policy.PUBLIC)[:2] == (
        "excerpt and link",
        ["An excerpt and a link: this Broadsheet is public."],
    )
    assert words(policy=Policy.PUBLIC, visitor=True)[1] == ["An excerpt and a link: that is what visitors see."]


def test_each_limit_names_what_makes_it(words):
    _, answers, said = words(Said(S.NOARCHIVE, P.ROBOTS_META), Said(S.TDM, P.TDM_HEADER, "https://a.example/policy"))
    assert answers[1:] == [
        "It is given to no AI model; key points are its own sentences, chosen without one. "
        "(HTTP header tdm-reservation)",
        "The whole is not handed on in feeds, mails or files. (robots meta; HTTP header tdm-reservation)",
        "No copy of its page is kept as it came. (robots meta)",
    ]
    assert said[1] == "Text and data mining is reserved. Its policy (HTTP header tdm-reservation)"


def test_a_licence_is_told_and_what_speaks_against_it(words):
    short, answers, said = words(BY, policy=Policy.PUBLIC)
    assert short == "shown whole" and len(answers) == 1 and "licence" in answers[0]
    assert said == ["Its licence: creativecommons.org/licenses/by/4.0 (link in the page's head)"]
    assert "(robots meta)" in words(BY, Said(S.NOARCHIVE, P.ROBOTS_META), policy=Policy.PUBLIC)[1][0]


@pytest.mark.parametrize("policy", Policy)
@pytest.mark.parametrize("place", Place)
def test_there_are_words_for_each_signal_in_each_place(words, policy, place):
    for signal in Signal:
        _, answers, said = words(Said(signal, place, "1760000000"), policy=policy)
        assert answers and said and "None" not in "".join(said)


def test_an_articles_page_tells_its_rights(ask, paper):
    rights = Rights((Said(S.MAX_SNIPPET, P.ROBOTS_HEADER, "50"), Said(S.LICENCE, P.JSON_LD, "javascript:alert(1)")))
    paper.reading = paper.article(rights=rights)
    page = ask("/article/7").text
    assert "Rights: shown whole" in page and "at most 50 characters" in page and 'href="javascript' not in page
