"""The copy of everything held about one person, as a document to keep (UU 27/2022, art. 7)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from django.utils import timezone
from reportlab.platypus import BaseDocTemplate, CondPageBreak, Flowable, Frame, PageTemplate, Paragraph

from core.domain.regions import zone_label
from core.personal_data import PersonalData, Section, words
from employees.domain.nip import grouped
from reports.domain.indonesian import moment_in_words
from reports.pdf import fonts
from reports.pdf.canvas import ReportCanvas
from reports.pdf.furniture import define_furniture, draw_furniture
from reports.pdf.geometry import FRAME_HEIGHT, FRAME_WIDTH, MARGIN_BOTTOM, MARGIN_LEFT, PAGE_HEIGHT, PAGE_WIDTH
from reports.pdf.headings import chapter_heading, section_heading
from reports.pdf.styles import BODY, LEAD, SMALL
from reports.pdf.tables import SIDE, SIZE, Column, data_table, definition_table, gap
from reports.pdf.text import UNPRINTABLE, escaped, printable, width_of

_ROOM = 110  # points that must be free below a heading
_BARE = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
_ROOM_BESIDE = 2 * SIDE + 1
_LONGEST_WORDS = (28, 20, 14, 10)  # letters, from comfortable to tight
_LONG = {longest: re.compile(rf"(\S{{{longest}}})(?=\S)") for longest in _LONGEST_WORDS}


@dataclass(frozen=True)
class _Furniture:
    """What the head and the foot of every page say."""

    agency_name: str
    title: str
    source: str
    cut_off_words: str
    sample_data: bool


def render_copy(data: PersonalData, out: IO[bytes]) -> int:
    """Write the copy and return its number of pages. Raises fonts.FontsMissing without the typeface."""
    fonts.register()
    document = _Document(data, out)
    document.build(list(_story(data)), canvasmaker=document.make_canvas)
    return document.page


def _story(data: PersonalData) -> Iterator[Flowable]:
    yield chapter_heading("copy", "Salinan data pribadi", overline="UU Nomor 27 Tahun 2022")
    yield Paragraph(
        escaped(f"Semua data tentang {printable(data.name)} yang tersimpan dalam sistem kompetensi ASN."), LEAD
    )
    yield definition_table(
        [
            ("Nama", printable(data.name)),
            ("NIP atau nama akun", grouped(data.number)),
            ("Instansi", str(data.agency or "–")),
            ("Keadaan data", _moment(data)),
        ]
    )
    yield Paragraph(
        "Bila ada data yang keliru, ajukan koreksi melalui halaman Koreksi data; pengelola kepegawaian menjawab "
        "paling lambat 3 × 24 jam. Simpan dokumen ini baik-baik: isinya data pribadi.",
        BODY,
    )
    yield Paragraph(
        f"Tanda {UNPRINTABLE} menggantikan huruf atau gambar yang tidak dapat dicetak; salinan JSON memuatnya utuh.",
        SMALL,
    )
    for place, section in enumerate(data.sections, start=1):
        yield from _section(section, str(place))


def _section(section: Section, label: str) -> Iterator[Flowable]:
    yield CondPageBreak(_ROOM)
    yield section_heading(f"section-{label}", str(section.title), label)
    if section.about:
        yield Paragraph(escaped(str(section.about)), SMALL)
    if not section.rows:
        yield Paragraph("Tidak ada data yang tersimpan.", BODY)
    elif section.is_record:
        yield definition_table([(title, printable(text)) for title, text in section.pairs])
    else:
        yield _table(section)
    yield gap()


def _table(section: Section) -> Flowable:
    """Columns as wide as their words need; words without a place to break are broken where they must be."""
    heads = [str(title) for _key, title in section.columns]
    rows = [[printable(words(value)) for value in row] for row in section.rows]
    for longest in _LONGEST_WORDS:
        broken = [[_LONG[longest].sub(r"\1 ", text) for text in row] for row in rows]
        columns = list(zip(heads, *broken, strict=True))
        least = [_ROOM_BESIDE + max(_width(word) for text in column for word in text.split()) for column in columns]
        if sum(least) <= FRAME_WIDTH:
            break
    wanted = [_ROOM_BESIDE + max(map(_width, column)) for column in columns]
    more = [want - need for want, need in zip(wanted, least, strict=True)]
    share = (FRAME_WIDTH - sum(least)) / (sum(more) or 1)
    widths = [need + extra * min(share, 1) for need, extra in zip(least, more, strict=True)]
    widths[-1] += FRAME_WIDTH - sum(widths)
    return data_table([Column(head, width, numeric=False) for head, width in zip(heads, widths, strict=True)], broken)


def _width(text: str) -> float:
    return width_of(text, fonts.BOLD, SIZE)


def _moment(data: PersonalData) -> str:
    zone = timezone.get_current_timezone_name()
    return moment_in_words(timezone.localtime(data.made_at), zone_label(zone))


class _Document(BaseDocTemplate):
    """One page template, with the head and foot of the regional report."""

    def __init__(self, data: PersonalData, out: IO[bytes]) -> None:
        self.furniture = _Furniture(
            agency_name=str(data.agency or "Kompetensi ASN"),
            title=f"Salinan data pribadi · {printable(data.name)}",
            source="Sistem Kompetensi ASN",
            cut_off_words=_moment(data),
            sample_data=bool(data.agency and data.agency.is_sample),
        )
        super().__init__(
            out, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), title=self.furniture.title, author=self.furniture.agency_name,
            creator="Sistem Kompetensi ASN", lang="id-ID", pageCompression=1,
        )  # fmt: skip
        text = Frame(MARGIN_LEFT, MARGIN_BOTTOM, FRAME_WIDTH, FRAME_HEIGHT, **_BARE)
        self.addPageTemplates([PageTemplate("body", [text], onPage=lambda canvas, _: draw_furniture(canvas))])

    def make_canvas(self, filename: object, **options: object) -> ReportCanvas:
        canvas = ReportCanvas(filename, **options)
        canvas.setViewerPreference("DisplayDocTitle", "true")
        define_furniture(canvas, self.furniture)
        return canvas
