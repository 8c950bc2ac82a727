"""Sessions end when the first second factor is set up; people's own factors are decisions too."""

from django.db import migrations, models

import core.enums


class Migration(migrations.Migration):
    dependencies = [("core", "0013_roles_have_their_unit")]

    operations = [
        migrations.AddField(
            "user",
            "factor_since",
            models.DateTimeField(blank=True, editable=False, null=True, verbose_name="verifikasi dua langkah sejak"),
        ),
        migrations.AlterField(
            "decision",
            "kind",
            models.CharField(choices=core.enums.DecisionKind.choices, max_length=40, verbose_name="jenis keputusan"),
        ),
    ]
