from broadsheet.model.sources import Outlet
from broadsheet.store import outlets


def test_an_outlet_is_added_once_for_each_host(conn):
    first = outlets.find_or_add(conn, "herald.example", "The Herald", "en")
    assert outlets.find_or_add(conn, "herald.example", "Another name", "fr") == first
    assert outlets.get(conn, first.id) == first == Outlet(first.id, "The Herald", "herald.example", "en")


def test_an_outlet_without_a_name_is_called_by_its_host(conn):
    assert outlets.find_or_add(conn, "herald.example", "").name == "herald.example"


def test_an_outlet_gets_a_better_name(conn):
    outlet = outlets.find_or_add(conn, "herald.example", "herald.example", "en")
    outlets.rename(conn, outlet.id, "The Herald")
    assert outlets.get(conn, outlet.id) == Outlet(outlet.id, "The Herald", "herald.example", "en")


def test_outlets_are_listed_by_name_whatever_the_capitals(conn):
    for name in ("Zeit", "alba", "Émile"):
        outlets.find_or_add(conn, f"{name.lower()}.example", name)
    assert [outlet.name for outlet in outlets.all(conn)] == ["alba", "Zeit", "Émile"]


def test_an_outlet_that_is_not_there_is_none(conn):
    assert outlets.get(conn, 7) is None


def test_outlets_are_found_by_their_exact_names(conn):
    herald = outlets.find_or_add(conn, "herald.example", "The Herald")
    outlets.find_or_add(conn, "lamp.example", "The Lamp")
    assert outlets.named(conn, ["The Herald", "Herald"]) == [herald]
