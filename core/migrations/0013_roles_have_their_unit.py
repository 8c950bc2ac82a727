from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0012_incident_years"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="roleassignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ("hr_unit", "manager")), _negated=True)
                | models.Q(("unit__isnull", False)),
                name="role_has_its_unit",
            ),
        ),
    ]
