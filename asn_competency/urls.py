"""Every address of the product; each app adds its own."""

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from django.urls import include, path, re_path

from core.views.account import language_choose
from core.views.accounts import password_forgotten
from core.views.oidc import oidc_callback, oidc_login

# Of allauth only what an office account needs: nobody signs up by herself.
ACCOUNT_PAGES = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("nonaktif/", account.account_inactive, name="account_inactive"),
    path("konfirmasi/", account.reauthenticate, name="account_reauthenticate"),
    path("kata-sandi/", account.password_change, name="account_change_password"),
    path("kata-sandi/buat/", account.password_set, name="account_set_password"),
    path("lupa/", password_forgotten, name="account_reset_password"),
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

FACTOR_PAGES = [
    path("", factors.index, name="mfa_index"),
    path("masuk/", factors.authenticate, name="mfa_authenticate"),
    path("konfirmasi/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("aplikasi/", totp.activate_totp, name="mfa_activate_totp"),
    path("aplikasi/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("kunci/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("kunci/tambah/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("kunci/konfirmasi/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("kunci/<int:pk>/hapus/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("kode/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("kode/baru/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("kode/unduh/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
# allauth builds these addresses itself and asks for the provider in them.
PROVIDER_PAGES = [
    path("masuk/", oidc_login, name="openid_connect_login"),
    path("kembali/", oidc_callback, name="openid_connect_callback"),
]

urlpatterns = [
    path("", include("core.urls")),
    path("", include("employees.urls")),
    path("", include("evaluations.urls")),
    path("", include("training.urls")),
    path("akun/", include(ACCOUNT_PAGES)),
    path("akun/dua-langkah/", include(FACTOR_PAGES)),
    path("akun/sso/<slug:provider_id>/", include(PROVIDER_PAGES)),
    path("", include("reports.urls")),
    path("bahasa/", language_choose, name="set_language"),
]
handler500 = "core.views.errors.server_error"
