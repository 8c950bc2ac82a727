"""Somebody in front of a browser, and everything the browser complains about meanwhile."""

from collections.abc import Iterable
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Download, Locator, Page, Response

from employees.demo.load import PASSWORD

SERIOUS = ("serious", "critical")
# Policy violations are noted by the page itself: some of them never reach the console.
_NOTE_VIOLATIONS = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.violations.push(event.violatedDirective + " " + event.blockedURI + " " + event.sourceFile);
});
"""


class Visitor:
    """A person with a browser of her own.

    Attributes:
        complaints: errors on the console, broken requests and violations of the content policy.
    """

    def __init__(
        self, browser: Browser, address: str, *, width: int = 1280, dark: bool = False, scripts: bool = True
    ) -> None:
        self.complaints: list[str] = []
        self.expected: set[int] = set()
        self._scripts = scripts
        self._context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 740 if width < 700 else 900},
            color_scheme="dark" if dark else "light",
            locale="id-ID",
            reduced_motion="reduce",
        )
        self._context.set_default_timeout(10_000)
        if scripts:
            self._context.add_init_script(_NOTE_VIOLATIONS)
        self.page: Page = self._context.new_page()
        self.page.on("console", self._on_console)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._on_response)
        self.page.on("requestfailed", self._on_failed)

    def log_in(self, account: str) -> None:
        """Through the form, as everybody does."""
        self.open("/akun/masuk/")
        self.page.get_by_label("NIP").fill(account)
        self.page.get_by_label("Kata sandi").fill(PASSWORD)
        self.press("Masuk")
        self.page.wait_for_url("**/")

    def open(self, path: str, *, status: int = 200) -> None:
        """Go to an address that must answer with that status, and wait until the page is complete."""
        self.expected = {status} - {200}
        response = self.page.goto(path)
        assert response is not None
        assert (path, response.status) == (path, status)
        self.settle()

    def press(self, name: str, *, exact: bool = True) -> None:
        self.page.get_by_role("button", name=name, exact=exact).click()

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Follow a link by its words."""
        (within or self.page.locator("body")).get_by_role("link", name=name).first.click()
        self.settle()

    def settle(self) -> None:
        """Wait for the parts that a page loads by itself."""
        self.page.wait_for_load_state("networkidle")

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def download(self, name: str, folder: Path) -> Path:
        """Press what is called so and keep the file that comes."""
        with self.page.expect_download() as coming:
            self.page.get_by_role("link", name=name).first.click()
        download: Download = coming.value
        path = folder / download.suggested_filename
        download.save_as(path)
        return path

    def resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 900})

    def barriers(self) -> list[str]:
        """What keeps people with disabilities from using the page, as axe finds it."""
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        return [
            f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
            for rule in found
            if rule["impact"] in SERIOUS
            for node in rule["nodes"]
        ]

    def too_wide(self) -> list[str]:
        """Elements that make the page scroll sideways."""
        for _ in range(10):  # charts follow the width of the page a moment later
            if self.page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"):
                return []
            self.page.wait_for_timeout(100)
        return self.page.evaluate(
            "[...document.querySelectorAll('body *')]"
            ".filter(e => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest('.table-scroll'))"
            ".map(e => e.outerHTML.slice(0, 120)).slice(0, 5)"
        ) or ["the page, by something that is no element"]

    def close(self) -> Iterable[str]:
        """Leave; everything the browser complained about."""
        self._note_violations()
        self._context.close()
        return self.complaints

    def _note_violations(self) -> None:
        if self._scripts:
            self.complaints += self.page.evaluate("window.violations || []")

    def _on_console(self, message: ConsoleMessage) -> None:
        # A status that a test asks for is no error; all others are noted by `_on_response`.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(f"console: {message.text}")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.status}: {response.url}")

    def _on_failed(self, request) -> None:
        # A page that is left drops what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"{request.failure}: {request.url}")
