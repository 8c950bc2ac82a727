"""People behind the cast: where Sari, Budi, Rina and Dewi work, and who works elsewhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.test import Client

from core.models import Agency, Unit, User
from core.tests.people import Cast, cast, make_unit
from employees.models import Employee, Position

__all__ = ["Staff", "cast", "enter", "make_person", "staff"]


@dataclass(frozen=True)
class Staff:
    """Records of the cast, and two people outside of Rina's unit: Tono in the city, Wati in Mamuju."""

    office: Unit
    village: Unit
    sari: Employee
    budi: Employee
    rina: Employee
    dewi: Employee
    tono: Employee
    wati: Employee


def make_person(agency: Agency, nip: str, name: str, unit: Unit | None = None, **fields: Any) -> Employee:
    """A PNS in rank III/c unless told otherwise."""
    defaults = {"status": "pns", "legal_status": "01", "rank": "33", "tier": "pelaksana"}
    return Employee.objects.create(agency=agency, nip=nip, name=name, unit=unit, **defaults | fields)


def enter(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def staff(cast: Cast) -> Staff:
    surabaya = cast.surabaya
    office = make_unit(surabaya, "BADAN KEPEGAWAIAN DAERAH", cast.city)
    village = make_unit(surabaya, "KELURAHAN KETINTANG", cast.district)
    village.head_title = "Lurah Ketintang"
    village.save(update_fields=["head_title"])
    head = Position.objects.create(agency=surabaya, name="LURAH KETINTANG", tier="pengawas")
    clerk = Position.objects.create(agency=surabaya, name="Pengadministrasi Umum", tier="pelaksana")
    coast = make_unit(cast.mamuju, "PEMERINTAH KABUPATEN MAMUJU")
    return Staff(
        office=office,
        village=village,
        sari=make_person(
            surabaya, "199405142019032001", "Sari Wulandari", village, user=cast.sari, position=clerk,
            title_back="S.A.P.", nik="3578012345670001", phone="081234567890", address="Jalan Ketintang 1",
            birth_date=date(1994, 5, 14), rank_since=date(2023, 4, 1), service_years=7, service_months=8,
        ),
        budi=make_person(
            surabaya, "197911052005011001", "Budi Santoso", village, user=cast.budi, position=head, rank="34",
        ),
        rina=make_person(surabaya, "198602192010032001", "Rina Puspitasari", cast.district, user=cast.rina),
        dewi=make_person(surabaya, "197806162003122001", "Dewi Anggraini", office, user=cast.dewi, rank="41"),
        tono=make_person(
            surabaya, "199001012023211002", "Tono Hartono", office, status="pppk", rank="59", legal_status="71"
        ),
        wati=make_person(cast.mamuju, "199202022018012001", "Wati Mamuju", coast),
    )  # fmt: skip
