import pytest

from broadsheet.extract.furniture import clear
from tests.extract.samples import BODY, document


@pytest.mark.parametrize(
    "part",
    [
        "<div class=newsletter-signup>Get it by mail</div>",
        "<div class='article__share-bar'>Get it by mail</div>",
        "<section id=relatedArticles><p>Get it by mail</p></section>",
        "<div class=paywall>Get it by mail</div>",
        "<p hidden>Get it by mail</p>",
        "<p style='display: none'>Get it by mail</p>",
        "<p aria-hidden=true>Get it by mail</p>",
        "<span class=visually-hidden>Get it by mail</span>",
        "<button>Get it by mail</button>",
        "<script>Get it by mail</script>",
        "<ul class=social-links><li>Get it by mail</ul>",
    ],
)
def test_furniture_goes_and_what_is_behind_it_stays(part):
    page = document(BODY + f"<div>before {part} behind</div>")
    clear(page)
    assert "Get it by mail" not in page.root.text_content()
    assert "before" in page.root.text_content()
    assert "behind" in page.root.text_content()


@pytest.mark.parametrize(
    "body",
    [
        f"<div class=paywall>{BODY}</div>",  # what subscribers read
        f"<div class='entry-content read-more'>{BODY}</div>",
        f"<div class=newsletter>{BODY}</div>",  # half of the page
        "<p class=comparison>Not a comment</p>" + BODY,
        "<p class=shareholders>Not a share bar</p>" + BODY,
    ],
)
def test_the_text_stays_whatever_it_is_called(body):
    page = document(body)
    clear(page)
    assert "forty metres" in page.root.text_content()
    assert "Not a" in page.root.text_content() or "Not a" not in body
