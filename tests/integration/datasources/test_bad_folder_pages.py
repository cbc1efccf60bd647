"""Each entry of the folder of bad input sent by page: it ends in words, and no page fails."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from datasources.operations import deliveries
from tests.factories.data import make_source
from tests.samples.entries import every

ENTRIES = {one.name: one for one in every() if not one.said.get("slow")}


@pytest.mark.slow
@pytest.mark.parametrize("name", ENTRIES)
def test_whatever_is_sent_its_pages_show_what_became_of_it(name, world, sign_in, tmp_path):
    said = ENTRIES[name].said
    kind = said.get("kind") or next(iter(said.get("recognised", [])), "plain-table")
    source = make_source(world.partnership, kind, by=world.analyst)
    sent = [
        SimpleUploadedFile(one.name, one.path.read_bytes()) for one in ENTRIES[name].files(tmp_path)
    ]
    client = sign_in(world.analyst)

    answer = client.post(
        reverse("delivery-create", args=[world.partnership.slug, source.slug]), {"files": sent}
    )
    delivery = source.deliveries.get()
    deliveries.read(delivery.pk)
    delivery.refresh_from_db()

    assert answer.status_code == 302
    assert delivery.state in ("read", "refused", "personal")
    assert delivery.rows_read == delivery.rows_kept + delivery.rows_set_aside
    assert delivery.state != "refused" or delivery.findings.filter(severity="error").exists()
    pages = ["delivery-detail", "delivery-layout"]
    if delivery.rows_set_aside:
        pages.append("delivery-set-aside")
    for page in pages:
        shown = client.get(reverse(page, args=[delivery.pk]))
        assert shown.status_code == 200, page
