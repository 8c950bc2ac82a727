"""Learning of one person, loaded into her page."""

from django.urls import path

from training import views

urlpatterns = [
    path("pegawai/<int:pk>/pelatihan/", views.employee_training, name="employee_training"),
]
