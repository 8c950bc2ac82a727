"""Pages of the kernel."""

from django.urls import path

from core.views import account, health, imports, jobs

urlpatterns: list = [
    path("akun/instansi/", account.agency_choose, name="agency_choose"),
    path("akun/tampilan/", account.theme_choose, name="theme_choose"),
    path("impor/", imports.import_list, name="import_list"),
    path("impor/unggah/", imports.import_upload, name="import_upload"),
    path("impor/<int:pk>/", imports.import_detail, name="import_detail"),
    path("impor/<int:pk>/simpan/", imports.import_confirm, name="import_confirm"),
    path("impor/<int:pk>/batalkan/", imports.import_discard, name="import_discard"),
    path("impor/<int:pk>/baris-ditolak.xlsx", imports.import_issues, name="import_issues"),
    path("pekerjaan/<uuid:pk>/", jobs.job_progress, name="job_progress"),
    path("pekerjaan/<uuid:pk>/ulangi/", jobs.job_retry, name="job_retry"),
    path("health/", health.health, name="health"),
]
