"""The governments that can be generated: the two of the demo, and a large one for benchmarks."""

from dataclasses import replace
from typing import Final

from . import mamuju, surabaya
from .cast import MAMUJU_REGION, SURABAYA_REGION, employees_of
from .examples import EXAMPLES
from .names import JAVANESE, MANDAR
from .offices import school
from .spec import GovernmentSpec, Providers
from .units import UnitPlan

# The agency ids are those of the sample exports, so that samples and demo speak of the same two agencies.
MAMUJU: Final = GovernmentSpec(
    region_code=MAMUJU_REGION,
    name="Pemerintah Kabupaten Mamuju",
    slug="mamuju",
    agency_id="FE10AB61E5A7805FBB8AB657A5486EC4",
    agency_name="Pemerintah Kab. Mamuju",
    place="Mamuju",
    plan=mamuju.PLAN,
    culture=MANDAR,
    providers=Providers("BKPSDM Kabupaten Mamuju", "BPSDM Provinsi Sulawesi Barat", "Universitas Sulawesi Barat"),
    fixed=(*employees_of(MAMUJU_REGION), *EXAMPLES),
    birth_lane=0,
)
SURABAYA: Final = GovernmentSpec(
    region_code=SURABAYA_REGION,
    name="Pemerintah Kota Surabaya",
    slug="surabaya",
    agency_id="F8EA09AE432C2120F1E8330A652CEFEB",
    agency_name="Pemerintah Kota Surabaya",
    place="Surabaya",
    plan=surabaya.PLAN,
    culture=JAVANESE,
    providers=Providers("BKPSDM Kota Surabaya", "BPSDM Provinsi Jawa Timur", "Universitas Negeri Surabaya"),
    fixed=employees_of(SURABAYA_REGION),
    birth_lane=1,
)


def scaled(spec: GovernmentSpec, *, units: int = 600) -> GovernmentSpec:
    """Return the same government grown to `units` units, by primary schools: that is where most civil servants work.

    Raises ValueError when the plan already has more units.
    """
    missing = units - _count(spec.plan)
    if missing < 0:
        raise ValueError(f"{spec.name} already has {units - missing} units")
    schools = tuple(school(f"SD Negeri {number} {spec.place}", weight=9.0) for number in range(2, missing + 2))
    offices = tuple(
        replace(plan, children=plan.children + schools) if plan.name == "Dinas Pendidikan" else plan
        for plan in spec.plan.children
    )
    return replace(spec, plan=replace(spec.plan, children=offices))


def _count(plan: UnitPlan) -> int:
    return 1 + sum(_count(child) for child in plan.children)


SCALE: Final = scaled(MAMUJU, units=800)
