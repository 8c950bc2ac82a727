"""The home page, indices and the regional report."""

from django.urls import path

from reports.views import home, people

urlpatterns: list = [
    path("", home.home, name="home"),
    path("pegawai/<int:pk>/indeks/", people.employee_index, name="employee_index"),
]
