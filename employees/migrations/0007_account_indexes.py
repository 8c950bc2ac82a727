"""Indexes for the list of accounts: people with one, and people without."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("employees", "0006_trail"), ("core", "0008_account_indexes")]

    operations = [
        migrations.AddIndex(
            "employee",
            models.Index(
                fields=["agency", "name", "id"],
                condition=models.Q(user=None, is_active=True),
                name="employee_no_account",
            ),
        ),
        migrations.AddIndex(
            "employee",
            models.Index(
                fields=["agency", "name", "id"],
                condition=models.Q(user__isnull=False),
                name="employee_with_account",
            ),
        ),
    ]
