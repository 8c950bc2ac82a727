"""Competency and performance of one person, loaded into her page."""

from django.urls import path

from evaluations import views

urlpatterns = [
    path("pegawai/<int:pk>/kompetensi/", views.employee_competencies, name="employee_competencies"),
    path("pegawai/<int:pk>/kinerja/", views.employee_performance, name="employee_performance"),
]
