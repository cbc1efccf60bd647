"""Beginning a register: ticks become sources in one press, on the page and on the command line."""

from django.urls import reverse

from datasources.models import Source
from partnerships.models import Organisation, TrailEntry
from tests.factories.data import make_source
from tests.integration.datasources.commands import refused, run
from tests.integration.reading import said, words


def start(client, world, **ticked):
    address = reverse("register-start", args=[world.partnership.slug])
    return client.post(address, ticked, follow=True)


def test_ticks_become_sources_with_kind_rhythm_and_sender(world, sign_in):
    fire = world.organisations["fire"]

    page = start(
        sign_in(world.analyst),
        world,
        fire=["fire-incidents", "fire-malicious-calls"],
        fire_by=fire.pk,
        published=["population"],
    )

    assert said(page) == ["3 sources are in the register now. Next: send their first files."]
    assert list(
        Source.objects.order_by("slug").values_list(
            "slug", "kind", "provider__name", "publisher", "expected", "due_days", "began_as"
        )
    ) == [
        (
            "fire-incidents",
            "fire-incidents",
            "Wexshire Fire and Rescue",
            "",
            "quarterly",
            92,
            "fire-incidents",
        ),
        (
            "fire-malicious-calls",
            "fire-incidents",
            "Wexshire Fire and Rescue",
            "",
            "quarterly",
            92,
            "fire-malicious-calls",
        ),
        (
            "population",
            "population",
            None,
            "Office for National Statistics",
            "mid-year",
            518,
            "population",
        ),
    ]
    entries = TrailEntry.objects.filter(verb="source.registered")
    assert [entry.actor_name for entry in entries] == ["Analyst"] * 3


def test_what_is_in_the_register_already_is_offered_no_more_and_never_made_twice(world, sign_in):
    client = sign_in(world.analyst)
    start(client, world, police=["police-crimes"])

    page = client.get(reverse("register-start", args=[world.partnership.slug]))
    again = start(client, world, police=["police-crimes"])

    assert "In the register already: Police recorded crimes." in words(page)
    assert again.status_code == 422
    assert Source.objects.count() == 1


def test_nothing_ticked_and_what_is_no_entry_are_told(world, sign_in):
    client = sign_in(world.analyst)

    nothing = start(client, world)
    invented = start(client, world, police=["police-dreams"])

    assert (nothing.status_code, invented.status_code) == (422, 422)
    assert "Tick at least one source" in words(nothing)
    assert not Source.objects.exists()


def test_all_that_is_prescribed_is_ticked_by_one_link(world, sign_in):
    client = sign_in(world.analyst)
    address = reverse("register-start", args=[world.partnership.slug])

    page = client.get(address, {"tick": "prescribed"}).content.decode()

    assert page.count(" checked") == 15


def test_of_two_that_may_send_it_none_is_chosen_by_its_place(world, sign_in):
    Organisation.objects.create(partnership=world.partnership, name="A Police", kind="police")
    address = reverse("register-start", args=[world.partnership.slug])

    form = sign_in(world.analyst).get(address).context["form"]

    assert form.fields["police_by"].initial is None
    assert form.fields["fire_by"].initial == world.organisations["fire"].pk


def test_a_short_name_that_another_source_has_is_left_to_it(world, sign_in):
    make_source(world.partnership, "counts", by=world.analyst, slug="marac", name="Old counts")

    start(sign_in(world.analyst), world, partners=["marac"])

    assert Source.objects.get(began_as="marac").slug == "marac-cases"


def test_who_must_send_it_is_said_where_the_organisation_is_not_recorded(world, sign_in):
    page = start(sign_in(world.analyst), world, health=["ambulance-calls"])

    assert "Health bodies, not recorded yet" in words(page)


def test_a_sender_is_one_of_the_partnership(world, sign_in):
    elsewhere = Organisation.objects.create(
        partnership=world.stranger.memberships.first().partnership, name="Far", kind="police"
    )

    page = start(sign_in(world.analyst), world, police=["police-crimes"], police_by=elsewhere.pk)

    assert page.status_code == 422
    assert not Source.objects.exists()


def test_the_command_prints_the_list_and_begins_a_register(world):
    listed = run("start_register")
    made = run("start_register", world.partnership.slug, "council-asb", "population")
    again = run("start_register", world.partnership.slug, "council-asb")

    assert {one["rule"] for one in listed if one["slug"] == "council-asb"} == {
        "SI 2007/1831, Schedule, paragraph 8"
    }
    assert [(one["slug"], one["provider"]) for one in made["sources"]] == [
        ("council-asb", "Wexmere District Council"),
        ("population", "Office for National Statistics"),
    ]
    assert again["sources"] == []


def test_the_command_makes_all_that_is_prescribed(world):
    make_source(world.partnership, "police-street", by=world.analyst)

    made = run("start_register", world.partnership.slug, "--prescribed")

    assert len(made["sources"]) == 15
    assert {one["expected"] for one in made["sources"]} == {"quarterly"}


def test_the_command_refuses_what_it_does_not_know(world):
    assert refused("start_register", "nowhere", "population")[:2] == (
        2,
        "There is no partnership 'nowhere'.",
    )
    code, reason, _ = refused("start_register", world.partnership.slug, "dreams")
    assert (code, reason) == (
        1,
        "There is no entry called dreams in the starting list. Choose from the list again.",
    )
    assert not Source.objects.exists()
