"""Every address of the product; each app adds its own."""

from allauth.account import views as account
from django.urls import include, path, re_path

from core.views.account import language_choose

# Of allauth only what an office account needs: nobody signs up by herself.
ACCOUNT_PAGES = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("nonaktif/", account.account_inactive, name="account_inactive"),
    path("konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path("kata-sandi/", account.password_change, name="account_change_password"),
    path("kata-sandi/buat/", account.password_set, name="account_set_password"),
    path("lupa/", account.password_reset, name="account_reset_password"),
    path("lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^lupa/kunci/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "lupa/selesai/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]

urlpatterns = [
    path("", include("core.urls")),
    path("", include("employees.urls")),
    path("", include("evaluations.urls")),
    path("", include("training.urls")),
    path("akun/", include(ACCOUNT_PAGES)),
    path("", include("reports.urls")),
    path("bahasa/", language_choose, name="set_language"),
]
handler500 = "core.views.errors.server_error"
