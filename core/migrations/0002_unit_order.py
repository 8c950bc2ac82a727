"""Units of an agency in the order of the tree, so that people can be listed unit by unit."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="unit",
            index=models.Index(fields=["agency", "path"], name="unit_order"),
        ),
    ]
