import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.errors import BadEncoding, TooLarge
from broadsheet.fetch.decode import Unpacker, open_file

TEXT = b"The harbour council voted on Tuesday. " * 200


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def unpack(sent: bytes, encoding: str, most: int = 100_000, size: int = 10) -> bytes:
    unpacker = Unpacker(encoding, most, "paper.example")
    for start in range(0, len(sent), size):
        unpacker.feed(sent[start : start + size])
    return unpacker.finish()


@pytest.mark.parametrize("size", [1, 7, 100_000])
@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("none", TEXT),
        ("UTF-8", TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        (" GZIP ", gzip.compress(TEXT, mtime=0)),
        ("x-gzip", gzip.compress(TEXT, mtime=0)),
        ("gzip", gzip.compress(TEXT[:99], mtime=0) + gzip.compress(b"", mtime=0) + gzip.compress(TEXT[99:], mtime=0)),
        ("gzip", gzip.compress(TEXT, mtime=0) + bytes(512)),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"<!-- cached -->"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT) + b"garbage"),
        ("deflate", raw_deflate(TEXT)),
    ],
)
def test_a_body_is_unpacked_in_pieces_of_any_size(encoding, sent, size):
    assert unpack(sent, encoding, size=size) == TEXT


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
def test_an_empty_body_stays_empty(encoding):
    assert unpack(b"", encoding) == b""


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip", "compress", "x" * 1000])
def test_an_encoding_that_we_did_not_ask_for_is_an_error(encoding):
    with pytest.raises(BadEncoding, match="did not ask for"):
        unpack(TEXT, encoding)


@pytest.mark.parametrize(
    ("encoding", "sent"), [("gzip", TEXT), ("gzip", b"\x1f\x8bxx" + TEXT), ("deflate", b"\xff" * 9)]
)
def test_what_is_not_packed_as_it_says_is_an_error(encoding, sent):
    with pytest.raises(BadEncoding, match="but it is not"):
        unpack(sent, encoding)


@pytest.mark.parametrize(
    ("encoding", "sent"),
    [
        ("gzip", gzip.compress(TEXT, mtime=0)[:-40]),
        ("gzip", gzip.compress(TEXT, mtime=0)[:-1]),
        ("gzip", b"\x1f"),
        ("gzip", gzip.compress(TEXT, mtime=0) + gzip.compress(TEXT)[:20]),
        ("deflate", zlib.compress(TEXT)[:-10]),
    ],
)
def test_a_body_that_breaks_off_is_an_error_that_may_pass(encoding, sent):
    with pytest.raises(BadEncoding, match="broke off") as error:
        unpack(sent, encoding)
    assert error.value.again


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
def test_a_body_may_be_as_large_as_allowed_but_no_larger(encoding):
    pack = {"": bytes, "gzip": gzip.compress, "deflate": zlib.compress}[encoding]
    assert len(unpack(pack(bytes(5_000)), encoding, most=5_000, size=9_999)) == 5_000
    with pytest.raises(TooLarge, match=r"0\.005 MB"):
        unpack(pack(bytes(5_001)), encoding, most=5_000, size=9_999)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, raw_deflate])
def test_a_bomb_takes_no_more_memory_than_a_page(pack):
    bomb = pack(bytes(40_000_000))
    tracemalloc.start()
    with pytest.raises(TooLarge):
        unpack(bomb, "gzip" if pack is gzip.compress else "deflate", most=1_000_000, size=len(bomb))
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_very_many_small_parts_are_an_error():
    with pytest.raises(BadEncoding, match="1,000 parts"):
        unpack(gzip.compress(b"") * 1_001, "gzip", size=30_000)


def test_a_gzip_file_is_opened():
    assert open_file(gzip.compress(TEXT, mtime=0), 100_000, "paper.example") == TEXT


@pytest.mark.parametrize("body", [b"", TEXT, b"\x1f\x8b", b"\x1f\x8b not gzip", gzip.compress(TEXT, mtime=0)[:-9]])
def test_what_only_looks_like_a_gzip_file_is_left_alone(body):
    assert open_file(body, 100_000, "paper.example") == body


def test_a_gzip_file_is_opened_only_up_to_the_limit():
    with pytest.raises(TooLarge):
        open_file(gzip.compress(TEXT, mtime=0), len(TEXT) - 1, "paper.example")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate"]), st.integers(1, 50))
def test_any_bytes_are_unpacked_or_an_error(sent, encoding, size):
    try:
        unpacked = unpack(sent, encoding, most=1_000, size=size)
    except (BadEncoding, TooLarge):
        return
    assert len(unpacked) <= 1_000
