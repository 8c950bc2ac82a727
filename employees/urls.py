"""People and the organisation they work in."""

from django.urls import path

from employees.views import accounts, organisation, people, privacy, superiors

urlpatterns = [
    path("saya/", people.employee_self, name="employee_self"),
    path("pegawai/", people.employee_list, name="employee_list"),
    path("pegawai/saran/", people.employee_suggest, name="employee_suggest"),
    path("pegawai/ekspor/", people.employee_export, name="employee_export"),
    path("pegawai/saran/unit/", people.unit_options, name="unit_options"),
    path("pegawai/saran/jabatan/", people.job_options, name="job_options"),
    path("pegawai/<int:pk>/", people.employee_detail, name="employee_detail"),
    path("pegawai/<int:pk>/atasan/", superiors.superior_edit, name="superior_edit"),
    path("pegawai/<int:pk>/atasan/kembalikan/", superiors.superior_reset, name="superior_reset"),
    path("pegawai/saran/atasan/", superiors.superior_options, name="superior_options"),
    path("organisasi/atasan/", superiors.superior_check, name="superior_check"),
    path("organisasi/", organisation.unit_tree, name="unit_tree"),
    path("organisasi/<int:pk>/", organisation.unit_branch, name="unit_branch"),
    path("saya/data/", privacy.own_data, name="own_data"),
    path("saya/data/salinan.<str:kind>", privacy.own_copy, name="own_copy"),
    path("saya/pembaca/", privacy.own_readers, name="own_readers"),
    path("saya/koreksi/", privacy.own_corrections, name="own_corrections"),
    path("saya/koreksi/<int:pk>/tarik/", privacy.correction_withdraw, name="correction_withdraw"),
    path("saya/koreksi/<slug:field>/", privacy.correction_ask, name="correction_ask"),
    path("pegawai/<int:pk>/salinan.<str:kind>", privacy.employee_copy, name="employee_copy"),
    path("koreksi/", privacy.correction_list, name="correction_list"),
    path("koreksi/<int:pk>/", privacy.correction_detail, name="correction_detail"),
    path("koreksi/<int:pk>/putusan/", privacy.correction_decide, name="correction_decide"),
    path("koreksi/<int:pk>/bukti/", privacy.correction_evidence, name="correction_evidence"),
    path("pengaturan/akun/", accounts.account_list, name="account_list"),
    path("pengaturan/akun/lain/", accounts.account_others, name="account_others"),
    path("pengaturan/akun/siapkan/", accounts.account_prepare, name="account_prepare"),
    path("pengaturan/akun/tautan/<uuid:pk>/", accounts.account_links, name="account_links"),
    path("pengaturan/akun/tautan/<uuid:pk>/berkas/", accounts.account_links_file, name="account_links_file"),
    path("pengaturan/akun/pegawai/<int:pk>/buat/", accounts.account_make, name="account_make"),
    path("pengaturan/akun/<int:pk>/", accounts.account_detail, name="account_detail"),
    path("pengaturan/akun/<int:pk>/tautan/", accounts.account_link, name="account_link"),
    path("pengaturan/akun/<int:pk>/nonaktifkan/", accounts.account_close, name="account_close"),
    path("pengaturan/akun/<int:pk>/aktifkan/", accounts.account_open, name="account_open"),
    path("pengaturan/akun/<int:pk>/reset/", accounts.account_reset_factors, name="account_reset_factors"),
]
