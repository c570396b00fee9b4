import pytest

from broadsheet.errors import BadInput, Forbidden, NotFound, NotSignedIn
from broadsheet.model.readers import OPERATOR, Role
from broadsheet.service import readers, sources, timeline

PASSWORD = "four words in a row"


@pytest.fixture
def owner(ctx):
    return readers.create_owner(ctx, "Ada", PASSWORD, "ada@example.org")


def join(ctx, owner, name, role=Role.READER):
    return readers.accept(ctx, readers.invite(ctx, owner, role), name, PASSWORD)


def test_the_first_becomes_the_owner_and_nobody_after(ctx, owner):
    assert owner.role is Role.OWNER and readers.has_owner(ctx)
    with pytest.raises(Forbidden, match="invitation"):
        readers.create_owner(ctx, "Bela", PASSWORD)


@pytest.mark.parametrize("name", ["", "  ", "a@b", "x" * 61, "\u200b"])
def test_a_name_that_is_none_is_refused(ctx, name):
    with pytest.raises(BadInput, match="name"):
        readers.create_owner(ctx, name, PASSWORD)


def test_an_invitation_works_once(ctx, owner):
    token = readers.invite(ctx, owner, Role.EDITOR, "for Bela")
    assert readers.invitation(ctx, token).note == "for Bela"
    assert readers.accept(ctx, token, "Bela", PASSWORD).role is Role.EDITOR
    with pytest.raises(NotFound, match="used already"):
        readers.accept(ctx, token, "Cleo", PASSWORD)


def test_an_invitation_waits_when_the_password_is_too_weak(ctx, owner):
    token = readers.invite(ctx, owner, Role.READER)
    with pytest.raises(BadInput):
        readers.accept(ctx, token, "Bela", "short")
    assert readers.accept(ctx, token, "Bela", PASSWORD).name == "Bela"


def test_an_invitation_is_too_old_after_a_week_and_can_be_taken_back(ctx, owner, clock):
    token = readers.invite(ctx, owner, Role.READER)
    readers.withdraw(ctx, owner, readers.invitations(ctx, owner)[0].id)
    other = readers.invite(ctx, owner, Role.READER)
    clock.now += readers.INVITED_FOR
    for one in (token, other):
        with pytest.raises(NotFound):
            readers.invitation(ctx, one)


def test_only_the_owner_invites_and_changes_roles(ctx, owner):
    editor = join(ctx, owner, "Bela", Role.EDITOR)
    for act in (
        lambda: readers.invite(ctx, editor, Role.READER),
        lambda: readers.change_role(ctx, editor, owner.id, Role.READER),
        lambda: readers.remove(ctx, editor, owner.id),
        lambda: readers.listing(ctx, editor),
    ):
        with pytest.raises(Forbidden):
            act()


def test_there_is_always_an_owner(ctx, owner):
    for act in (
        lambda: readers.change_role(ctx, owner, owner.id, Role.READER),
        lambda: readers.remove(ctx, owner, owner.id),
    ):
        with pytest.raises(BadInput, match="needs an owner"):
            act()
    bela = join(ctx, owner, "Bela")
    readers.change_role(ctx, owner, bela.id, Role.OWNER)
    readers.remove(ctx, owner, owner.id)
    assert [reader.name for reader in readers.owners(ctx)] == ["Bela"]


def test_a_reader_may_leave_but_remove_nobody_else(ctx, owner):
    bela, cleo = join(ctx, owner, "Bela"), join(ctx, owner, "Cleo")
    with pytest.raises(Forbidden):
        readers.remove(ctx, bela, cleo.id)
    readers.remove(ctx, bela, bela.id)
    assert [reader.name for reader in readers.listing(ctx, owner)] == ["Ada", "Cleo"]


def test_an_invitation_by_mail_needs_a_mail_server(ctx, owner):
    with pytest.raises(BadInput, match="smtp"):
        readers.invite(ctx, owner, Role.READER, email="bela@example.org")


def test_visitors_see_nothing_of_a_private_instance_and_readers_no_sources(ctx, owner):
    with pytest.raises(NotSignedIn):
        timeline.front(ctx, None)
    reader = join(ctx, owner, "Bela")
    assert timeline.front(ctx, reader).cards == ()
    with pytest.raises(Forbidden, match="sources"):
        sources.listing(ctx, reader)
    assert sources.listing(ctx, OPERATOR) == ()


def test_each_reader_has_the_language_that_they_set(ctx, owner):
    bela = join(ctx, owner, "Bela")
    assert bela.interface is None
    readers.set_interface(ctx, bela, "ar")
    assert [each.interface for each in readers.listing(ctx, owner)] == [None, "ar"]
    readers.set_interface(ctx, bela, None)
    assert readers.get(ctx, owner, bela.id).interface is None
    with pytest.raises(BadInput, match="language"):
        readers.set_interface(ctx, bela, "<b>")
    with pytest.raises(NotSignedIn):
        readers.set_interface(ctx, None, "ar")
