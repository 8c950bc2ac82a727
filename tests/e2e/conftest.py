"""The whole product with its demo, a worker and a browser; people of the cast who visit it."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.chromium import chromium
from tests.e2e.sights import Sights, make
from tests.e2e.visitor import Visitor
from tests.stage import BASE_DIR, Stage, wait_for

PACKED = BASE_DIR / "node_modules" / "@sparticuz" / "chromium" / "bin"
UNPACKED = BASE_DIR / "var" / "browser"


@pytest.fixture(scope="session")
def product() -> Iterator[Stage]:
    """Everything that `make run` starts, below a folder of its own, with the demo counted."""
    with Stage() as stage:
        stage.prepare()
        stage.manage("build_assets")
        stage.manage("load_demo", "-v0")
        stage.manage("load_competency_demo", "-v0")
        stage.start_worker()
        stage.start_web()
        unfinished = "SELECT count(*) FROM core_job WHERE state NOT IN ('done', 'failed')"
        wait_for(lambda: stage.value(unfinished) == 0, "the demo to be counted", seconds=120)
        yield stage


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    # The driver leaves an event loop on this thread, at which Django's database layer of later tests
    # would stumble; it never runs while they do.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with chromium(playwright, PACKED, UNPACKED) as browser:
        yield browser


@pytest.fixture(scope="session")
def browser_without_scripts(playwright: Playwright) -> Iterator[Browser]:
    """Scripts are off in the browser's own settings, so that what stands in <noscript> is shown."""
    with chromium(playwright, PACKED, UNPACKED, "--blink-settings=scriptEnabled=false") as browser:
        yield browser


@pytest.fixture
def visit(browser: Browser, browser_without_scripts: Browser, product: Stage) -> Iterator[Callable[..., Visitor]]:
    """Open the product as somebody: ``visit("dewi", width=360)``. Whoever visits must see no error at all."""
    visitors: list[Visitor] = []

    def open_as(account: str = "", *, scripts: bool = True, **about: object) -> Visitor:
        visitors.append(Visitor(browser if scripts else browser_without_scripts, product.url, scripts=scripts, **about))
        if account:
            visitors[-1].log_in(account)
        return visitors[-1]

    yield open_as
    complaints = [complaint for visitor in visitors for complaint in visitor.close()]
    assert complaints == []


@pytest.fixture(scope="session")
def cookies() -> dict[str, list]:
    """What the browsers of people who have logged in before remember."""
    return {}


@pytest.fixture
def returning(visit: Callable[..., Visitor], cookies: dict[str, list]) -> Callable[..., Visitor]:
    """Like ``visit`` for somebody who is still logged in, which is quicker."""

    def open_as(account: str = "", **about: object) -> Visitor:
        visitor = visit(**about)
        if account in cookies:
            visitor.page.context.add_cookies(cookies[account])
        elif account:
            visitor.log_in(account)
            cookies[account] = visitor.page.context.cookies()
        return visitor

    return open_as


@pytest.fixture(scope="session")
def sights(product: Stage, tmp_path_factory: pytest.TempPathFactory) -> Sights:
    return make(product, tmp_path_factory.mktemp("sights"))
