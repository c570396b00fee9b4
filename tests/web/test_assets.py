import re

import pytest

from broadsheet.model.appearance import Ground
from broadsheet.web.assets import ASSETS, address
from broadsheet.web.looks import PAPER


def test_the_stylesheet_of_a_page_may_be_kept_forever(ask):
    path = re.search(r'rel="stylesheet" href="([^"]+)"', ask("/").text)[1]
    answer = ask(path)
    assert answer.status == 200 and answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"] and path == address("paper.css")


def test_an_asset_answers_at_its_present_address_only(ask):
    assert ask("/static/paper.css").status == 404
    assert ask("/static/..%2Fapp.py").status == 404


def test_no_asset_asks_another_host_for_anything():
    for asset in ASSETS.values():
        assert not re.search(rb"(?:url\(|@import|src=|href=)", asset.body)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def colours(selector: str) -> dict[str, str]:
    """The colours that the stylesheet gives where that selector holds."""
    css = ASSETS["paper.css"].body.decode()
    block = re.search(re.escape(selector) + r" \{(.*?)\}", css, re.DOTALL)[1]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def test_the_dark_that_a_reader_chooses_is_the_dark_of_the_device():
    assert colours(":root.dark") == colours(":root:not(.light, .sepia)")


def test_paper_is_printed_on_whatever_the_ground():
    css = ASSETS["paper.css"].body.decode()
    printed = re.search(r"@media print \{\s+:root:root \{(.*?)\}", css, re.DOTALL)[1]
    assert set(colours(":root")) <= set(re.findall(r"--([\w-]+): #", printed))


def test_every_ground_names_every_colour():
    assert colours(":root").keys() == colours(":root.dark").keys() == colours(":root.sepia").keys()


@pytest.mark.parametrize(
    ("ground", "selector"), [(Ground.LIGHT, ":root"), (Ground.DARK, ":root.dark"), (Ground.SEPIA, ":root.sepia")]
)
def test_the_bars_of_a_browser_have_the_colour_of_the_paper(ground, selector):
    assert PAPER[ground] == colours(selector)["paper"]


@pytest.mark.parametrize("selector", [":root", ":root.dark", ":root.sepia"])
@pytest.mark.parametrize(
    ("word", "ground"),
    [(word, ground) for word in ("ink", "ink-soft", "spot", "good", "bad") for ground in ("paper", "tint")]
    + [("ink", "mark")],
)
def test_every_colour_of_words_stands_out(selector, word, ground):
    given = colours(selector)
    lights = sorted((luminance(given[word]), luminance(given[ground])))
    assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5


def test_the_icon_is_a_drawing(ask):
    answer = ask(address("icon.svg"))
    assert answer.headers["content-type"].startswith("image/svg+xml") and answer.body.startswith(b"<svg")
