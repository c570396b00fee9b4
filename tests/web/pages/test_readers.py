import re

import pytest

from broadsheet.boot import open_context
from broadsheet.config import Settings
from broadsheet.model.readers import Role
from broadsheet.service import readers
from broadsheet.web.app import create_app
from tests.web.conftest import door_of

PASSWORD = "four words in a row"
ORIGIN = {"origin": "http://localhost:8480"}


class Browser:
    """Keeps the cookie that it is given, and sends forms as browsers do."""

    def __init__(self, app):
        self._ask, self.cookie = door_of(app), ""

    def __call__(self, path, form=None, **headers):
        sent = {**ORIGIN, **({"cookie": self.cookie} if self.cookie else {}), **headers}
        answer = self._ask(path, form=form, **sent)
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].split(";")[0]
        return answer


@pytest.fixture
def app(tmp_path):
    with open_context(Settings(data=tmp_path)) as ctx:
        yield create_app(ctx, version="1")


@pytest.fixture
def owner(app):
    browser = Browser(app)
    browser("/owner", {"name": "Ada", "password": PASSWORD})
    return browser


def invited(app, owner, role="reader", name="Bela"):
    link = re.search(r"/invitation/[\w-]+", owner("/readers/invite", {"role": role}).text)[0]
    browser = Browser(app)
    browser(link, {"name": name, "password": PASSWORD})
    return browser


def test_the_first_visit_leads_to_the_owners_form_and_on_to_the_welcome_page(app):
    browser = Browser(app)
    assert browser("/").headers["location"] == "/owner" and "A paper of your own" in browser("/owner").text
    entered = browser("/owner", {"name": "Ada", "password": PASSWORD})
    assert entered.headers["location"] == "/welcome" and browser("/welcome").status == 200
    assert browser("/owner").headers["location"] == "/sign-in"


def test_a_weak_password_keeps_what_was_typed_and_says_why(app):
    answer = Browser(app)("/owner", {"name": "Ada", "password": "short", "email": "ada@example.org"})
    assert answer.status == 400 and 'value="Ada"' in answer.text and "ada@example.org" in answer.text
    assert "10 to 256 characters" in answer.text and "short" not in re.sub(r"<[^>]*>", "", answer.text)


@pytest.mark.parametrize(
    "path", ["/", "/article/1", "/outlets", "/search?q=a", "/sources", "/readers", "/me", "/comments"]
)
def test_a_visitor_is_shown_the_door_and_comes_back_to_where_they_were_going(app, owner, path):
    asked = Browser(app)(path)
    assert asked.status == 303 and asked.headers["location"].startswith("/sign-in")
    browser = Browser(app)
    to = re.search(r'name="to" value="([^"]*)"', browser(asked.headers["location"]).text)[1]
    assert browser("/sign-in", {"name": "ada", "password": PASSWORD, "to": to}).headers["location"] == path


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""])
def test_signing_in_never_leads_to_another_site(app, owner, to):
    entered = Browser(app)("/sign-in", {"name": "Ada", "password": PASSWORD, "to": to})
    assert entered.headers["location"] == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_of_other_sites(app, owner):
    def cookie(**headers):
        return Browser(app)("/sign-in", {"name": "Ada", "password": PASSWORD}, **headers).headers["set-cookie"].lower()

    assert all(part in cookie() for part in ("httponly", "samesite=lax", "max-age=2592000", "path=/"))


def test_a_wrong_password_is_a_sentence_and_the_name_stays(app, owner):
    answer = Browser(app)("/sign-in", {"name": "Ada", "password": "something else"})
    assert answer.status == 400 and "do not belong together" in answer.text and 'value="Ada"' in answer.text


def test_too_many_wrong_passwords_are_429(app, owner):
    browser = Browser(app)
    for _ in range(8):
        browser("/sign-in", {"name": "Ada", "password": "something else"})
    answer = browser("/sign-in", {"name": "Ada", "password": PASSWORD})
    assert answer.status == 429 and "Try again in" in answer.text


def test_a_form_without_an_origin_does_not_act_for_who_is_signed_in(app, owner):
    assert owner("/sign-out", {}, origin="https://evil.example").status == 403
    bare = door_of(app)("/sign-out", form={}, cookie=owner.cookie)
    assert bare.status == 403 and "Signed in as" in owner("/me").text


def test_who_is_invited_comes_in_and_sees_no_more_than_a_reader_may(app, owner):
    reader = invited(app, owner)
    assert "Signed in as" in reader("/me").text and "/sources" not in reader("/me").text
    assert reader("/sources").status == 403 and reader("/readers").status == 403
    assert 'href="/readers"' in owner("/me").text and "Bela" in owner("/readers").text


def test_an_editor_keeps_the_sources(app, owner):
    editor = invited(app, owner, "editor")
    assert editor("/sources").status == 200 and editor("/readers").status == 403


