"""Front-end files taken from npm packages at set-up; nothing third-party stands in the tree."""

import re
from pathlib import Path

FILES = {
    "vendor/tabler.css": "@tabler/core/dist/css/tabler.min.css",
    "vendor/tabler.js": "@tabler/core/dist/js/tabler.min.js",
    "vendor/chart.js": "chart.js/dist/chart.umd.js",
}
ICON_SPRITE = "@tabler/icons-sprite/dist/tabler-sprite.svg"
ICON_USE = re.compile(r"""(?:<c-icon\s[^>]*?name=|icon(?:=|"?:\s*))["']([a-z0-9-]+)["']""")
SYMBOL = re.compile(r'<symbol\s+id="tabler-([a-z0-9-]+)".*?</symbol>', re.DOTALL)
# Icons whose names are chosen in Python.
NAMED = [
    "home",
    "user",
    "users",
    "report-analytics",
    "hierarchy-2",
    "upload",
    "calendar-time",
    "archive",
    "edit",
    "settings",
    "search",
    "x",
    "check",
    "alert-triangle",
    "info-circle",
    "chevron-right",
    "chevron-down",
    "chevron-left",
    "download",
    "filter",
    "logout",
    "moon",
    "sun",
    "language",
    "menu-2",
    "file-spreadsheet",
    "file-type-pdf",
    "refresh",
    "clock",
    "arrow-up-right",
    "arrow-down-right",
    "minus",
    "school",
    "award",
    "target",
    "chart-bar",
    "building",
    "database",
    "plus",
    "trash",
    "lock",
    "eye",
    "arrow-right",
    "circle-check",
    "chart-radar",
    "circle-x",
    "clipboard-check",
    "dots-vertical",
    "external-link",
    "file-text",
    "history",
    "id-badge-2",
    "mail",
    "phone",
    "map-pin",
    "sort-ascending",
    "sort-descending",
]


def build(node_modules: Path, templates: Path, out: Path) -> list[str]:
    """Copy the files and cut the icon sprite down to the icons in use; return unknown icon names."""
    for target, source in FILES.items():
        (out / target).parent.mkdir(parents=True, exist_ok=True)
        text = (node_modules / source).read_text()
        # Source maps are not shipped, and a reference to one breaks hashed file names.
        (out / target).write_text(re.sub(r"\n?(/\*|//)# sourceMappingURL=.*", "", text))
    wanted = icons_in(templates) | set(NAMED)
    symbols = {m[1]: m[0] for m in SYMBOL.finditer((node_modules / ICON_SPRITE).read_text())}
    found = sorted(wanted & symbols.keys())
    body = "\n".join(symbols[name].replace('id="tabler-', 'id="') for name in found)
    (out / "icons.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n')
    return sorted(wanted - symbols.keys())


def icons_in(templates: Path) -> set[str]:
    """Names of the icons that the templates use."""
    return {name for path in templates.rglob("*.html") for name in ICON_USE.findall(path.read_text())}
