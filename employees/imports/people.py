"""People: the export "data utama" in any of its 64 to 69 column layouts (siasn field facts, 1)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core import sql
from core.domain import cells, naming
from core.importing.importer import (
    COMMON_REASONS,
    Column,
    Field,
    Importer,
    Notice,
    Refusal,
    Review,
    RowCheck,
    Warn,
    Within,
)
from core.models import Agency
from employees.domain import nip, reference
from employees.models import Employee


def nip_digits(cell: object) -> str | None:
    """Raises: BadValue ``nip_number_cell``."""
    try:
        return nip.normalise(cell) or None
    except nip.InvalidNip as error:
        raise cells.BadValue(error.code) from None


def name(cell: object) -> str | None:
    value = cells.text(cell)
    return naming.person_name(value) if value else None


def sex(cell: object) -> str | None:
    return _code({"M": "m", "L": "m", "F": "f", "P": "f"}, (cells.text(cell) or "").upper()[:1])


def rank(cell: object) -> str | None:
    value = cells.text(cell)
    return reference.RANK_CODES.get(value.upper(), value[:10]) if value else None


def education(cell: object) -> str | None:
    return _code(reference.EDUCATION_BY_CODE, cells.text(cell) or "")


def _code(known: Mapping[str, str], value: str) -> str | None:
    """Raises: BadValue ``code_unknown``."""
    if value and value not in known:
        raise cells.BadValue("code_unknown")
    return known.get(value)


def legal_status(cell: object) -> str | None:
    """Codes lose their leading zero when a spreadsheet takes them for numbers."""
    value = cells.text(cell)
    return value[:4].zfill(2) if value else None


_STATUS = f"""
    CASE WHEN position('PARUH' IN upper(s.status)) > 0 THEN 'pppk_pw'
         WHEN starts_with(upper(s.status), 'PPPK') AND substr(s.nip, 13, 2) = '{nip.PART_TIME_CODE}' THEN 'pppk_pw'
         WHEN starts_with(upper(s.status), 'PPPK') THEN 'pppk'
         WHEN upper(s.status) IN ('C', 'CPNS') THEN 'cpns' ELSE 'pns' END
"""
_ACTIVE = ", ".join(sql.literal(code) for code in reference.ACTIVE_LEGAL_STATUSES)
# The post whose holder leads a unit carries the unit's eselon: layouts without ESELON need it (first
# the person's own unit, then any unit of the government with that post).
_ESELON = """
    UPDATE staged s SET eselon = coalesce(
        nullif(left(s.eselon, 2), '00'),
        (SELECT nullif(u.eselon, '') FROM core_unit u
         WHERE u.agency_id = %s AND upper(u.head_title) = upper(s.position)
         ORDER BY u.siasn_id <> coalesce(s.unit, ''), u.path LIMIT 1))
    WHERE s.job_type IN ('1', '3')
"""
_TIER = f"""
    CASE s.job_type WHEN '2' THEN 'jf' WHEN '4' THEN 'pelaksana'
        ELSE coalesce({sql.case("s.eselon", reference.TIER_BY_ESELON)},
                      CASE WHEN s.job_type = '3' THEN 'jf' ELSE '' END) END
"""
_LEVEL = (
    f"CASE WHEN x.tier = 'jf' THEN {sql.case_suffix('x.name', reference.LEVEL_ENDINGS, sql.literal(''))} ELSE '' END"
)
_POSITIONS = f"""
    INSERT INTO employees_position (agency_id, name, tier, level)
    SELECT %s, x.name, x.tier, {_LEVEL} FROM (
        SELECT DISTINCT left(s.position, 250) AS name, {_TIER} AS tier
        FROM staged s WHERE s.position IS NOT NULL) x
    ON CONFLICT (agency_id, name, tier) DO NOTHING
