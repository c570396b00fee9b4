"""Pictures, sounds and films that are made when they are asked for."""

import io
import struct
import wave

import pytest
from lxml import etree

from broadsheet.demo import chime, film
from broadsheet.demo.pictures import SCENES, draw


@pytest.mark.parametrize("scene", sorted(SCENES))
def test_a_picture_is_svg_and_always_the_same(scene):
    picture = draw(scene, "one")
    assert etree.fromstring(picture.encode()).tag == "{http://www.w3.org/2000/svg}svg"
    assert picture == draw(scene, "one") != draw(scene, "two")
    assert len(picture) < 40_000


def test_a_chime_is_a_wav_file_of_its_length():
    with wave.open(io.BytesIO(chime.ring("one"))) as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(chime.LENGTH_SECONDS)
    assert chime.ring("one") == chime.ring("one") != chime.ring("two")


def boxes(data: bytes) -> dict[bytes, bytes]:
    found = {}
    while data:
        size, kind = struct.unpack(">I4s", data[:8])
        found[kind] = data[8:size]
        data = data[size:]
    return found


def test_a_film_is_an_mp4_file_whose_table_points_at_its_frames():
    data = film.shoot("one")
    file = boxes(data)
    assert list(file) == [b"ftyp", b"moov", b"mdat"]
    media = boxes(boxes(boxes(file[b"moov"])[b"trak"])[b"mdia"])
    table = boxes(boxes(media[b"minf"])[b"stbl"])
    sizes = struct.unpack(f">{film.FRAMES}I", table[b"stsz"][12:])
    start = struct.unpack(">3I", table[b"stco"])[2]
    assert data[start : start + sum(sizes)] == file[b"mdat"]
    assert struct.unpack(">I", data[start : start + 4])[0] == sizes[0] - 4
