import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadsheet.text.pictures import address, best_of, counts_readers, size

BASE = "https://outlet.example/news/"


@pytest.mark.parametrize(
    ("attributes", "url"),
    [
        ({"src": "a.jpg"}, "https://outlet.example/news/a.jpg"),
        ({"src": "data:image/gif;base64,AA", "data-src": "//cdn.example/a.jpg"}, "https://cdn.example/a.jpg"),
        ({"src": "/placeholder.png", "srcset": "/a.jpg 1x, /b.jpg 2x"}, "https://outlet.example/b.jpg"),
        ({"src": "/placeholder.png"}, "https://outlet.example/placeholder.png"),
        ({"data-srcset": "/a.jpg 300w, /b.jpg 1300w"}, "https://outlet.example/b.jpg"),
        ({"src": "javascript:x"}, None),
        ({"src": ""}, None),
        ({}, None),
    ],
)
def test_the_picture_behind_lazy_loading_is_found(attributes, url):
    assert address(attributes, BASE) == url


@pytest.mark.parametrize(
    ("srcset", "best"),
    [
        ("/a.jpg 320w, /b.jpg 1280w, /c.jpg 4000w", "/b.jpg"),
        ("/a.jpg,1 320w, /b.jpg 640w", "/b.jpg"),
        ("/a.jpg", "/a.jpg"),
        ("", ""),
        (", ,", ""),
    ],
)
def test_the_best_size_is_chosen(srcset, best):
    assert best_of(srcset) == best


@pytest.mark.parametrize(
    ("attributes", "pixels"),
    [
        ({"width": "640", "height": "480px"}, (640, 480)),
        ({"style": "width: 640px; height:480.5px"}, (640, 480)),
        ({"width": "100%", "height": "auto"}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_a_size_is_read_in_pixels(attributes, pixels):
    assert size(attributes) == pixels


@pytest.mark.parametrize(
    ("url", "so"),
    [
        ("https://pixel.example/x.gif", True),
        ("https://stats.wp.com/b.gif", True),
        ("https://outlet.example/track.php", True),
        ("https://outlet.example/news/track-and-field.jpg", False),
        ("https://outlet.example/counting-votes.jpg", False),
    ],
)
def test_counters_are_known_by_their_address(url, so):
    assert counts_readers(url, None, None) is so


@given(st.text(max_size=200))
def test_any_srcset_is_read(text):
    assert isinstance(best_of(text), str)
