"""A partnership begins: created, described, its authorities added."""

from partnerships.models import Membership, Organisation, Partnership, TrailEntry
from tests.factories.people import make_user
from tests.integration.reading import controls, rows, said, words


def trail_verbs(partnership: Partnership) -> list[str]:
    entries = TrailEntry.objects.filter(partnership_pk=partnership.pk).order_by("pk")
    return list(entries.values_list("verb", flat=True))


def test_a_steward_creates_fenland_and_becomes_its_steward(world, sign_in):
    page = sign_in(world.steward).post(
        "/partnerships/new/", {"name": "Fenland", "area_codes": "'e07000010"}, follow=True
    )

    fenland = Partnership.objects.get(slug="fenland")
    assert page.redirect_chain == [("/partnerships/fenland/about/", 302)]
    assert said(page) == [
        "Fenland is created and you are its steward. Next, add its responsible authorities."
    ]
    assert fenland.area_codes == ("E07000010",)
    assert fenland.created_by == world.steward
    assert list(
        Membership.objects.filter(partnership=fenland).values_list("user__name", "role")
    ) == [("Steward", "steward")]
    assert trail_verbs(fenland) == ["partnership.created", "membership.began"]


def test_a_second_partnership_of_the_same_name_gets_an_address_of_its_own(world, sign_in):
    client = sign_in(world.steward)
    for _ in range(2):
        client.post("/partnerships/new/", {"name": "New", "area_codes": "E07000010"})

    slugs = Partnership.objects.filter(name="New").order_by("pk").values_list("slug", flat=True)
    # "new" itself is the address of this very page.
    assert list(slugs) == ["new-2", "new-3"]


def test_a_wrong_area_code_is_refused_in_words(world, sign_in):
    page = sign_in(world.steward).post(
        "/partnerships/new/", {"name": "Fenland", "area_codes": "E07000010, Fenland"}
    )

    assert page.status_code == 422
    assert "An area code is one capital letter and eight figures, for example E07000010." in words(
        page
    )
    assert not Partnership.objects.filter(name="Fenland").exists()


def test_whoever_may_not_create_partnerships_is_told_whom_to_ask(world, sign_in):
    page = sign_in(world.analyst).post(
        "/partnerships/new/", {"name": "Fenland", "area_codes": "E07000010"}
    )

    assert page.status_code == 403
    assert "You may not create partnerships: ask whoever runs this site." in words(page)


def test_a_new_partnership_teaches_what_each_part_is_for(world, sign_in):
    client = sign_in(world.steward)
    client.post("/partnerships/new/", {"name": "Fenland", "area_codes": "E07000010"})

    page = client.get("/partnerships/fenland/about/")

    said_here = words(page)
    for title in ("No organisations yet", "No sharing agreements yet", "No commitments yet"):
        assert title in said_here
    assert controls(page)[:3] == ["Who did what", "Settings", "Add an organisation"]


def test_the_page_names_the_authorities_that_are_still_missing(world, sign_in):
    client = sign_in(world.steward)
    address = "/partnerships/wexmere/organisations/new/"

    page = client.post(
        address,
        {"name": "Wexshire County Council", "kind": "county", "is_responsible_authority": "on"},
        follow=True,
    )

    assert said(page) == ["Wexshire County Council is added. You can now invite its people."]
    assert [row[:3] for row in rows(page, "Organisations of Wexmere")] == [
        [
            "Wexmere District Council",
            "District, borough or unitary council",
            "Responsible authority",
        ],
        ["Wexshire Constabulary", "Police", "Responsible authority"],
        ["Wexshire County Council", "County council", "Responsible authority"],
        ["Wexshire Fire and Rescue", "Fire and rescue", "Responsible authority"],
    ]
    assert "none is recorded yet for: Probation Health (integrated care board) A unitary" in words(
        page
    )


def test_a_co_operating_body_is_never_a_responsible_authority(world, sign_in):
    sign_in(world.steward).post(
        "/partnerships/wexmere/organisations/new/",
        {"name": "Street Pastors", "kind": "other", "is_responsible_authority": "on"},
    )

    assert Organisation.objects.get(name="Street Pastors").is_responsible_authority is False


def test_an_organisation_is_added_once(world, sign_in):
    page = sign_in(world.steward).post(
        "/partnerships/wexmere/organisations/new/",
        {"name": "wexshire constabulary", "kind": "police"},
    )

    assert page.status_code == 422
    assert "wexshire constabulary is already an organisation of Wexmere." in words(page)


def test_settings_are_changed_and_the_record_says_from_what_to_what(world, sign_in):
    page = sign_in(world.steward).post(
        "/partnerships/wexmere/about/settings/",
        {
            "name": "Wexmere",
            "suppression_threshold": "7",
            "quorum": "3",
            "marking": "OFFICIAL-SENSITIVE",
        },
        follow=True,
    )

    assert said(page) == ["The partnership's details are saved."]
    entry = TrailEntry.objects.get(verb="partnership.changed")
    assert (entry.before, entry.after) == (
        {"suppression_threshold": 5, "quorum": 2, "marking": "OFFICIAL"},
        {"suppression_threshold": 7, "quorum": 3, "marking": "OFFICIAL-SENSITIVE"},
    )


def test_settings_out_of_range_are_refused_and_nothing_is_saved(world, sign_in):
    page = sign_in(world.steward).post(
        "/partnerships/wexmere/about/settings/",
        {"name": "Wexmere", "suppression_threshold": "0", "quorum": "one", "marking": "OFFICIAL"},
    )

    assert page.status_code == 422
    assert "The threshold is between 1 and 20" in words(page)
    assert "The quorum is a whole number" in words(page)
    world.partnership.refresh_from_db()
    assert (world.partnership.suppression_threshold, world.partnership.quorum) == (5, 2)


def test_a_viewer_reads_who_we_are_without_a_single_button_or_address(world, sign_in):
    page = sign_in(world.viewer).get("/partnerships/wexmere/about/")

    assert controls(page) == []
    assert "@wexmere.example" not in words(page)


def test_people_of_another_partnership_find_nothing(world, sign_in):
    elsewhere = make_user("other@example.org", "Other", may_create_partnerships=True)

    assert sign_in(elsewhere).get("/partnerships/wexmere/about/").status_code == 404
