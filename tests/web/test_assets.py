import re

from broadsheet.web.assets import ASSETS, address


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


def test_the_icon_is_a_drawing(ask):
    answer = ask(address("icon.svg"))
    assert answer.headers["content-type"].startswith("image/svg+xml") and answer.body.startswith(b"<svg")
