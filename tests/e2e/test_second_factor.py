"""Setting up and using second factors in a browser: an app on the phone, and a security key."""

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser

from employees.demo.load import PASSWORD
from tests.e2e.visitor import Visitor
from tests.stage import Stage

pytestmark = pytest.mark.e2e
HOME = re.compile(r":\d+/$")
MAKE = """
from core.models import Agency, RoleAssignment, User
from core.enums import Role
from allauth.mfa.models import Authenticator
user, _ = User.objects.get_or_create(username={name!r}, defaults={{"name": "Wira Kusuma"}})
user.set_password({password!r}); user.save()
RoleAssignment.objects.get_or_create(user=user, role=Role.HR_AGENCY, agency=Agency.objects.get(region="35.78"))
"""


@pytest.fixture
def wira(product: Stage) -> str:
    """An HR officer of this test alone: what she sets up disturbs nobody."""
    product.python(MAKE.format(name="wira", password=PASSWORD))
    return "wira"


@pytest.fixture
def key_holder(product: Stage, browser: Browser) -> Iterator[Callable[[], Visitor]]:
    """A browser with a security key in it; keys are bound to a name, so the address is one."""
    product.python(MAKE.format(name="kirana", password=PASSWORD))
    visitors: list[Visitor] = []

    def visit() -> Visitor:
        visitors.append(Visitor(browser, product.url.replace("127.0.0.1", "localhost")))
        return visitors[-1]

    yield visit
    assert [complaint for visitor in visitors for complaint in visitor.close()] == []


def code(secret: str, page_seconds: float) -> str:
    return format_hotp_value(hotp_value(secret, int(page_seconds) // 30))


def now(visitor: Visitor) -> float:
    return float(visitor.page.evaluate("Date.now() / 1000"))


def test_an_app_is_set_up_and_asked_for_at_the_next_log_in(visit: Callable[..., Visitor], wira: str) -> None:
    first = visit(wira)
    first.open("/akun/dua-langkah/")
    first.page.get_by_role("link", name="Pasang aplikasi").click()
    picture = first.page.get_by_alt_text("Kode QR untuk aplikasi autentikator")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0") is True
    first.page.get_by_text("Tidak dapat memindai?").click()
    secret = first.page.locator("#totp-secret").inner_text()
    first.page.get_by_label("Kode dari aplikasi").fill(code(secret, now(first)))
    first.press("Aktifkan")
    first.page.get_by_role("heading", name="Kode pemulihan").wait_for()
    rescue = first.page.locator("#recovery-codes code").first.inner_text()

    second = visit(width=360)
    second.open("/akun/masuk/")
    second.page.get_by_label("NIP").fill(wira)
    second.page.get_by_label("Kata sandi").fill(PASSWORD)
    second.press("Masuk")
    second.page.get_by_label("Kode dari aplikasi atau kode pemulihan").fill(rescue)
    second.press("Masuk")
    second.page.wait_for_url(HOME)
    assert second.page.get_by_role("heading", level=1).count() == 1


def test_a_security_key_is_registered_and_opens_the_next_log_in(
    key_holder: Callable[[], Visitor], product: Stage
) -> None:
    visitor = key_holder()
    page = visitor.page
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    about = {"protocol": "ctap2", "transport": "usb", "hasResidentKey": True, "hasUserVerification": True,
             "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    line.send("WebAuthn.addVirtualAuthenticator", {"options": about})
    visitor.log_in("kirana")
    visitor.open("/akun/dua-langkah/")
    page.get_by_role("link", name="Tambah kunci").click()
    page.get_by_label("Nama kunci").fill("Laptop kantor")
    visitor.press("Daftarkan kunci")
    page.get_by_role("heading", name="Kode pemulihan").wait_for()
    visitor.open("/akun/dua-langkah/kunci/")
    assert page.get_by_text("Laptop kantor").count() == 1

    visitor.open("/akun/keluar/")
    visitor.press("Ya, keluar")
    page.get_by_label("NIP").fill("kirana")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    visitor.press("Masuk")
    visitor.press("Gunakan kunci keamanan")
    page.wait_for_url(HOME)
    used = "SELECT last_used_at IS NOT NULL FROM mfa_authenticator WHERE type = 'webauthn'"
    assert product.value(used) is True
