"""Names of active and inactive people in one order; headcounts from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_unit_order"), ("employees", "0002_nip_byte_order")]

    operations = [
        migrations.RemoveIndex(model_name="employee", name="employee_by_name"),
        migrations.AddIndex(
            model_name="employee",
            index=models.Index(fields=["agency", "name", "id"], include=["is_active"], name="employee_by_name"),
        ),
        migrations.AddIndex(
            model_name="employee",
            index=models.Index(fields=["unit"], condition=models.Q(is_active=True), name="employee_headcount"),
        ),
    ]
