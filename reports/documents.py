"""Writing a frozen report as PDF, workbook and JSON."""

import json
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, Protocol
from zoneinfo import ZoneInfo

from core.domain.regions import zone_label
from core.personal_data import PersonalData
from reports.domain.content import ReportMeta
from reports.domain.ip_asn import RULE_BASIS


class FrozenContent(Protocol):
    """A `reports.services.freeze.Frozen` or a stored report: what the documents are made from."""

    @property
    def numbers(self) -> Any: ...
    @property
    def previous(self) -> Any: ...
    @property
    def meta(self) -> Any: ...


def write_documents(frozen: FrozenContent, folder: Path) -> dict[str, Path]:
    """Write ``report.pdf``, ``report.xlsx`` and ``report.json`` into the folder; paths by kind."""
    # reportlab and xlsxwriter are read only where a report is written, not at the start of every process.
    from reports.pdf.document import render_pdf
    from reports.xlsx import render_xlsx

    paths = {kind: folder / f"report.{kind}" for kind in ("pdf", "xlsx", "json")}
    meta = read_meta(frozen.meta)
    render_pdf(frozen.numbers, frozen.previous, meta, paths["pdf"])
    render_xlsx(frozen.numbers, frozen.previous, meta, paths["xlsx"])
    paths["json"].write_text(json.dumps(frozen.numbers, ensure_ascii=False, indent=1))
    return paths


def read_meta(plain: dict[str, Any]) -> ReportMeta:
    """The frame around the numbers, from its stored plain values."""
    values = dict(plain)
    zone = values.pop("time_zone")
    cut_off = datetime.fromisoformat(values.pop("cut_off")).astimezone(ZoneInfo(zone))
    logo = values.pop("logo")
    return ReportMeta(
        **values,
        cut_off=cut_off,
        zone_label=zone_label(zone),
        logo=Path(logo) if logo else None,
        rule_basis=RULE_BASIS,
    )


def write_copy(data: PersonalData) -> IO[bytes]:
    """The copy of a person's data as an open PDF, at its beginning."""
    from reports.pdf.personal import render_copy

    file: IO[bytes] = TemporaryFile()  # noqa: SIM115  (the answer to the browser closes it)
    render_copy(data, file)
    file.seek(0)
    return file
