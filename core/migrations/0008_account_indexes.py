"""Indexes for the list of accounts: those not yet activated, and closed ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0007_import_confirmations")]

    operations = [
        migrations.AddIndex(
            "user", models.Index(fields=["id"], condition=models.Q(activated_at=None), name="user_not_activated")
        ),
        migrations.AddIndex("user", models.Index(fields=["id"], condition=models.Q(is_active=False), name="user_closed")),
    ]
