"""What a reader was when she read; reading the trail of a person is a kind of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("employees", "0009_reading_kinds"),
    ]

    operations = [
        migrations.AddField(
            model_name="reading",
            name="reader_roles",
            field=models.CharField(blank=True, db_default="", default="", max_length=200, verbose_name="peran"),
        ),
        migrations.AlterField(
            model_name="reading",
            name="what",
            field=models.CharField(
                choices=[
                    ("profile", "Profil"),
                    ("private", "NIK, telepon, dan alamat"),
                    ("discipline", "Hukuman disiplin"),
                    ("competency", "Hasil asesmen"),
                    ("performance", "Hasil kinerja"),
                    ("correction", "Permohonan koreksi"),
                    ("export", "Berkas daftar pegawai"),
                    ("copy", "Salinan seluruh data"),
                    ("report", "Laporan asesmen rahasia"),
                    ("talent", "Peta talenta"),
                    ("trail", "Jejak perubahan data"),
                ],
                max_length=16,
                verbose_name="data",
            ),
        ),
    ]
