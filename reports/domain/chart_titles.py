"""Chart titles that say the finding, computed from the numbers."""

from collections.abc import Mapping
from decimal import Decimal

from reports.domain.comparison import SMALLEST_GROUP, spread
from reports.domain.figures import ReportFigures, UnitFigures
from reports.domain.indonesian import number, percent, rounded, share
from reports.domain.topics.competency import competency_names, weakest_competencies
from reports.domain.topics.professionalism import weakest_dimension
from reports.domain.vocabulary import IP_BANDS, JP_CLASSES_BELOW_20, STATUSES, TIERS, present
from reports.domain.voice import INDONESIAN, Voice


def _largest_class(counts: Mapping[str, int], labels: Mapping[str, str]) -> tuple[str, Decimal | None] | None:
    """Label and share of the biggest class; None without people."""
    total = sum(counts.values())
    classes = present(counts, labels)
    if not total or not classes:
        return None
    key, label = max(classes, key=lambda item: counts[item[0]])
    return label, share(counts[key], total)


def status_title(unit: UnitFigures) -> str:
    """The largest employment status and its share."""
    largest = _largest_class(unit.by_status, STATUSES)
    return f"{percent(largest[1])} ASN berstatus {largest[0]}" if largest else "Belum ada data status ASN"


def tier_title(unit: UnitFigures, voice: Voice = INDONESIAN) -> str:
    """The largest kind of job and its share."""
    largest = _largest_class(unit.by_tier, TIERS)
    if not largest:
        return voice.gettext("Belum ada data jabatan ASN")
    words = voice.gettext("{tier} mencakup {share} ASN")
    return words.format(tier=voice.gettext(largest[0]), share=voice.percent(largest[1]))


def headcount_title(figures: ReportFigures, noun: str) -> str:
    """Where most people work; ``noun`` is what the units are called."""
    ends = spread(figures.units, lambda unit: Decimal(unit.headcount), 0)
    if not ends or not figures.whole.headcount:
        return f"Jumlah ASN per {noun}"
    if ends.uniform:
        return f"Jumlah ASN sama di semua {noun} ({number(ends.lowest.value)} orang)"
    part = share(ends.highest.value, figures.whole.headcount)
    each = "masing-masing " if len(ends.highest.units) > 1 else ""
    return f"ASN terbanyak bertugas di {ends.highest.names(noun)} ({each}{percent(part)})"


def histogram_title(unit: UnitFigures) -> str:
    """How many people have no JP at all; if none, how many stay below 20."""
    total = sum(unit.jp_classes.values())
    if not total:
        return "Belum ada data JP"
    none = unit.jp_classes.get("0", 0)
    if none:
        return f"{number(none)} ASN ({percent(share(none, total))}) belum memiliki JP"
    below = sum(count for key, count in unit.jp_classes.items() if key in JP_CLASSES_BELOW_20)
    return f"Semua ASN memiliki JP; {percent(share(below, total))} di bawah 20 JP"


def jp_title(figures: ReportFigures, noun: str, voice: Voice = INDONESIAN) -> str:
    """ "46,7% PNS dan CPNS memenuhi 20 JP, terendah di Dinas Pendidikan (31,0%)"."""
    if figures.whole.jp_share is None:
        return voice.gettext("Belum ada data JP PNS dan CPNS")
    title = voice.gettext("{share} PNS dan CPNS memenuhi 20 JP").format(share=voice.percent(figures.whole.jp_share))
    ends = spread(figures.units, lambda unit: unit.jp_share, of=lambda unit: unit.pns_total)
    if not ends:
        return title
    if ends.uniform:
        return voice.gettext("{finding}, merata di semua {noun}").format(finding=title, noun=noun)
    return _with_lowest(title, ends.lowest.phrase(noun, voice.percent, voice), voice)


def _with_lowest(finding: str, units: str, voice: Voice) -> str:
    return voice.gettext("{finding}, terendah di {units}").format(finding=finding, units=units)


def competency_title(unit: UnitFigures) -> str:
    """The competency that the fewest people meet, and the share that does."""
    weakest = weakest_competencies(unit)
    if not weakest:
        return "Belum ada hasil penilaian kompetensi yang berlaku"
    part = percent(weakest[0].meeting_share)
    if len(weakest) == len(unit.assessed_competencies):
        return f"Semua kompetensi dipenuhi oleh {part} ASN yang dinilai"
    return f"{competency_names(weakest)} paling jarang memenuhi standar ({part})"


