"""Every address of the product; each app adds its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("core.urls")),
    path("akun/", include("allauth.account.urls")),
    path("bahasa/", include("django.conf.urls.i18n")),
]
