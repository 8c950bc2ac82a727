"""What has to be known about a government to generate it."""

from dataclasses import dataclass

from .fixed import FixedPerson
from .names import Culture
from .units import UnitPlan


@dataclass(frozen=True, slots=True)
class Providers:
    """Who trains the people of this government, besides the ministries of their duties."""

    local: str
    province: str
    university: str


@dataclass(frozen=True, slots=True)
class GovernmentSpec:
    """One government.

    region_code: code of the Kepmendagri list, for example 76.02. agency_id and agency_name: as SIASN spells them.
    slug: first part of the file names. fixed: people who appear exactly as written, always. birth_lane: generated
    people are born on every third day only; governments of different lanes never share a NIP, so that both fit into
    one database (0 Mamuju, 1 Surabaya, 2 the faulty rows of both).
    """

    region_code: str
    name: str
    slug: str
    agency_id: str
    agency_name: str
    place: str
    plan: UnitPlan
    culture: Culture
    providers: Providers
    fixed: tuple[FixedPerson, ...] = ()
    birth_lane: int = 0
