"""The trail in words: what a page shows of decisions and of the events the triggers wrote."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.domain.formatting import masked, number
from core.enums import DecisionKind
from core.importing import registry
from core.models import Agency, Decision, ImportBatch, User
from core.models.tracked import NATIONAL, TrailEvent, events_of, is_tracked
from core.navigation import page_name
from core.permissions import Permission, agency_scope
from core.templatetags.web import moment

LONGEST = 120
# Fields that name a thing but have no words of their own.
_TITLES: dict[str, Promise] = {
    "unit": gettext_lazy("Unit kerja"),
    "parent": gettext_lazy("Unit induk"),
    "user": gettext_lazy("Akun pengguna"),
    "employee": gettext_lazy("Pegawai"),
    "position": gettext_lazy("Jabatan"),
    "superior": gettext_lazy("Atasan"),
    "uploaded_by": gettext_lazy("Diunggah oleh"),
    "confirmed_by": gettext_lazy("Disetujui oleh"),
    "requested_by": gettext_lazy("Diminta oleh"),
    "recorded_by": gettext_lazy("Dicatat oleh"),
    "set_by": gettext_lazy("Ditetapkan oleh"),
    "decided_by": gettext_lazy("Diputuskan oleh"),
    "closed_by": gettext_lazy("Ditutup oleh"),
    "is_superuser": gettext_lazy("Hak penuh"),
}
# What a person wants to know of the counts of an import.
_COUNTS: dict[str, Promise] = {
    "rows": gettext_lazy("baris:"),
    "created": gettext_lazy("baru:"),
    "updated": gettext_lazy("berubah:"),
    "rejected": gettext_lazy("ditolak:"),
}
_HAPPENED = {
    "insert": gettext_lazy("menambahkan data"),
    "update": gettext_lazy("mengubah data"),
    "delete": gettext_lazy("menghapus data"),
}


@dataclass(frozen=True)
class Change:
    """One field before and after, in words; both are empty where the page must not show them."""

    title: str
    old: str
    new: str


@dataclass
class Line:
    """One thing that happened."""

    at: datetime
    who: str
    via: str
    what: str
    label: str
    url: str
    reason: str = ""
    changes: list[Change] = field(default_factory=list)
    is_new: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class Subject:
    """An object with a trail; ``row`` is None when it is gone."""

    model: type[models.Model]
    pk: int
    row: models.Model | None
    label: str


class Watcher(Protocol):
    """Told which objects of a model somebody has read in the trail, and the events that were shown of them."""

    def __call__(
        self, model: type[models.Model], keys: set[int], events: Sequence[TrailEvent], *, reader: Any, page: str,
        at: datetime,
    ) -> None: ...  # fmt: skip


_watchers: list[Watcher] = []


def register_watcher(watcher: Watcher) -> None:
    """Let an app write down who read about its people in the trail."""
    if watcher not in _watchers:
        _watchers.append(watcher)


def note_reading(
    model: type[models.Model], events: Sequence[TrailEvent], *, reader: Any, page: str, at: datetime,
    of: Subject | None = None,
) -> None:  # fmt: skip
    """Somebody has been shown these events, or the page of one object even where it has none."""
    keys = {event.pgh_obj_id for event in events} | ({of.pk} if of else set())
    for watcher in _watchers:
        watcher(model, keys, events, reader=reader, page=page, at=at)


def shown_models() -> dict[str, type[models.Model]]:
    """Label → model of everything whose changes a page shows."""
    found = [m for m in apps.get_models() if is_tracked(m) and events_of(m).agency_path is not None]
    return {model._meta.label: model for model in sorted(found, key=lambda m: str(m._meta.verbose_name))}


def decisions_in(user: Any, agency: Agency) -> QuerySet[Decision]:
    """Decisions of the agency and about what all agencies share, newest first."""
    return Decision.objects.visible_to(user).filter(Q(agency=agency) | Q(agency=None)).select_related("by")


def changes_in(model: type[models.Model], agency: Agency) -> QuerySet[Any]:
    """Events of one kind of data in the agency, newest first."""
    return _inside(model, lambda path: Q(**{path: agency})).order_by("-pgh_created_at", "-pgh_id")


def subject_for(user: Any, label: str, pk: int) -> Subject:
    """An object whose trail the person may read, also when only its trail is left.

    Raises: Http404
    """
    model = shown_models().get(label)
    if model is None:
        raise Http404

    def scope(path: str) -> Q:
        return agency_scope(user, agency=path, permission=Permission.TRAIL_VIEW)

    path = events_of(model).agency_path or ""
    here = model._base_manager.filter(pk=pk)
    row = here.filter(scope(path)).first() if path != NATIONAL else here.first()
    if row is None and not _inside(model, scope).filter(pgh_obj_id=pk).exists():
        raise Http404
    gone = None if row else events_of(model).objects.filter(pgh_obj_id=pk).first()
    return Subject(model, pk, row, _label(row) if row else _last_name(model, pk, gone))


def history_of(subject: Subject) -> QuerySet[Any]:
    """All events of the object, newest first."""
    return events_of(subject.model).objects.filter(pgh_obj_id=subject.pk).order_by("-pgh_id")


def _inside(model: type[models.Model], scope: Any) -> QuerySet[Any]:
    """Events whose own columns lead to the agency, or else whose object does."""
    events = events_of(model)
    path = events.agency_path or ""
    if path == NATIONAL:
        return events.objects.all()
    if path in ("pk", "agency") or path.split("__")[0] in {f.name for f in events._meta.fields}:
        return events.objects.filter(scope("pgh_obj" if path == "pk" else path))
    return events.objects.filter(pgh_obj_id__in=model._base_manager.filter(scope(path)).values("pk"))


def decision_lines(decisions: Iterable[Decision]) -> list[Line]:
    shown = shown_models()
    return [
        Line(
            at=d.at,
            who=str(d.by) if d.by else _("Sistem"),
            via="" if d.by else source_words({"source": d.source}),
            what=d.get_kind_display(),
            label=decision_name(d),
            url=reverse("trail_object", args=[d.subject, int(d.subject_id)])
            if d.subject in shown and d.subject_id.isdigit()
            else "",
            reason=decision_reason(d),
        )
        for d in decisions
    ]


def decision_name(decision: Decision) -> str:
    """What was decided about, in the reader's language as far as the name is the product's own."""
    if decision.subject == ImportBatch._meta.label:
        return _import_name(decision.label)
    return _(decision.label) if decision.kind == DecisionKind.DATA_ERASED else decision.label


def decision_reason(decision: Decision) -> str:
    """What was given as the reason; that of erasing is the basis of a rule, which the product words itself.

    Of confidential data it is as confidential as they are: the answer to a request is its reason.
    """
    if decision.reason and _is_confidential(decision.subject):
        return _("isi rahasia tidak ditampilkan")
    is_rule = decision.kind == DecisionKind.DATA_ERASED and decision.reason
    return _(decision.reason).removesuffix(" [U]") if is_rule else decision.reason


def _is_confidential(label: str) -> bool:
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):  # of a model that is gone
        return False
    return is_tracked(model) and bool(events_of(model).hides_values)


def _import_name(stored: str) -> str:
    """``"hukdis surabaya.csv"`` → ``"Hukuman disiplin · surabaya.csv"``."""
    kind, _space, filename = stored.partition(" ")
    try:
        return f"{registry.importer_for(kind).title} · {filename}"
    except KeyError:
        return stored


def change_lines(model: type[models.Model], events: Sequence[TrailEvent], *, of: Subject | None = None) -> list[Line]:
    """Events in words; a fixed number of queries for any number of them.

    Args:
        of: the one object they are all about; only then a new row is told field by field.
    """
    before = _predecessors(model, events)
    words = _Words(model)
    found = {e.pk: words.differences(e, before.get(e.pk)) for e in events if e.pgh_label == "update" or of is not None}
    words.fetch(found.values(), {e.pgh_context.get("user") for e in events})
    imports = _imports_of(events)
    names = {} if of else _names(model, events)
    return [
        Line(
            at=event.pgh_created_at,
            who=words.name(User, event.pgh_context.get("user")) or _("Sistem"),
            via=imports.get(event.pgh_context.get("request", "")) or source_words(event.pgh_context),
            what=str(_HAPPENED[event.pgh_label]),
            label=of.label if of else names.get(event.pgh_obj_id) or _last_name(model, event.pgh_obj_id, event),
            url="" if of else reverse("trail_object", args=[model._meta.label, event.pgh_obj_id]),
            changes=[words.change(*difference) for difference in found.get(event.pk, ())],
            is_new=event.pgh_label == "insert",
            is_hidden=event.hides_values,
        )
        for event in events
    ]


def source_words(context: dict[str, Any]) -> str:
    """How the program was entered, for people."""
    kind, _space, name = str(context.get("source", "")).partition(" ")
    words = {
        "web": _("melalui halaman %(name)s") % {"name": page_name(context.get("page") or "/")},
        "task": _("melalui pekerjaan latar %(name)s") % {"name": name},
        "command": _("melalui perintah %(name)s") % {"name": name},
        "database": _("langsung di basis data sebagai %(name)s") % {"name": context.get("role", "?")},
    }
    return words.get(kind, "")


def _imports_of(events: Sequence[TrailEvent]) -> dict[str, str]:
    """Request id → "melalui impor <file>" for what an import wrote."""
    requests = {e.pgh_context.get("request") for e in events if "import" in e.pgh_context.get("source", "")} - {None}
    if not requests:
        return {}
    found = Decision.objects.filter(request_id__in=requests, subject="core.ImportBatch").only("request_id", "label")
    return {str(one.request_id): _("melalui impor %(name)s") % {"name": one.label} for one in found}


def _predecessors(model: type[models.Model], events: Sequence[TrailEvent]) -> dict[int, TrailEvent]:
    """Key of an update → the event of the same object before it."""
    table = events_of(model).objects
    changed = [event for event in events if event.pgh_label == "update"]
    if not changed:
        return {}
    earlier = table.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id")).order_by("-pgh_id")
    keys = table.filter(pk__in=[e.pk for e in changed]).annotate(before=Subquery(earlier.values("pgh_id")[:1]))
    by_object: dict[int, list[TrailEvent]] = {}
    for event in table.filter(pk__in=keys.values("before")).order_by("-pgh_id"):
        by_object.setdefault(event.pgh_obj_id, []).append(event)
    pairs = ((e.pk, next((b for b in by_object.get(e.pgh_obj_id, ()) if b.pk < e.pk), None)) for e in changed)
    return {key: before for key, before in pairs if before is not None}


def _names(model: type[models.Model], events: Sequence[TrailEvent]) -> dict[int, str]:
    """What the objects of the events are called now."""
    rows = model._base_manager.select_related(*_keys(model)).in_bulk({event.pgh_obj_id for event in events})
    return {key: _label(row) for key, row in rows.items()}


Difference = tuple[Any, Any, Any]  # field, old value, new value


class _Words:
    """Turns the values of one model's events into words; related rows are fetched once for all events."""

    def __init__(self, model: type[models.Model]) -> None:
        events = events_of(model)
        self._hides, self._masked = events.hides_values, set(events.masked_fields)
        self._fields = [f for f in events._meta.concrete_fields if self._is_shown(f)]
        columns = [c for importer in registry.importers() if importer.model is model for c in importer.columns]
        self._titles = {c.name: str(c.title) for c in columns}
        self._coded = {c.name: c.words for c in columns if c.words}
        self._related: dict[type[models.Model], dict[Any, Any]] = {}

    @staticmethod
    def _is_shown(f: Any) -> bool:
        """Not the keys and the computed parts that mean nothing to a reader, nor the agency, always the same."""
        if f.name.startswith("pgh_") or f.name in ("id", "agency"):
            return False
        with translation.override(settings.LANGUAGE_CODE):  # in which every field meant for people has a name
            return f.name in _TITLES or str(f.verbose_name) != f.name.replace("_", " ")

    def differences(self, event: TrailEvent, before: TrailEvent | None) -> list[Difference]:
        """Fields that differ from the event before; of a new row those that hold something."""
        found = []
        for f in self._fields:
            new, old = getattr(event, f.attname), getattr(before, f.attname) if before else None
            changed = event.pgh_label == "update" and before is not None and old != new
            if changed or (event.pgh_label == "insert" and new not in (None, "", [], {})):
                found.append((f, old, new))
        return found

    def fetch(self, found: Iterable[list[Difference]], users: set[Any]) -> None:
        """Everything the values point to, one query for each kind of thing."""
        keys: dict[type[models.Model], set[Any]] = {User: set(users)}
        for f, old, new in (difference for differences in found for difference in differences):
            if f.is_relation:
                keys.setdefault(f.related_model, set()).update((old, new))
        for model, wanted in keys.items():
            self._related[model] = model._base_manager.in_bulk(wanted - {None}) if wanted - {None} else {}

    def name(self, model: type[models.Model], key: Any) -> str:
        row = self._related[model].get(key)
        return _label(row) if row is not None else ""

    def change(self, f: Any, old: Any, new: Any) -> Change:
        title = self._titles.get(f.attname) or str(_TITLES.get(f.name, f.verbose_name))
        title = title[:1].upper() + title[1:]
        return Change(title, "", "") if self._hides else Change(title, self._value(f, old), self._value(f, new))

    def _value(self, f: Any, value: Any) -> str:
        if value in (None, "", [], {}):
            return _("kosong")
        if f.name in self._masked:
            return f"••••{value.year}" if isinstance(value, date) else masked(str(value)) or "••••"
        if f.is_relation:
            return self.name(f.related_model, value) or f"#{value}"
        if f.flatchoices:
            return str(dict(f.flatchoices).get(value, value))
        return str(self._coded[f.attname](value)) if f.attname in self._coded else _plain(value)


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("Ya") if value else _("Tidak")
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return date_format(value)
    if isinstance(value, (int, Decimal)):
        # A year is no quantity.
        return number(value) if isinstance(value, Decimal) or not 1900 <= value <= 2100 else str(value)
    if isinstance(value, dict):
        counted = [f"{words} {number(value[key])}" for key, words in _COUNTS.items() if value.get(key)]
        return ", ".join(counted) or _("rincian teknis")
    return Truncator(str(value)).chars(LONGEST)


def _keys(model: type[models.Model]) -> list[str]:
    return [f.name for f in model._meta.concrete_fields if f.is_relation]


def _label(row: models.Model) -> str:
    """The row's own name, or whose it is."""
    if isinstance(row, ImportBatch):
        return _import_name(str(row))
    if type(row).__str__ is not models.Model.__str__:
        return str(row)
    whose = getattr(row, "employee", None)
    kind = str(row._meta.verbose_name)
    return f"{kind[:1].upper()}{kind[1:]} · {whose}" if whose else f"{kind} #{row.pk}"


def _last_name(model: type[models.Model], pk: int, event: TrailEvent | None) -> str:
    """What a row that is gone was called."""
    names = ("name", "title", "filename", "username")
    name = next((getattr(event, n) for n in names if getattr(event, n, "")), "")
    return str(name or f"{model._meta.verbose_name} #{pk}")