"""
# Jobs with a higher key are those that this import has made.
_REMEMBER_POSITIONS = (
    "SELECT set_config('import.last_position', coalesce(max(id), 0)::text, true) FROM employees_position"
)
_RESOLVE = f"""
    UPDATE staged s SET agency_id = %(agency)s, status = {_STATUS}, tier = r.tier,
        eselon = CASE WHEN s.job_type IN ('1', '3') THEN s.eselon END,
        level = r.level, position_id = r.position_id, unit_id = r.unit_id, target = r.target
    FROM (
        SELECT s.row, s.tier, p.level, p.id AS position_id, u.id AS unit_id,
            coalesce(by_id.id, by_nip.id) AS target
        FROM (SELECT s.row, s.nip, s.siasn_id, s.unit, s.position, {_TIER} AS tier FROM staged s) s
        LEFT JOIN core_unit u ON u.agency_id = %(agency)s AND u.siasn_id = s.unit
        LEFT JOIN employees_position p
            ON p.agency_id = %(agency)s AND p.name = left(s.position, 250) AND p.tier = s.tier
        LEFT JOIN employees_employee by_id
            ON by_id.agency_id = %(agency)s AND by_id.siasn_id = left(s.siasn_id, 36)
        LEFT JOIN employees_employee by_nip
            ON by_nip.agency_id = %(agency)s AND by_nip.nip = s.nip
    ) r WHERE r.row = s.row
