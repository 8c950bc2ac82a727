"""When the sweeper last sent a waiting job again."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0009_activated_accounts")]

    operations = [
        migrations.AddField("job", "sent_at", models.DateTimeField(null=True, verbose_name="dikirim ulang")),
    ]
