"""The markup of the demo's articles."""

import pytest

from broadsheet.demo.markup import read_blocks


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("One line\nand its end.", "<p>One line and its end.</p>"),
        ("## A heading", "<h2>A heading</h2>"),
        ("> Said\n> twice", "<blockquote><p>Said twice</p></blockquote>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("A *ship*, a **yard** & [x](/x)", '<p>A <em>ship</em>, a <strong>yard</strong> &amp; <a href="/x">x</a></p>'),
        ("| a | b |\n| 1 | 2 |", "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
         "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"),
        ("| | b |\n| 1 | 2 |", "<table><thead><tr><th></th><th>b</th></tr></thead>"
         "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"),
    ],
)  # fmt: skip
def test_a_block_becomes_html(source, html):
    assert read_blocks(source)[0].html == html


def test_marks_are_blocks_without_html():
    assert [(block.kind, block.html) for block in read_blocks("[[promotion]]\n\n[[wall]]")] == [
        ("promotion", ""),
        ("wall", ""),
    ]


def test_a_picture_carries_its_caption_and_credit():
    block = read_blocks("![sea](north) A ship | The ship at noon. | A. Person")[0]
    assert block.picture and block.picture.path == "/img/sea-north" and block.picture.caption == "The ship at noon."
    assert '<img src="/img/sea-north" alt="A ship"' in block.html