def heat_title(figures: ReportFigures, noun: str) -> str:
    """The lowest cell of the units × competencies grid."""
    cells = [
        (rounded(row.meeting_share, 1) or Decimal(0), unit, row)
        for unit in figures.units
        for row in unit.assessed_competencies
    ]
    if not cells:
        return "Belum ada hasil penilaian kompetensi yang berlaku"
    values = {cell[0] for cell in cells}
    if len(values) == 1:
        return f"Capaian semua {noun} sama pada semua kompetensi ({percent(min(values))})"
    ranked = [cell for cell in cells if cell[2].assessed >= SMALLEST_GROUP]
    if len({cell[0] for cell in ranked}) < 2:
        return f"Capaian kompetensi per {noun}"
    lowest = min(cell[0] for cell in ranked)
    ties = [cell for cell in ranked if cell[0] == lowest]
    if len(ties) > 1:
        return f"Capaian terendah {percent(lowest)}, pada {number(len(ties))} pasangan {noun} dan kompetensi"
    _, unit, row = ties[0]
    return f"Capaian terendah: {row.competency.name} di {unit.name} ({percent(lowest)})"


def assessment_title(figures: ReportFigures, noun: str) -> str:
    """Share of people whose assessment is valid, and the unit with the lowest share."""
    whole = figures.whole
    if whole.valid_share is None:
        return "Belum ada data penilaian kompetensi"
    if not whole.unassessed:
        return "Seluruh ASN memiliki hasil penilaian yang berlaku"
    title = f"{percent(whole.valid_share)} ASN memiliki hasil penilaian yang berlaku"
    ends = spread(figures.units, lambda unit: unit.valid_share, of=lambda unit: unit.headcount)
    if not ends or ends.uniform:
        return title
    return f"{title}, terendah di {ends.lowest.phrase(noun, percent)}"


def predicate_title(figures: ReportFigures, noun: str, voice: Voice = INDONESIAN) -> str:
    """Share of appraised people rated good or very good, and the unit with the lowest share."""
    if not figures.whole.rated:
        return voice.gettext("Belum ada data predikat kinerja")
    words = voice.gettext("{share} ASN yang dievaluasi berpredikat Baik atau Sangat Baik")
    title = words.format(share=voice.percent(figures.whole.good_share))
    ends = spread(figures.units, lambda unit: unit.good_share, of=lambda unit: unit.rated)
    if not ends or ends.uniform:
        return title
    return _with_lowest(title, ends.lowest.phrase(noun, voice.percent, voice), voice)


_HIDDEN = "IP ASN tidak ditampilkan karena terlalu sedikit orang"


def dimension_title(unit: UnitFigures) -> str:
    """The dimension of the index that loses the most against its weight."""
    weakest = weakest_dimension(unit)
    if weakest is None:
        return "Belum ada data IP ASN"
    score = number(unit.ip_dimensions[weakest.key], 2)
    return f"Kekurangan terbesar pada dimensi {weakest.name}: {score} dari {weakest.weight}"


def band_title(unit: UnitFigures) -> str:
    """Share of people in the two lowest bands."""
    total = sum(unit.ip_bands.values())
    if unit.ip_hidden:
        return _HIDDEN
    if not total:
        return "Belum ada data kategori IP ASN"
    low = sum(unit.ip_bands.get(band, 0) for band in IP_BANDS[-2:])
    return f"{percent(share(low, total))} ASN berada pada kategori Rendah dan Sangat Rendah"


def ip_title(figures: ReportFigures, noun: str) -> str:
    """Average of the index with its band, and the unit with the lowest average."""
    if figures.whole.ip_hidden:
        return _HIDDEN
    if figures.whole.ip_average is None:
        return "Belum ada data IP ASN"
    band = f" ({figures.whole.ip_band})" if figures.whole.ip_band else ""
    title = f"IP ASN {number(figures.whole.ip_average, 2)}{band}"
    ends = spread(figures.units, lambda unit: unit.ip_average, 2, of=lambda unit: unit.headcount)
    if not ends or ends.uniform:
        return title
    return f"{title}, terendah di {ends.lowest.phrase(noun, _two_places)}"


def _two_places(value: Decimal) -> str:
    return number(value, 2)
