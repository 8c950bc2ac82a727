"""Reads about enrolments: what stands in the way of one, and what it would close."""

from datetime import date

from employees.models import Employee
from evaluations.selectors.standards import demand_of
from evaluations.selectors.succession import levels_of
from training.domain import enrolment as rules
from training.domain.enrolment import Span
from training.enums import EnrolmentState
from training.models import Enrolment, Programme, Session, SessionDay


def clashes_of(employee: Employee, session: Session) -> list[Span]:
    """What else the person has on the days of the session: other sessions for which she holds or is offered a seat."""
    wanted = [Span(day.starts_at, day.ends_at) for day in session.days.all()]
    if not wanted:
        return []
    others = SessionDay.objects.filter(
        session__enrolments__employee=employee,
        session__enrolments__state__in=[EnrolmentState.OFFERED, EnrolmentState.CONFIRMED],
        starts_at__lt=max(span.ends_at for span in wanted),
        ends_at__gt=min(span.starts_at for span in wanted),
    ).exclude(session=session)
    rows = others.select_related("session__programme").order_by("starts_at")
    return rules.clashes(wanted, [Span(day.starts_at, day.ends_at, str(day.session)) for day in rows])


def lacks_prerequisites(employee: Employee, programme: Programme) -> list[Programme]:
    """Programmes that must be completed before, and are not."""
    done = Enrolment.objects.filter(employee=employee, state=EnrolmentState.COMPLETED).values("session__programme")
    return list(programme.requires.exclude(pk__in=done).order_by("name"))


def closes_levels(employee: Employee, programme: Programme, *, on: date) -> int:
    """How many levels of the person's gaps the programme closes; what was never assessed is no known gap."""
    leads_to = dict(programme.competencies.values_list("competency__code", "level"))
    if not leads_to:
        return 0
    demand = demand_of(employee, on=on).levels
    held = levels_of([employee.pk], on=on).get(employee.pk, {})
    return sum(
        max(0, min(level, demand[code]) - held[code])
        for code, level in leads_to.items()
        if code in demand and code in held
    )
