"""Pages of the kernel."""

from django.urls import path

from core.views import account, accounts, health, imports, incidents, jobs, retention, roles, trail

urlpatterns: list = [
    path("akun/instansi/", account.agency_choose, name="agency_choose"),
    path("akun/tampilan/", account.theme_choose, name="theme_choose"),
    path("akun/aktivasi/<str:token>/", accounts.account_activate, name="account_activate"),
    path("akun/hak-tinggi/", accounts.rights_raise, name="rights_raise"),
    path("akun/hak-tinggi/akhiri/", accounts.rights_lower, name="rights_lower"),
    path("impor/", imports.import_list, name="import_list"),
    path("impor/unggah/", imports.import_upload, name="import_upload"),
    path("impor/<int:pk>/", imports.import_detail, name="import_detail"),
    path("impor/<int:pk>/simpan/", imports.import_confirm, name="import_confirm"),
    path("impor/<int:pk>/batalkan/", imports.import_discard, name="import_discard"),
    path("impor/<int:pk>/baris-ditolak.xlsx", imports.import_issues, name="import_issues"),
    path("jejak/", trail.trail_list, name="trail_list"),
    path("jejak/<str:label>/<int:pk>/", trail.trail_object, name="trail_object"),
    path("pekerjaan/<uuid:pk>/", jobs.job_progress, name="job_progress"),
    path("pekerjaan/<uuid:pk>/ulangi/", jobs.job_retry, name="job_retry"),
    path("pengaturan/peran/", roles.role_list, name="role_list"),
    path("pengaturan/peran/hak/", roles.role_rights, name="role_rights"),
    path("pengaturan/peran/beri/", roles.role_give, name="role_give"),
    path("pengaturan/peran/saran/akun/", roles.role_accounts, name="role_accounts"),
    path("pengaturan/peran/<int:pk>/", roles.role_detail, name="role_detail"),
    path("pengaturan/peran/<int:pk>/ubah/", roles.role_change, name="role_change"),
    path("pengaturan/peran/<int:pk>/cabut/", roles.role_end, name="role_end"),
    path("insiden/", incidents.incident_list, name="incident_list"),
    path("insiden/catat/", incidents.incident_record, name="incident_record"),
    path("insiden/<int:pk>/", incidents.incident_detail, name="incident_detail"),
    path("insiden/<int:pk>/ubah/", incidents.incident_edit, name="incident_edit"),
    path("insiden/<int:pk>/pemberitahuan/<str:whom>/", incidents.incident_notice, name="incident_notice"),
    path("insiden/<int:pk>/sampaikan/<str:whom>/", incidents.incident_told, name="incident_told"),
    path("insiden/<int:pk>/tutup/", incidents.incident_close, name="incident_close"),
    path("pengaturan/masa-simpan/", retention.retention_rules, name="retention_rules"),
    path("health/", health.health, name="health"),
]
