"""`make bench`, or `python -m benchmarks [--small] [pages|imports|aggregates|document|competencies …]`.

Everything that is compared runs side by side in this one run, in turn, on databases of its own, which
are dropped at the end. Generated files stay in var/bench and make the next run quicker.
"""

import argparse
import os
import sys

from benchmarks.table import Line, print_table

PARTS = ("pages", "imports", "aggregates", "document", "competencies")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"which of {', '.join(PARTS)}; all without it")
    parser.add_argument("--small", action="store_true", help="2,000 and 5,000 people, to see that everything runs")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"unknown part: {', '.join(sorted(unknown))}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_competency.settings")
    import django

    django.setup()
    lines = run(options.parts or PARTS, small=options.small)
    print_table(lines)
    return 0


def run(parts: tuple[str, ...] | list[str], *, small: bool) -> list[Line]:
    """Measure the parts; one database for each number of people, made first and dropped last."""
    from benchmarks import aggregates, competencies, databases, document, imports, pages

    sizes = (2_000, 5_000) if small else (2_000, 100_000)
    lines: list[Line] = []
    with databases.prepared(sizes if set(parts) & {"pages", "aggregates", "document", "competencies"} else ()):
        if "pages" in parts:
            lines += pages.measure(sizes, rounds=1 if small else 4, repeated=3 if small else 20)
        if "aggregates" in parts:
            lines += aggregates.measure(sizes, repeated=3 if small else 15)
        if "document" in parts:
            lines += document.measure(sizes[-1], repeated=1 if small else 7)
        if "competencies" in parts:  # the last of these: it gives everybody nine results
            lines += competencies.measure(sizes[-1], repeated=3 if small else 15)
        if "imports" in parts:
            lines += imports.measure(2_000 if small else 50_000, repeated=1 if small else 3)
    return lines


if __name__ == "__main__":
    sys.exit(main())
