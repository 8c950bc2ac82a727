"""The talent map and succession as Excel files."""

from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.domain.naming import unit_name
from employees.models import Employee
from evaluations.domain import boxes
from evaluations.enums import PotentialSource, Predicate, ReadinessState
from evaluations.exports.sheets import Sheet, workbook
from evaluations.models import Competency
from evaluations.selectors.succession import Candidate, Post
from evaluations.selectors.talent import Chart, Placed

MOST_ROWS = 20_000
# Fields of SIASN's talentmapping-save (siasn field facts 4.22); the last column is ours.
FIELDS = (("pns_id", 38), ("box", 6), ("sumbu_x", 10), ("sumbu_y", 10), ("total_sumbu", 12), ("status", 14))
SIMULATION, CONFIRMED = "simulasi", "ditetapkan"
_PREDICATES, _SOURCES = dict(Predicate.choices), dict(PotentialSource.choices)
_STATES = dict(ReadinessState.choices)


def state_word(chart: Chart) -> str:
    """Stands in the file's name and in every row: a simulation must not pass for a decision."""
    return CONFIRMED if chart.confirmed else SIMULATION


def map_workbook(people: QuerySet[Employee], placed: dict[int, Placed], chart: Chart) -> IO[bytes]:
    """Three sheets: the rows for SIASN, the same people in words, and whom SIASN cannot take or who stands nowhere.

    An open temporary file at its beginning. Texts are written as texts: what begins with "=" is never computed.
    """
    rows = list(people)
    inside = [(person, placed[person.pk]) for person in rows if person.pk in placed and placed[person.pk].box]
    known = [(person, place) for person, place in inside if person.siasn_id]
    siasn = ((p.siasn_id, one.box, one.x, one.y, one.total, state_word(chart)) for p, one in known)
    return workbook(
        Sheet("talentmapping-save", FIELDS, siasn),
        Sheet(_("Daftar nama"), _named_columns(), (_named(p, one, chart) for p, one in inside)),
        Sheet(_("Tidak disertakan"), _left_columns(), _left_out(rows, placed)),
    )


def _named_columns() -> list[tuple[str, int]]:
    return [
        (_("NIP"), 20), (_("Nama"), 34), (_("Jabatan"), 40), (_("Unit kerja"), 40), (_("Kotak"), 7), (_("Nama kotak"), 46),
        (_("Kinerja"), 9), (_("Predikat"), 16), (_("Potensi"), 9), (_("Sumber potensi"), 26), (_("Berlaku sampai"), 14),
        (_("Keadaan peta"), 14),
    ]  # fmt: skip


def _named(person: Employee, place: Placed, chart: Chart) -> tuple[Any, ...]:
    return (
        person.nip, person.full_name, _job(person), _unit(person), place.box, _(boxes.NAMES[place.box or 1]), place.y,
        _PREDICATES.get(place.predicate, ""), place.x, _SOURCES.get(place.source, ""), place.last_day,
        state_word(chart),
    )  # fmt: skip


def _left_columns() -> list[tuple[str, int]]:
    return [(_("NIP"), 20), (_("Nama"), 34), (_("Jabatan"), 40), (_("Unit kerja"), 40), (_("Alasan"), 60)]


def _left_out(rows: Iterable[Employee], placed: dict[int, Placed]) -> Iterable[tuple[Any, ...]]:
    for person in rows:
        place = placed.get(person.pk)
        reasons = [_(boxes.REASONS[code]) for code in place.missing] if place else []
        if not person.siasn_id:
            reasons.append(_("Tanpa PNS ID"))
        if reasons:
            yield person.nip, person.full_name, _job(person), _unit(person), "; ".join(reasons)


def posts_workbook(posts: Iterable[Post]) -> IO[bytes]:
    """The leading posts with holder, year of retirement and size of the pool."""
    columns = [
        (_("Jabatan"), 44), (_("Unit kerja"), 44), (_("Jenjang"), 16), (_("Pejabat"), 34), (_("Tahun pensiun"), 13),
        (_("Kelompok suksesi (kotak 7–9)"), 16),
    ]  # fmt: skip
    return workbook(Sheet(_("Suksesi"), columns, (_post(post) for post in posts)))


def _post(post: Post) -> tuple[Any, ...]:
    holder = post.holder.full_name if post.holder else _("Kosong")
    retires = post.retires_on.year if post.retires_on else ""
    return post.unit.head_title, str(post.unit), tier_name(post.tier), holder, retires, post.pool


def tier_name(tier: str) -> str:
    return str(dict(Employee._meta.get_field("tier").choices).get(tier, ""))


def candidates_workbook(
    post: Post, candidates: Sequence[Candidate], names: Mapping[str, Competency], chart: Chart
) -> IO[bytes]:
    """Who could follow in a post, and what each lacks; with the state of the map her box comes from."""
    columns = [
        (_("NIP"), 20), (_("Nama"), 34), (_("Jabatan"), 40), (_("Unit kerja"), 40), (_("Golongan"), 10), (_("Kotak"), 7),
        (_("Keadaan peta"), 14), (_("JPM"), 9), (_("Kategori"), 9), (_("Kesiapan"), 24), (_("Tahun dalam jabatan"), 12),
        (_("Yang kurang"), 60), (_("Belum dinilai"), 40),
    ]  # fmt: skip
    return workbook(Sheet(_("Kandidat"), columns, (_candidate(one, names, chart) for one in candidates)))


def _candidate(one: Candidate, names: Mapping[str, Competency], chart: Chart) -> tuple[Any, ...]:
    person, found = one.person, one.readiness
    lacking = "; ".join(f"{names.get(gap.competency) or gap.competency} −{gap.shortage}" for gap in found.lacking)
    unknown = "; ".join(str(names.get(gap.competency) or gap.competency) for gap in found.unassessed)
    return (
        person.nip, person.full_name, _job(person), _unit(person), person.rank_name, one.box, state_word(chart),
        found.jpm, found.category, _STATES[found.state], one.years_in_job, lacking, unknown,
    )  # fmt: skip


def _job(person: Employee) -> str:
    return person.position.name if person.position else ""


def _unit(person: Employee) -> str:
    return unit_name(person.unit.name) if person.unit else ""
