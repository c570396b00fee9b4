from dataclasses import replace

from broadsheet.model.sites import MOST_BLOCKS, MOST_PAGES, Block, Impression, Leaf, Memory
from broadsheet.store import rereads, sites

HOST = "post.example"
LEAF = Leaf(7, b"\x01\x00\xff\xff", b"abcdefgh", b"ijklmnop", b"\x01\x08")
BLOCK = Block(4_294_967_295, 5, "div.promo > p", "Join us\x00.", "The same words stood there.")


def impression(page=7, **more) -> Impression:
    return Impression(HOST, replace(LEAF, page=page), **more)


def test_nothing_is_remembered_of_a_site_that_was_never_read(conn):
    assert sites.get(conn, HOST) == Memory()
    assert sites.all(conn) == []


def test_a_page_comes_back_as_it_was_remembered(conn, now):
    sites.learn(conn, impression(), now)
    assert sites.get(conn, HOST).leaves == (LEAF,)
    assert sites.get(conn, "times.example") == Memory()


def test_the_same_page_takes_its_own_place(conn, now):
    sites.learn(conn, impression(), now)
    sites.learn(conn, impression(8), now)
    again = replace(LEAF, words=b"\x02\x00")
    sites.learn(conn, Impression(HOST, again), now + 5)
    assert sites.get(conn, HOST).leaves == (again, replace(LEAF, page=8))


def test_furniture_is_kept_with_how_often_and_when_it_was_seen(conn, now):
    sites.learn(conn, impression(1, learned=(BLOCK,)), now)
    sites.learn(conn, impression(2, known=(BLOCK.mark,)), now + 9)
    sites.learn(conn, impression(3, learned=(BLOCK,)), now + 9)  # read at the same time as the first that learned it
    (block,) = sites.blocks(conn, HOST)
    assert block == replace(BLOCK, words="Join us.", pages=3, since=now, last=now + 9)
    assert sites.get(conn, HOST).blocks == {BLOCK.mark: block}


def test_the_oldest_pages_and_blocks_are_forgotten(conn, now):
    for page in range(MOST_PAGES * 2):
        sites.learn(conn, impression(page), now + page)
    assert [leaf.page for leaf in sites.get(conn, HOST).leaves] == list(range(MOST_PAGES, MOST_PAGES * 2))
    assert sites.all(conn)[0].pages <= MOST_PAGES + sites.TIDY
    blocks = tuple(replace(BLOCK, mark=mark) for mark in range(MOST_BLOCKS + 3))
    sites.learn(conn, impression(100, learned=blocks), now)
    assert len(sites.blocks(conn, HOST)) == MOST_BLOCKS


def test_furniture_that_is_not_seen_any_more_is_forgotten(conn, now):
    sites.learn(conn, impression(1, learned=(BLOCK,)), now)
    sites.learn(conn, impression(sites.TIDY), now + sites.FADED + 1)
    assert sites.blocks(conn, HOST) == []


def test_sites_are_listed_and_forgotten_one_by_one(conn, now):
    sites.learn(conn, impression(1, learned=(BLOCK,)), now)
    sites.learn(conn, replace(impression(1), site="times.example"), now + 1)
    assert [(one.host, one.pages, one.blocks, one.last) for one in sites.all(conn)] == [
        (HOST, 1, 1, now),
        ("times.example", 1, 0, now + 1),
    ]
    assert sites.reset(conn, HOST)
    assert not sites.reset(conn, HOST)
    assert [one.host for one in sites.all(conn)] == ["times.example"]


def test_a_page_without_a_host_is_not_remembered(conn, now):
    sites.learn(conn, replace(impression(), site=""), now)
    assert sites.all(conn) == []


def test_reading_again_goes_on_where_it_was_and_begins_anew_when_it_was_done(conn):
    assert rereads.after(conn, "") == 0
    rereads.note(conn, "", 5)
    rereads.note(conn, "", 9)
    assert (rereads.after(conn, ""), rereads.after(conn, "post.example 3")) == (9, 0)
    rereads.finish(conn, "")
    assert rereads.after(conn, "") == 0
