"""The browser itself, and that a visitor's complaints are heard."""

import pytest
from playwright.sync_api import Browser

from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.e2e
BAD_PAGE = """<!doctype html><html lang="id"><head><title>Buruk</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'"></head>
<body><main><h1>Buruk</h1><img src="/tidak-ada.png"><button></button></main><script>alert(1)</script></body></html>"""


def test_faults_are_noticed(browser: Browser):
    """The control of all tests here: a page with a broken picture, an inline script and a nameless button."""
    visitor = Visitor(browser, "http://contoh.invalid")
    visitor.page.route("**/*", lambda route: route.fulfill(status=404, body=""))
    visitor.page.route("**/buruk", lambda route: route.fulfill(body=BAD_PAGE, content_type="text/html"))
    visitor.page.goto("/buruk")

    assert {rule.split(":")[0] for rule in visitor.barriers()} == {"button-name", "image-alt"}
    complaints = list(visitor.close())
    assert [complaint for complaint in complaints if complaint.startswith("404")] != []
    assert [complaint for complaint in complaints if "script-src" in complaint] != []
