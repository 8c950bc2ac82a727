"""The test browser: Chromium from npm, unpacked once, with the libraries and the typeface it needs.

Nothing has to be installed on the machine. Where the packed program does not run (another processor),
the variable TEST_BROWSER names a Chromium that does.
"""

import fcntl
import io
import os
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
from playwright.sync_api import Browser, Playwright

ARGUMENTS = [
    "--no-sandbox",  # as root, and where the kernel forbids name spaces, there is none
    "--headless=shell",
    "--disable-gpu",
    "--disable-webgl",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--font-render-hinting=none",
    "--no-pings",
]
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/fonts</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


@contextmanager
def chromium(playwright: Playwright, packed: Path, folder: Path, *more: str) -> Iterator[Browser]:
    """A running browser.

    Args:
        playwright: the driver; there is one for all browsers.
        packed: ``bin`` of the npm package @sparticuz/chromium.
        folder: where it is unpacked, once.
        more: arguments of the program beside `ARGUMENTS`.
    """
    program = os.environ.get("TEST_BROWSER") or str(unpack(packed, folder))
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_proxy")} | {
        "HOME": str(folder),
        "LD_LIBRARY_PATH": f"{folder}/libraries/lib",
        "FONTCONFIG_FILE": f"{folder}/fonts.conf",
    }
    browser = playwright.chromium.launch(
        executable_path=program, args=[*ARGUMENTS, *more], env=environment, chromium_sandbox=False
    )
    try:
        yield browser
    finally:
        browser.close()


def unpack(packed: Path, folder: Path) -> Path:
    """Unpack the browser unless it is there already; the path of its program."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "chromium"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two test runs may begin at the same moment
        source = packed / "chromium.br"
        mark = folder / "unpacked"
        version = f"{source.stat().st_size} {source.stat().st_mtime_ns}"
        if not mark.exists() or mark.read_text() != version:
            _unpack_all(packed, folder, program)
            mark.write_text(version)
    return program


def _unpack_all(packed: Path, folder: Path, program: Path) -> None:
    for name in ("libraries", "typeface", "fonts"):
        shutil.rmtree(folder / name, ignore_errors=True)
    _unpack_archive(packed / "al2023.tar.br", folder / "libraries")
    _unpack_archive(packed / "fonts.tar.br", folder / "typeface")
    (folder / "typeface" / "fonts").rename(folder / "fonts")
    (folder / "fonts.conf").write_text(_FONTS.format(folder=folder))
    decompressor = brotli.Decompressor()
    fresh = program.with_suffix(".new")  # never a half program under the right name
    with (packed / "chromium.br").open("rb") as source, fresh.open("wb") as target:
        while chunk := source.read(1 << 20):
            target.write(decompressor.process(chunk))
    fresh.chmod(0o755)
    fresh.replace(program)


def _unpack_archive(packed: Path, folder: Path) -> None:
    with tarfile.open(fileobj=io.BytesIO(brotli.decompress(packed.read_bytes()))) as archive:
        archive.extractall(folder, filter="data")
