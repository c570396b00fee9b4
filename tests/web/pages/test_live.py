"""News told while a page is open."""

from types import SimpleNamespace

from broadsheet.web.pages import live


def test_listeners_leave_room_for_those_who_read(ctx, alice, article):
    request = SimpleNamespace(app=SimpleNamespace(state=SimpleNamespace(listeners=live.MOST - 1)))
    assert live.live(request, ctx, alice, article).status_code == 200
    request.app.state.listeners = live.MOST
    assert live.live(request, ctx, alice, article).status_code == 204
