"""The home page, indices and the regional report."""

from django.urls import path

from reports.views import home, people, reports, schedules

urlpatterns: list = [
    path("", home.home, name="home"),
    path("pegawai/<int:pk>/indeks/", people.employee_index, name="employee_index"),
    path("laporan/", reports.report_list, name="report_list"),
    path("laporan/buat/", reports.report_request, name="report_request"),
    path("laporan/<int:pk>/", reports.report_detail, name="report_detail"),
    path("laporan/<int:pk>/<str:kind>/", reports.report_file, name="report_file"),
    path("jadwal/", schedules.schedule_list, name="schedule_list"),
]
