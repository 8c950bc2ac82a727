"""People and the organisation they work in."""

from django.urls import path

from employees import views

urlpatterns = [
    path("saya/", views.employee_self, name="employee_self"),
    path("pegawai/", views.employee_list, name="employee_list"),
    path("pegawai/saran/", views.employee_suggest, name="employee_suggest"),
    path("pegawai/ekspor/", views.employee_export, name="employee_export"),
    path("pegawai/saran/unit/", views.unit_options, name="unit_options"),
    path("pegawai/saran/jabatan/", views.job_options, name="job_options"),
    path("pegawai/<int:pk>/", views.employee_detail, name="employee_detail"),
    path("organisasi/", views.unit_tree, name="unit_tree"),
    path("organisasi/<int:pk>/", views.unit_branch, name="unit_branch"),
]
