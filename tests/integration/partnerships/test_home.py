"""The front door: straight in, a choice, or what to do."""

from partnerships.models import Membership, User
from tests.factories.people import make_partnership, make_user
from tests.factories.years import make_assessment
from tests.integration.reading import controls, queries_of, rows, words


def test_a_person_of_one_partnership_is_sent_straight_to_it(world, sign_in):
    response = sign_in(world.officer).get("/")

    assert (response.status_code, response["Location"]) == (302, "/partnerships/wexmere/")


def test_a_person_of_several_sees_role_and_stage_of_the_current_year(world, sign_in):
    second = make_partnership("fenmarch", "Fenmarch", areas=("X07000002",))
    Membership.objects.create(partnership=second, user=world.officer, role="viewer")
    Membership.objects.create(partnership=second, user=world.officer, role="lead")
    make_assessment(world.partnership, by=world.analyst, year=2025)
    make_assessment(world.partnership, by=world.analyst, year=2026)

    page = sign_in(world.officer).get("/")

    assert rows(page, "Your partnerships") == [
        ["Fenmarch", "Viewer, Strategic lead", "None opened yet", ""],
        ["Wexmere", "Community safety officer", "2026", "Stage: Scan"],
    ]


def test_the_list_asks_as_much_for_thirty_partnerships_as_for_two(world, sign_in):
    def join(place: int) -> None:
        each = make_partnership(f"place-{place}", f"Place {place}", areas=("X07000002",))
        Membership.objects.create(partnership=each, user=world.officer, role="viewer")
        make_assessment(each, by=world.analyst)

    client = sign_in(world.officer)
    join(0)
    few = queries_of(client, "/")
    for place in range(1, 30):
        join(place)

    assert queries_of(client, "/") == few


def test_a_person_of_none_is_told_what_to_do(db, sign_in):
    nobody = make_user("nobody@wexmere.example", "Nobody Yet")

    page = sign_in(nobody).get("/")

    assert "You belong to no partnership yet You are signed in as nobody@wexmere.example." in words(
        page
    )
    assert controls(page) == []


def test_whoever_may_create_partnerships_is_offered_to(db, sign_in):
    maker = make_user("maker@wexmere.example", "Maker", may_create_partnerships=True)

    assert controls(sign_in(maker).get("/")) == ["Create a partnership"]


def test_whoever_may_create_partnerships_is_offered_to_in_the_menu_of_any_page(world, sign_in):
    def offers(user: User) -> bool:
        page = sign_in(user).get("/partnerships/wexmere/")
        return 'href="/partnerships/new/"' in page.content.decode()

    assert [offers(world.steward), offers(world.officer)] == [True, False]
