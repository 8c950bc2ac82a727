"""Accounts from before activation was recorded: whoever has a password has used it."""

from typing import Any

from django.db import migrations
from django.db.models import F


def mark(apps: Any, schema_editor: Any) -> None:
    users = apps.get_model("core", "User").objects.filter(activated_at=None)
    users.exclude(password__startswith="!").update(activated_at=F("joined_at"))


class Migration(migrations.Migration):
    dependencies = [("core", "0008_account_indexes")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
