"""An agency's own additions to the dictionary: adding, other words as another version, retiring, bringing back.

The library that comes with the application belongs to everybody and is changed by its files only
(`evaluations.services.library`). Versions are never changed; one that has not begun may give way to another.
"""

from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.domain.errors import DomainError
from core.enums import DecisionKind
from core.models import Agency
from core.services.decisions import record_decision
from evaluations.domain import dictionary as rules
from evaluations.domain.dictionary import Words
from evaluations.models import Competency, CompetencyVersion, LevelText
from evaluations.selectors.dictionary import words_of
from evaluations.services import library

OWN_ORDER = 10_000  # additions stand behind the library, by code


@cache
def field_names() -> dict[str, str]:
    """Names of the fields of government that the library knows, by key; read from its files once."""
    return {key: name for key, name in library.fields().items() if key != library.NINE}


def field_name(key: str) -> str:
    """The field in words; what an agency has typed itself is its own name."""
    return field_names().get(key, key)


def field_key(name: str) -> str:
    """The key of a field that the library knows, or the tidied name of one that it does not."""
    typed = rules.tidy(name)
    known = {known.casefold(): key for key, known in field_names().items()}
    return known.get(typed.casefold(), typed)


@transaction.atomic
def add_competency(
    *, agency: Agency, code: str, name: str, group: str, field: str, words: Words, valid_from: date, by: Any,
    at: datetime, copied_from: Competency | None = None,
) -> Competency:  # fmt: skip
    """A competency of the agency's own, with its first version.

    Raises: DomainError ``code_taken``, ``words_missing``, ``day_mistyped``.
    """
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=agency.pk)  # one code at a time
    taken = Competency.objects.of(agency).filter(code__iexact=code).first()
    if taken is not None:
        _refuse("code_taken", code=taken.code, name=taken.name)
    _check(words, valid_from, agency, at)
    competency = Competency.objects.create(
        agency=agency, code=code, name=name, group=group, field=field, order=OWN_ORDER
    )
    _write(competency, 1, words, valid_from, by, at)
    facts = {"code": code, "number": 1, "valid_from": valid_from.isoformat(), "act": "added"}
    if copied_from is not None:
        facts["copied_from"] = copied_from.code
    record_decision(DecisionKind.LIBRARY_CHANGED, subject=competency, agency=agency, by=by, at=at, facts=facts)
    return competency


@transaction.atomic
def revise_competency(
    *, competency: Competency, name: str, group: str, field: str, words: Words, valid_from: date, based_on: int,
    by: Any, at: datetime,
) -> Competency:  # fmt: skip
    """Other words as a new version from a day on; name, group and field are mended at once.

    Args:
        based_on: number of the version that stood on the page when the person began to type.
    Raises: DomainError ``library_national``, ``competency_retired``, ``version_changed``, ``version_older``,
        ``nothing_changed``, ``words_missing``, ``day_mistyped``.
    """
    competency = _own(competency)
    latest = competency.versions.prefetch_related("levels").select_related("made_by").latest("number")
    if latest.number != based_on:
        _refuse("version_changed", number=latest.number, who=latest.made_by or "–")
    today = competency.agency.date_at(at)  # type: ignore[union-attr]  (`_own` says that it has one)
    described = (competency.name, competency.group, competency.field) != (name, group, field)
    pending = latest.valid_from > today
    reworded = words_of(latest) != words or (pending and latest.valid_from != valid_from)
    if not described and not reworded:
        _refuse("nothing_changed")
    facts: dict[str, Any] = {"code": competency.code, "act": "described"}
    if reworded:
        _check(words, valid_from, competency.agency, at)
        facts |= _new_version(competency, latest, words, valid_from, pending, by, at)
    competency.name, competency.group, competency.field = name, group, field
    competency.save(update_fields=["name", "group", "field"])
    agency = competency.agency
    record_decision(DecisionKind.LIBRARY_CHANGED, subject=competency, agency=agency, by=by, at=at, facts=facts)
    return competency


@transaction.atomic
def retire_competency(*, competency: Competency, reason: str, by: Any, at: datetime) -> Competency:
    """Offer it no more from today on; results and standards keep it. A second click changes nothing.

    Raises: DomainError ``library_national``, ``no_reason``.
    """
    return _offer(competency, act="retired", reason=reason, by=by, at=at)


