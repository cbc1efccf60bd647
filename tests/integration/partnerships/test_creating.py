"""A partnership begins: created, described, its authorities added."""

from partnerships.models import Membership, Organisation, Partnership, TrailEntry
from partnerships.signals import areas_changed
from tests.factories.people import make_user
from tests.integration.reading import controls, rows, said, words


def trail_verbs(partnership: Partnership) -> list[str]:
    entries = TrailEntry.objects.filter(partnership_pk=partnership.pk).order_by("pk")
    return list(entries.values_list("verb", flat=True))


def test_a_steward_creates_fenland_and_becomes_its_steward(world, sign_in):
    page = sign_in(world.steward).post(
        "/partnerships/new/", {"name": "Fenland", "areas": "'e07000010"}, follow=True
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
        client.post("/partnerships/new/", {"name": "New", "areas": "E07000010"})

    slugs = Partnership.objects.filter(name="New").order_by("pk").values_list("slug", flat=True)
    # "new" itself is the address of this very page.
    assert list(slugs) == ["new-2", "new-3"]


def test_an_ended_area_is_refused_with_its_successor_and_what_was_typed_stays(world, sign_in):
    page = sign_in(world.steward).post(
        "/partnerships/new/", {"name": "Fenland", "areas": "Fenland\nE07000004"}
    )

    assert page.status_code == 422
    assert (
        "Aylesbury Vale (E07000004) ended on 1 April 2020. Its area belongs to Buckinghamshire"
        " (E06000060) now: choose that instead."
    ) in words(page)
    assert "Fenland\nE07000004</textarea>" in page.content.decode()
    assert not Partnership.objects.filter(name="Fenland").exists()


def test_whoever_may_not_create_partnerships_is_told_whom_to_ask(world, sign_in):
    page = sign_in(world.analyst).post(
        "/partnerships/new/", {"name": "Fenland", "areas": "E07000010"}
    )

    assert page.status_code == 403
    assert "You may not create partnerships: ask whoever runs this site." in words(page)


def test_a_new_partnership_teaches_what_each_part_is_for(world, sign_in):
    client = sign_in(world.steward)
    client.post("/partnerships/new/", {"name": "Fenland", "areas": "E07000010"})

    page = client.get("/partnerships/fenland/about/")

    said_here = words(page)
    for title in ("No organisations yet", "No sharing agreements yet", "No commitments yet"):
        assert title in said_here
    assert controls(page)[:4] == [
        "Who did what",
        "Settings",
        "Change the areas",
        "Add an organisation",
    ]


def test_the_page_names_the_authorities_that_are_still_missing(world, sign_in):
    client = sign_in(world.steward)
    address = "/partnerships/wexmere/organisations/new/"

    page = client.post(
        address,
        {"name": "Wexshire County Council", "kind": "county", "is_responsible_authority": "on"},
        follow=True,
    )

    assert said(page) == ["Wexshire County Council is added. You can now invite its people."]
    assert [
        [cell.removesuffix(f" Rename {row[0]}") for cell in row[:3]]
        for row in rows(page, "Organisations of Wexmere")
    ] == [
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


def test_areas_are_changed_by_name_and_what_is_asked_of_the_whole_is_asked_again(
    world, sign_in, django_capture_on_commit_callbacks
):
    client = sign_in(world.steward)
    heard = []

    def hear(sender: type, partnership_id: int, **news: object) -> None:
        heard.append(partnership_id)

    areas_changed.connect(hear)
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(
            "/partnerships/wexmere/about/areas/", {"areas": "X07000001\nFenland"}, follow=True
        )

    assert said(page) == ["The partnership's areas are saved."]
    assert Partnership.objects.get(slug="wexmere").area_codes == ("E07000010", "X07000001")
    entry = TrailEntry.objects.get(verb="partnership.areas_changed")
    assert (entry.actor_name, entry.before, entry.after) == (
        "Steward",
        {"areas": ["X07000001"]},
        {"areas": ["Fenland (E07000010)", "X07000001"]},
    )
    assert heard == [world.partnership.pk]


def test_the_same_areas_again_are_no_change(world, sign_in):
    page = sign_in(world.steward).post(
        "/partnerships/wexmere/about/areas/", {"areas": "x07000001"}, follow=True
    )

    assert page.status_code == 200
    assert not TrailEntry.objects.filter(verb="partnership.areas_changed").exists()


def test_areas_are_not_changed_to_none_or_to_one_that_ended(world, sign_in):
    client = sign_in(world.steward)
    pages = [
        client.post("/partnerships/wexmere/about/areas/", {"areas": typed})
        for typed in ("", " , ", "Bournemouth")
    ]

    assert [page.status_code for page in pages] == [422, 422, 422]
    assert "Choose at least one local-authority area" in words(pages[1])
    assert "Bournemouth, Christchurch and Poole (E06000058)" in words(pages[2])
    assert world.partnership.area_codes == ("X07000001",)


def test_an_organisation_is_renamed_and_the_record_says_from_what(world, sign_in):
    police = world.organisations["police"]
    page = sign_in(world.steward).post(
        f"/organisations/{police.pk}/rename/", {"name": " Wexshire Police "}, follow=True
    )

    assert said(page) == ["It is called Wexshire Police from now on."]
    police.refresh_from_db()
    assert police.name == "Wexshire Police"
    entry = TrailEntry.objects.get(verb="organisation.renamed")
    assert (entry.before, entry.after) == (
        {"name": "Wexshire Constabulary"},
        {"name": "Wexshire Police"},
    )


def test_an_organisation_takes_no_name_that_another_has_but_may_change_its_own_letters(
    world, sign_in
):
    client = sign_in(world.steward)
    address = f"/organisations/{world.organisations['police'].pk}/rename/"

    taken = client.post(address, {"name": "wexshire FIRE and rescue"})
    own = client.post(address, {"name": "Wexshire constabulary"})

    assert taken.status_code == 422
    assert "wexshire FIRE and rescue is already an organisation of Wexmere." in words(taken)
    assert own.status_code == 302
