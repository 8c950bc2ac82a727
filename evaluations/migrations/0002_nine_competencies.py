from django.db import migrations

# PermenPANRB 38/2017; codes as in SIASN (kompetensi/kompetensi/save).
NINE = (
    ("integritas", "Integritas", "managerial"),
    ("kerjasama", "Kerja Sama", "managerial"),
    ("komunikasi", "Komunikasi", "managerial"),
    ("orientasiPadaHasil", "Orientasi pada Hasil", "managerial"),
    ("pelayananPublik", "Pelayanan Publik", "managerial"),
    ("pengembanganDiriDanOrla", "Pengembangan Diri dan Orang Lain", "managerial"),
    ("mengelolaPerubahan", "Mengelola Perubahan", "managerial"),
    ("pengambilanKeputusan", "Pengambilan Keputusan", "managerial"),
    ("perekatBangsa", "Perekat Bangsa", "socio_cultural"),
)


def add(apps, schema_editor):
    competency = apps.get_model("evaluations", "Competency")
    competency.objects.bulk_create(
        competency(code=code, name=name, group=group, order=order)
        for order, (code, name, group) in enumerate(NINE, start=1)
    )


def remove(apps, schema_editor):
    codes = [code for code, _name, _group in NINE]
    apps.get_model("evaluations", "Competency").objects.filter(code__in=codes).delete()


class Migration(migrations.Migration):
    dependencies = [("evaluations", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
