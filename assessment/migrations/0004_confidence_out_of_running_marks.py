"""The generic matrix's factor of confidence is told apart from what weighs; scores stay as given.

Years that are over keep the marks that they were printed with. Running years are ranked anew: the
weight that confidence had stays on record, so that their pages can say which places moved and why.
"""

from django.db import migrations

NAME = "Confidence in the data"
ASKS = "How sure are we of what we know about it?"


def tell_apart(apps, schema_editor):
    Assessment = apps.get_model("assessment", "Assessment")
    TrailEntry = apps.get_model("partnerships", "TrailEntry")
    followed = set(
        Assessment.objects.exclude(previous=None).values_list("previous_id", flat=True)
    )
    for assessment in Assessment.objects.select_related("partnership"):
        factors = list(assessment.factors.order_by("order"))
        known = [
            factor
            for factor in factors
            if factor.name.strip().lower() == NAME.lower() or factor.asks.strip() == ASKS
        ]
        if not known or len(factors) == 1:
            continue
        confidence = known[0]
        confidence.is_confidence = True
        if assessment.stage == "assess" or assessment.pk in followed:
            assessment.confidence_counts = True
            assessment.save(update_fields=["confidence_counts"])
        elif assessment.scoring_closed_at is None:
            # Nobody has seen a rank of this year: there is nothing to explain.
            confidence.weight = 0
        else:
            TrailEntry.objects.create(
                partnership_pk=assessment.partnership_id,
                partnership_name=assessment.partnership.name,
                actor_pk=None,
                actor_name="Safer Year",
                verb="scoring.ranked_anew",
                target_type="assessment.assessment",
                target_pk=str(assessment.pk),
                target_label=assessment.title[:250],
                after={"reason": "Confidence in the data stands beside the mark, no longer in it."},
            )
        confidence.save(update_fields=["is_confidence", "weight"])


def forget(apps, schema_editor):
    Factor = apps.get_model("assessment", "Factor")
    Factor.objects.filter(is_confidence=True, weight=0).update(weight=1)
    Factor.objects.filter(is_confidence=True).update(is_confidence=False)
    apps.get_model("assessment", "Assessment").objects.update(confidence_counts=False)
    apps.get_model("partnerships", "TrailEntry").objects.filter(verb="scoring.ranked_anew").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("assessment", "0003_confidence_beside_the_mark"),
        ("partnerships", "0001_initial"),
    ]

    operations = [migrations.RunPython(tell_apart, forget)]
