from broadsheet.extract.inventory import MOST_NAMES
from tests.extract.samples import document


def test_elements_are_found_by_all_their_names_in_the_order_of_the_page():
    found = document("<p id=a>1</p><p data-testid=b class=c>2</p><p class=c>3</p><p>4</p>").inventory
    assert [part.text for part in found.called(lambda names: True)] == ["1", "2", "3"]
    assert [part.text for part in found.called(lambda names: "b" in names.split())] == ["2"]


def test_what_is_hidden_and_what_is_marked_is_noted():
    found = document(
        "<p hidden>1</p><p style='display:none'>2</p><p aria-hidden=true>3</p><p itemprop='A b'>4</p>"
    ).inventory
    assert [found.elements[place].text for place in found.hidden] == ["1", "2", "3"]
    assert [part.text for part in found.marked["a"]] == ["4"] == [part.text for part in found.marked["b"]]


def test_names_without_end_are_not_kept():
    found = document("".join(f"<i class=n{number}>x</i>" for number in range(MOST_NAMES + 50))).inventory
    assert len(found.named) == MOST_NAMES