"""
NIP_REASONS = {
    "nip_length": _("NIP harus tepat 18 angka."),
    "nip_characters": _(
        "NIP hanya boleh berisi angka, dengan kode jenis kelamin 1 atau 2 dan nomor urut 001-999. Periksa huruf O yang tertukar dengan angka 0."
    ),
    "nip_date": _("Tanggal lahir atau tanggal pengangkatan di dalam NIP tidak ada dalam kalender."),
    "nip_number_cell": _(
        "NIP tersimpan sebagai bilangan sehingga angka terakhirnya hilang. Ubah kolom menjadi teks di berkas asal lalu unduh ulang."
    ),
}


class EmployeeImporter(Importer):
    kind = "pegawai"
    title = _("Pegawai")
    about = _("Data utama: identitas, pangkat, jabatan, pendidikan, dan unit kerja tiap pegawai.")
    order = 20
    model = Employee
    fields = (
        Field("siasn_id", ("PNS ID",)),
        Field("nip", ("NIP BARU", "NIP"), parse=nip_digits, required=True),
        Field("name", ("NAMA",), parse=name, required=True),
        Field("title_front", ("GELAR DEPAN",)),
        Field("title_back", ("GELAR BELAKANG",)),
        Field("birth_place", ("TEMPAT LAHIR NAMA",)),
        Field("birth_date", ("TANGGAL LAHIR",), parse=cells.day, sql="date"),
        Field("sex", ("JENIS KELAMIN",), parse=sex),
        Field("nik", ("NIK",)),
        Field("phone", ("NOMOR HP",)),
        Field("email", ("EMAIL",)),
        Field("email_official", ("EMAIL GOV",)),
        Field("address", ("ALAMAT",)),
        Field("legal_status", ("KEDUDUKAN HUKUM ID",), parse=legal_status),
        Field("status", ("STATUS CPNS PNS",)),
        Field("appointed_on", ("TMT CPNS",), parse=cells.day, sql="date"),
        Field("permanent_on", ("TMT PNS",), parse=cells.day, sql="date"),
        Field("rank", ("GOL AKHIR ID", "GOL AKHIR NAMA"), parse=rank),
        Field("rank_since", ("TMT GOLONGAN",), parse=cells.day, sql="date"),
        Field("service_years", ("MK TAHUN",), parse=Within(0, 99), sql="integer"),
        Field("service_months", ("MK BULAN",), parse=Within(0, 99), sql="integer"),
        Field("job_type", ("JENIS JABATAN ID",)),
        Field("position", ("JABATAN NAMA",)),
        Field("position_since", ("TMT JABATAN",), parse=cells.day, sql="date"),
        Field("education", ("TINGKAT PENDIDIKAN ID",), parse=education),
        Field("education_name", ("PENDIDIKAN NAMA",)),
        Field("graduated", ("TAHUN LULUS",), parse=Within(1900, 2100, is_year=True), sql="integer"),
        Field("school", ("NAMA SEKOLAH",)),
        Field("work_place", ("LOKASI KERJA NAMA",)),
        Field("unit", ("UNOR ID",)),
        Field("agency_siasn_id", ("INSTANSI INDUK ID", "INSTANSI KERJA ID")),
        Field("agency_name", ("INSTANSI INDUK NAMA", "INSTANSI KERJA NAMA")),
        Field("eselon", ("ESELON ID",)),
    )
    extra = {
        "agency_id": "bigint",
        "unit_id": "bigint",
        "position_id": "bigint",
        "tier": "text",
        "level": "text",
    }
    columns = (
        Column("agency_id", "s.agency_id", _("Instansi")),
        Column("siasn_id", "left(s.siasn_id, 36)", _("PNS ID")),
        Column("nip", "s.nip", _("NIP")),
        Column("name", "left(s.name, 200)", _("Nama")),
        Column("title_front", "coalesce(left(s.title_front, 60), '')", _("Gelar depan")),
        Column("title_back", "coalesce(left(s.title_back, 100), '')", _("Gelar belakang")),
        Column("birth_place", "coalesce(left(s.birth_place, 100), '')", _("Tempat lahir")),
        Column("birth_date", "s.birth_date", _("Tanggal lahir")),
        Column("sex", "coalesce(s.sex, '')", _("Jenis kelamin")),
        Column("nik", "coalesce(left(s.nik, 20), '')", _("NIK")),
        Column("phone", "coalesce(left(s.phone, 40), '')", _("Telepon")),
        Column("email", "coalesce(left(s.email, 200), '')", _("Surel")),
        Column("email_official", "coalesce(left(s.email_official, 200), '')", _("Surel dinas")),
        Column("address", "coalesce(left(s.address, 500), '')", _("Alamat")),
        Column("status", "s.status", _("Status kepegawaian")),
        Column("legal_status", "coalesce(s.legal_status, '')", _("Kedudukan hukum"), words=reference.legal_status_name),
        Column("is_active", f"coalesce(s.legal_status IN ({_ACTIVE}), false)", _("Aktif")),
        Column("rank", "coalesce(s.rank, '')", _("Golongan"), words=reference.rank_title),
        Column("rank_since", "s.rank_since", _("TMT golongan")),
        Column("appointed_on", "s.appointed_on", _("TMT CPNS")),
        Column("permanent_on", "s.permanent_on", _("TMT PNS")),
        Column("service_years", "s.service_years", _("Masa kerja tahun")),
        Column("service_months", "s.service_months", _("Masa kerja bulan")),
        Column(
            "position_id",
            "s.position_id",
            _("Jabatan"),
            needs=("position",),
            shown="(SELECT p.name FROM employees_position p WHERE p.id = {})",
        ),
        Column("position_since", "s.position_since", _("TMT jabatan")),
        Column("tier", "s.tier", _("Jenjang jabatan"), needs=("job_type",)),
        Column("level", "coalesce(s.level, '')", _("Jenjang fungsional"), needs=("job_type",)),
        Column("eselon", "coalesce(s.eselon, '')", _("Eselon"), words=reference.eselon_name, needs=("job_type",)),
        Column("education", "coalesce(s.education, '')", _("Tingkat pendidikan")),
        Column("education_name", "coalesce(left(s.education_name, 200), '')", _("Pendidikan")),
        Column("school", "coalesce(left(s.school, 200), '')", _("Sekolah")),
        Column("graduated", "s.graduated", _("Tahun lulus")),
        Column("work_place", "coalesce(left(s.work_place, 100), '')", _("Lokasi kerja")),
        Column(
            "unit_id",
            "s.unit_id",
            _("Unit kerja"),
            needs=("unit",),
            shown="(SELECT u.name FROM core_unit u WHERE u.id = {})",
            keep="s.unit IS NOT NULL AND s.unit_id IS NULL",  # a unit we do not know yet
        ),
    )
    label = "s.name || ' · ' || s.nip"
    gone_label = "t.name || ' · ' || t.nip"
    stored_by = "s.name, s.row"  # lists and searches read people of like names together
    reasons = (
        COMMON_REASONS
        | NIP_REASONS
        | {
            "name_missing": _("Nama kosong."),
            "identity_conflict": _("PNS ID dan NIP di baris ini menunjuk dua pegawai yang berbeda."),
            "nip_of_another": _(
                "NIP ini milik pegawai lain: nama, PNS ID, dan NIK-nya tidak cocok. Menyimpan baris ini menimpa data pegawai itu; periksa NIP-nya."
            ),
            "unit_unknown": _(
                "Unit kerja kosong atau belum ada; pegawai ini tersimpan tanpa unit. Impor unit organisasi lebih dulu."
            ),
            "unit_kept": _("Unit kerja belum ada; unit yang tersimpan tidak diubah. Impor unit organisasi lebih dulu."),
            "legal_status_unknown": _("Kode kedudukan hukum tidak ada dalam daftar; pegawai dihitung tidak aktif."),
            "birth_date_differs": _("Tanggal lahir berbeda dengan angka NIP."),
            "sex_differs": _("Jenis kelamin berbeda dengan angka NIP."),
            "tier_unknown": _(
                "Jenjang jabatan struktural tidak dapat ditentukan: eselon kosong dan jabatan tidak ditemukan pada unit mana pun."
            ),
        }
    )

    notices = (
        Notice(
            "nip_of_another",
            _(
                "{number} baris memakai NIP milik orang lain: nama, PNS ID, dan NIK-nya tidak cocok dengan pegawai yang tercatat."
            ),
            _("Timpa data pegawai yang tercatat dengan baris-baris ini."),
            overwrites=True,
        ),
        Notice(
            "unit_unknown",
            _("{number} pegawai tanpa unit kerja: unitnya kosong di berkas atau belum ada di aplikasi."),
        ),
    )

    def row_check(self, index: Mapping[str, int]) -> RowCheck:
        nip_at, name_at, on = index["nip"], index["name"], timezone.localdate()
        id_at = index.get("siasn_id", nip_at)  # without a PNS ID the NIP alone tells people apart
        seen: set[str] = set()
        seen_ids: set[str] = set()

        def check(row: Sequence[object]) -> Refusal | None:
            cell = row[nip_at]
            try:
                digits = nip.normalise(cell)
                nip.check(digits, on=on)
            except nip.InvalidNip as error:
                return Refusal(error.code, "NIP BARU", _shown(cell))
            if cells.text(row[name_at]) is None:
                return Refusal("name_missing", "NAMA", "")
            if digits in seen:
                return Refusal("duplicate_in_file", "NIP BARU", digits)
            siasn_id = (cells.text(row[id_at]) or "")[:36]
            if siasn_id and siasn_id in seen_ids:
                return Refusal("identity_conflict", "PNS ID", siasn_id)
            seen.add(digits)
            seen_ids.add(siasn_id)
            return None

        return check

    def agency_hint(self, first: Mapping[str, str | None]) -> Mapping[str, str]:
        return {"siasn_id": first.get("agency_siasn_id") or "", "name": first.get("agency_name") or ""}

    def resolve(self, cursor: CursorWrapper, agency: Agency, review: Review) -> None:
        cursor.execute(_ESELON, [agency.pk])
        cursor.execute(_REMEMBER_POSITIONS)
        cursor.execute(_POSITIONS, [agency.pk])
        cursor.execute(_RESOLVE, {"agency": agency.pk})
        self._compare_identities(cursor, agency, review)
        review.warn_where(cursor, [*_unit_remarks(review), *_REMARKS])

    def _compare_identities(self, cursor: CursorWrapper, agency: Agency, review: Review) -> None:
        """PNS ID says one person, NIP another; two lines claim the same person; only the NIP is hers."""
        if not Employee.objects.filter(agency=agency).exists():
            return
        review.refuse_where(
            cursor, "identity_conflict", "PNS ID", "s.siasn_id",
            "s.row IN (SELECT o.row FROM staged o JOIN employees_employee e"
            " ON e.agency_id = o.agency_id AND e.nip = o.nip AND e.id <> o.target)",
        )  # fmt: skip
        review.refuse_where(
            cursor, "identity_conflict", "PNS ID", "s.siasn_id",
            "s.row IN (SELECT x.row FROM (SELECT o.row, row_number() OVER"
            " (PARTITION BY o.target ORDER BY o.row) AS place FROM staged o"
            " WHERE o.target IS NOT NULL) x WHERE x.place > 1)",
        )  # fmt: skip
        review.warn_where(cursor, [_OTHER_PERSON])  # before other remarks, of which not all are kept

    def after_preview(self, cursor: CursorWrapper) -> None:
        """Jobs made only to compare with do not stay: nothing is stored before it is approved."""
        cursor.execute(
            "DELETE FROM employees_position p USING staged s WHERE p.id = s.position_id"
            " AND p.id > current_setting('import.last_position')::bigint"
        )

    def before_update(self, cursor: CursorWrapper, at: datetime, renewed: Collection[str]) -> None:
        lines = [line for column, line in _HISTORY.items() if column in renewed]
        if lines:
            cursor.execute(_KEEP + " UNION ALL ".join(lines), {"at": at, "on": at.date()})


_KNOWN = ", ".join(sql.literal(code) for code in reference.LEGAL_STATUSES)
_OTHER_PERSON = Warn(
    "nip_of_another", "NIP BARU",
    "(SELECT e.name || ' → ' || s.name FROM employees_employee e WHERE e.id = s.target)",
    "EXISTS (SELECT FROM employees_employee e WHERE e.id = s.target AND lower(e.name) <> lower(left(s.name, 200))"
    " AND (e.siasn_id = left(s.siasn_id, 36)) IS NOT TRUE AND (e.nik <> '' AND e.nik = left(s.nik, 20)) IS NOT TRUE)",
)  # fmt: skip
_REMARKS = (
    Warn("legal_status_unknown", "KEDUDUKAN HUKUM ID", "s.legal_status", f"s.legal_status NOT IN ({_KNOWN})"),
    Warn(
        "birth_date_differs", "TANGGAL LAHIR", "to_char(s.birth_date, 'DD-MM-YYYY')",
        "to_char(s.birth_date, 'YYYYMMDD') <> left(s.nip, 8)",
    ),
    Warn("sex_differs", "JENIS KELAMIN", "s.sex", "s.sex <> CASE substr(s.nip, 15, 1) WHEN '1' THEN 'm' ELSE 'f' END"),
    Warn("tier_unknown", "JABATAN NAMA", "s.position", "s.tier = '' AND s.job_type = '1'"),
)  # fmt: skip


def _unit_remarks(review: Review) -> tuple[Warn, Warn]:
    """Who ends without a unit, and whose stored unit stays because the one of the file is unknown."""
    stays = "s.unit IS NOT NULL" if "unit" in review.fields else "true"
    has_unit = "EXISTS (SELECT FROM employees_employee e WHERE e.id = s.target AND e.unit_id IS NOT NULL)"
    return (
        Warn("unit_unknown", "UNOR ID", "s.unit", f"s.unit_id IS NULL AND NOT ({stays} AND {has_unit})"),
        Warn("unit_kept", "UNOR ID", "s.unit", f"s.unit_id IS NULL AND s.unit IS NOT NULL AND {has_unit}"),
    )


def _shown(cell: object) -> str:
    return str(cell) if not isinstance(cell, float) else f"{cell:.15g}"


def _history_line(aspect: str, value: str, changed: str, since: str = "NULL::date", until: str = "%(on)s::date") -> str:
    return (
        f"SELECT t.id, '{aspect}', left({value}, 300), {since}, {until}, %(at)s::timestamptz"
        f" FROM staged s JOIN employees_employee t ON t.id = s.target"
        f" WHERE {value} <> '' AND {changed}"
    )


_POSITION_NAME = "coalesce((SELECT p.name FROM employees_position p WHERE p.id = t.position_id), '')"
_UNIT_NAME = "coalesce((SELECT u.name FROM core_unit u WHERE u.id = t.unit_id), '')"
_KEEP = "INSERT INTO employees_employeehistory (employee_id, aspect, value, since, until, recorded_at) "
# By the column whose change they keep.
_HISTORY = {
    "rank": _history_line(
        "rank", "t.rank", "t.rank IS DISTINCT FROM coalesce(s.rank, '')", "t.rank_since", "s.rank_since"
    ),
    "position_id": _history_line(
        "position",
        _POSITION_NAME,
        "t.position_id IS DISTINCT FROM s.position_id",
        "t.position_since",
        "s.position_since",
    ),
    "unit_id": _history_line(
        "unit", _UNIT_NAME, "t.unit_id IS DISTINCT FROM s.unit_id AND (s.unit IS NULL OR s.unit_id IS NOT NULL)"
    ),
    "education": _history_line("education", "t.education", "t.education IS DISTINCT FROM coalesce(s.education, '')"),
    "status": _history_line("status", "t.status", "t.status IS DISTINCT FROM s.status"),
    "legal_status": _history_line(
        "legal_status", "t.legal_status", "t.legal_status IS DISTINCT FROM coalesce(s.legal_status, '')"
    ),
}