def test_a_used_invitation_says_so(app, owner):
    link = re.search(r"/invitation/[\w-]+", owner("/readers/invite", {"role": "reader"}).text)[0]
    Browser(app)(link, {"name": "Bela", "password": PASSWORD})
    answer = Browser(app)(link)
    assert answer.status == 404 and "used already" in answer.text


def test_signing_out_and_signing_out_everywhere(app, owner):
    other = Browser(app)
    other("/sign-in", {"name": "Ada", "password": PASSWORD})
    assert owner("/sign-out", {}).headers["location"] == "/sign-in?done=out" and owner("/me").status == 303
    other("/sign-out/everywhere", {})
    assert other("/me").status == 303


def test_a_new_password_and_a_new_name(app, owner):
    assert owner("/me", {"name": "Ada L.", "email": ""}).headers["location"] == "/me?done=saved"
    owner("/me/password", {"old": PASSWORD, "password": "some other long words"})
    entered = Browser(app)("/sign-in", {"name": "ada l.", "password": "some other long words"})
    assert entered.status == 303


def test_an_account_is_removed_only_after_asking_once_more(app, owner):
    reader = invited(app, owner)
    number = next(
        one.id for one in readers.listing(app.state.ctx, readers.owners(app.state.ctx)[0]) if one.name == "Bela"
    )
    assert "Remove your account?" in reader(f"/readers/{number}/remove", {}).text
    assert reader(f"/readers/{number}/remove", {"sure": "yes"}).headers["location"] == "/sign-in?done=gone"
    assert "Bela" not in owner("/readers").text


def test_feeds_open_by_a_readers_key_and_nothing_else_does(app, owner):
    key = re.search(r"key=([\w-]+)", owner("/me").text)[1]
    visitor = Browser(app)
    assert (
        visitor(f"/feed.rss?key={key}").status == 200 and f"feed.rss?key={key}" in visitor(f"/feed.rss?key={key}").text
    )
    assert visitor("/feed.rss").status == 401 and visitor("/feed.rss?key=no").status == 401
    assert visitor(f"/?key={key}").status == 303 and visitor(f"/sources.opml?key={key}").status == 401


def test_recovery_without_a_mail_server_names_the_command(app, owner):
    assert "broadsheet owner --reset" in Browser(app)("/recover").text


def test_roles_are_changed_by_the_owner(app, owner):
    invited(app, owner)
    ctx = app.state.ctx
    bela = next(one for one in readers.listing(ctx, readers.owners(ctx)[0]) if one.name == "Bela")
    owner(f"/readers/{bela.id}/role", {"role": "editor"})
    assert readers.get(ctx, readers.owners(ctx)[0], bela.id).role is Role.EDITOR


def test_visitors_see_headlines_where_the_operator_lets_them(tmp_path):
    with open_context(Settings(data=tmp_path, anonymous_reading=True)) as ctx:
        app = create_app(ctx, version="1")
        readers.create_owner(ctx, "Ada", PASSWORD)
        page = Browser(app)("/outlets")
        assert page.status == 200 and 'href="/sign-in?to=' in page.text and "/sources" not in page.text
        assert Browser(app)("/sources").status == 303 and Browser(app)("/feed.atom").status == 200


def test_before_the_first_article_a_reader_hears_that_it_is_on_its_way(app, owner):
    page = invited(app, owner)("/")
    assert page.status == 200 and "on their way" in page.text and "asked so far" not in page.text
    assert owner("/").headers["location"] == "/welcome"


def test_the_list_of_sessions_says_which_one_this_is(app, owner):
    Browser(app)("/sign-in", {"name": "Ada", "password": PASSWORD}, user_agent="Phone")
    html = owner("/me").text
    assert html.count("This browser") == 1 and html.count('aria-label="Sign out there') == 1


def test_a_visitor_who_signs_in_from_a_page_comes_back_to_it(tmp_path):
    with open_context(Settings(data=tmp_path, anonymous_reading=True)) as ctx:
        readers.create_owner(ctx, "Ada", PASSWORD)
        page = Browser(create_app(ctx, version="1"))("/outlets").text
        assert 'href="/sign-in?to=%2Foutlets"' in page


def test_a_reader_chooses_how_the_paper_looks(owner):
    assert '<html lang="en" dir="ltr">' in owner("/me").text
    chosen = {"ground": "sepia", "size": "large", "measure": "wide", "view": "list"}
    assert owner("/me/looks", chosen).headers["location"] == "/me?done=looks"
    html = owner("/me").text
    assert '<html lang="en" dir="ltr" class="sepia text-large measure-wide">' in html
    assert '<meta name="theme-color" content="#f5ebd7">' in html and 'content="light"' in html
    assert all(f'name="{name}" value="{value}" checked' in html for name, value in chosen.items())
    assert owner("/me/looks", {"ground": "pink"}).status == 400 and "sepia" in owner("/me").text
    owner("/me/looks", {})
    assert '<html lang="en" dir="ltr">' in owner("/me").text
