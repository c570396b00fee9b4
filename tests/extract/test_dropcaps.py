import pytest

from broadsheet.extract.dropcaps import join
from tests.extract.samples import document


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<span class=dropcap>W</span> ATCH the pier", "WATCH the pier"),
        ("<span class=drop-cap>W</span> <small>ATCH</small> the pier", "WATCH the pier"),
        ("<span class=cap>W</span><small>ATCH</small> the pier", "WATCH the pier"),
        ("<span style='float: left'>W</span> atch the pier", "Watch the pier"),
        ("<span class=dropcap>A</span> man on the pier", "A man on the pier"),
        ("<span class=dropcap>I</span> N summer", "IN summer"),
        ("<b>W</b> is a letter", "W is a letter"),
        ("<span class=dropcap>W</span> 5 o'clock", "W 5 o'clock"),
    ],
)
def test_a_drop_capital_is_put_back_to_its_word(html, text):
    root = document(f"<p id=x>{html}</p>").root
    join(root)
    assert " ".join(root.get_element_by_id("x").text_content().split()) == text
