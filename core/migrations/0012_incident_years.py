from datetime import UTC, datetime

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0011_trail_by_person"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="incident",
            constraint=models.CheckConstraint(
                condition=models.Q(("happened_at__gte", datetime(2000, 1, 1, tzinfo=UTC))),
                name="incident_in_our_time",
            ),
        ),
    ]
