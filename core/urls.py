"""Pages of the kernel."""

from django.urls import path

from core.views import account

urlpatterns: list = [
    path("akun/instansi/", account.agency_choose, name="agency_choose"),
    path("akun/tampilan/", account.theme_choose, name="theme_choose"),
]