@transaction.atomic
def restore_competency(*, competency: Competency, reason: str, by: Any, at: datetime) -> Competency:
    """Offer a retired one again from today on, with the words it had. A second click changes nothing.

    Raises: DomainError ``library_national``, ``no_reason``.
    """
    return _offer(competency, act="restored", reason=reason, by=by, at=at)


def _offer(competency: Competency, *, act: str, reason: str, by: Any, at: datetime) -> Competency:
    """Retire it or bring it back, unless that has been done already."""
    if not reason.strip():
        _refuse("no_reason")
    competency, retires = _own(competency, retired=True), act == "retired"
    if (competency.retired_on is not None) == retires:
        return competency
    facts = {"code": competency.code, "act": act}
    if competency.retired_on is not None:
        facts["retired_on"] = competency.retired_on.isoformat()
    competency.retired_on = competency.agency.date_at(at) if retires else None  # type: ignore[union-attr]
    competency.save(update_fields=["retired_on"])
    record_decision(
        DecisionKind.LIBRARY_CHANGED, subject=competency, agency=competency.agency, by=by, at=at,
        reason=reason.strip(), facts=facts,
    )  # fmt: skip
    return competency


def _own(competency: Competency, *, retired: bool = False) -> Competency:
    """The row under its lock, as it is now."""
    rows = Competency.objects.select_for_update(of=("self",)).select_related("agency")
    held = rows.get(pk=competency.pk)
    if held.agency is None:
        _refuse("library_national")
    if held.retired_on is not None and not retired:
        _refuse("competency_retired")
    return held


def _new_version(
    competency: Competency, latest: CompetencyVersion, words: Words, valid_from: date, pending: bool, by: Any,
    at: datetime,
) -> dict[str, Any]:  # fmt: skip
    """The next version, or another one in place of the one that has not begun."""
    begun = competency.versions.exclude(pk=latest.pk).first() if pending else latest
    if begun is not None and valid_from < begun.valid_from:
        _refuse("version_older", day=date_format(begun.valid_from, "j F Y"))
    number = latest.number if pending else latest.number + 1
    if pending:
        latest.delete()
    _write(competency, number, words, valid_from, by, at)
    return {"act": "replaced" if pending else "revised", "number": number, "valid_from": valid_from.isoformat()}


def _write(competency: Competency, number: int, words: Words, valid_from: date, by: Any, at: datetime) -> None:
    version = CompetencyVersion.objects.create(
        competency=competency, number=number, valid_from=valid_from, definition=words.definition, issuer=words.issuer,
        legal_basis=words.legal_basis, made_at=at, made_by=by,
    )  # fmt: skip
    LevelText.objects.bulk_create(
        LevelText(version=version, level=level, meaning=one.meaning, indicators=list(one.indicators))
        for level, one in enumerate(words.levels, start=1)
    )


def _check(words: Words, valid_from: date, agency: Agency | None, at: datetime) -> None:
    if not words.is_complete:
        _refuse("words_missing")
    if agency is not None and rules.is_mistyped(valid_from, today=agency.date_at(at)):
        _refuse("day_mistyped")


def _refuse(code: str, /, **words: Any) -> None:
    raise DomainError(code, _sentence(code) % words)


def _sentence(code: str) -> str:
    return {
        "code_taken": _("Kode %(code)s sudah dipakai untuk %(name)s. Pilih kode lain."),
        "library_national": _("Kamus nasional tidak dapat diubah. Salin menjadi kompetensi instansi dengan kode baru."),
        "competency_retired": _("Kompetensi ini sudah tidak dipakai lagi sehingga tidak dapat diubah."),
        "version_changed": _(
            "Kompetensi ini baru saja diubah oleh %(who)s (versi %(number)s) sesudah Anda membuka halaman ini. Isian "
            "Anda masih ada di bawah. Bandingkan dahulu; bila disimpan lagi, isian Anda menjadi versi berikutnya."
        ),
        "version_older": _("Versi yang berlaku dimulai %(day)s. Pilih tanggal itu atau sesudahnya."),
        "nothing_changed": _("Belum ada yang berubah, sehingga tidak ada versi baru."),
        "words_missing": _("Lengkapi definisi, lima level, dan tiga indikator tiap level."),
        "day_mistyped": _("Periksa tahun pada tanggal mulai berlaku."),
        "no_reason": _("Tuliskan alasannya, misalnya nomor keputusan."),
    }[code]
