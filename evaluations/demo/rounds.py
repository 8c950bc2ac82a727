"""Assessment rounds of Surabaya, past, running and planned; days are counted from the day the demo is loaded."""

from collections.abc import Iterable
from random import Random
from typing import Final

from core.models import Unit, User
from employees.models import Employee, EmployeeQuerySet, Position
from evaluations.demo import words
from evaluations.demo.office import Levels, Office
from evaluations.domain.competencies import COMPETENCIES
from evaluations.enums import Method, Purpose, Relation
from evaluations.models import AssessmentRound, Competency, Participant

DISTRICT: Final = "KECAMATAN GAYUNGAN"
PROVIDER: Final = "UPT Penilaian Kompetensi BKD Provinsi Jawa Timur"
LOCAL: Final = "BKPSDM Kota Surabaya"
NINE: Final = tuple(competency.key for competency in COMPETENCIES)
LONG_AGO: Final = -(3 * 365 + 90)  # its results count no more
DRIFTS: Final = ((-1, 20), (0, 62), (1, 18))  # levels off what the job asks, and how often
# Of the cast the assessment centre says this, so that their pages tell a story: levels off by competency.
TOLD: Final[dict[str, dict[str, int]]] = {
    "budi": {"mengelolaPerubahan": -1, "pengambilanKeputusan": -1, "kerjasama": 1},
    "rina": {"komunikasi": -1},
}


class Rounds:
    """Makes the rounds of one office; one method for each."""

    def __init__(self, office: Office, cast: dict[str, User]) -> None:
        self._office = office
        self._cast = cast
        self._district = Unit.objects.get(agency=office.agency, name=DISTRICT)

    def make(self) -> None:
        """In the order in which they took place."""
        self._archives_long_ago()
        self._centre()
        self._teachers()
        self._feedback()
        self._candidates()
        self._self_ratings()
        self._planned()

    def _archives_long_ago(self) -> None:
        """Sari among them: what she showed then has expired."""
        people = [self._person("sari"), *self._holders("Pengadministrasi Perkantoran")[:5]]
        self._finished("Uji kompetensi teknis kearsipan kecamatan", Method.TECHNICAL, ["ARS.01"], people, LONG_AGO)

    def _centre(self) -> None:
        """Heads in the district, Budi and Rina among them; one of the reports is kept."""
        heads = list(self._staff().filter(tier="pengawas")[:9])
        cast = [self._person("budi"), self._person("rina")]
        people = [*cast, *(one for one in heads if one not in cast)]
        self._finished("Pemetaan kompetensi pejabat pengawas Kecamatan Gayungan", Method.CENTER, NINE, people, -75)

    def _teachers(self) -> None:
        people = list(self._active().filter(position__name__startswith="Guru Ahli")[:10])
        name = "Uji kompetensi teknis guru sekolah negeri"
        self._finished(name, Method.TECHNICAL, ["DIK.01", "DIK.02"], people, -130)

    def _finished(self, name: str, method: str, codes: Iterable[str], people: list[Employee], starts: int) -> None:
        office, tono = self._office, self._cast["tono"]
        round = self._provided(name, method, codes, starts=starts, ends=starts + 4)
        invited = office.invite(round, people)
        office.assign(round, tono)
        office.step(round, "open", starts)
        for participant in invited:
            office.rate(participant, tono, self._drifting, offset=starts + 2)
            is_kept = participant.employee.user_id == self._cast["budi"].pk and method == Method.CENTER
            office.conclude(participant, offset=starts + 4, report=words.report(participant) if is_kept else None)
        office.step(round, "closed", starts + 10)

    def _provided(
        self, name: str, method: str, codes: Iterable[str], *, starts: int, ends: int, purpose: str = Purpose.MAPPING
    ) -> AssessmentRound:
        year = self._office.day(starts).year
        return self._office.plan(
            f"{name} {year}", method, self._skills(codes), starts=starts, ends=ends, purpose=purpose, provider=PROVIDER,
            accreditation=f"014/{year} (contoh)",
            accredited_until=self._office.day(ends + 500),
        )  # fmt: skip

    def _feedback(self) -> None:
        """Of Sari enough people have said something; Budi and Rina still wait for theirs."""
        office, cast = self._office, self._cast
        skills = self._skills(["integritas", "kerjasama", "komunikasi", "pelayananPublik", "mengelolaPerubahan"])
        name = "Umpan balik 360° pelayanan kelurahan"
        round = office.plan(name, Method.FEEDBACK, skills, starts=-9, ends=12, provider=LOCAL)
        people = [self._person(name) for name in ("sari", "budi", "rina")]
        of = {one.employee.user_id: one for one in office.invite(round, people)}
        sari, budi, rina = (of[cast[name].pk] for name in ("sari", "budi", "rina"))
        office.name_raters(round, [
            (sari, cast["rina"], Relation.PEER), (sari, cast["maya"], Relation.PEER),
            (budi, cast["sari"], Relation.SUBORDINATE), (budi, cast["rina"], Relation.PEER),
            (budi, cast["maya"], Relation.PEER), (rina, cast["budi"], Relation.PEER),
        ])  # fmt: skip
        office.step(round, "open", -9)
        for number, rater in enumerate(("budi", "rina", "maya", "sari")):
            office.rate(sari, cast[rater], _seen_by(rater), offset=number - 7, remarks=rater in ("budi", "sari"))
        office.rate(budi, cast["rina"], _seen_by("rina"), offset=-5, remarks=False)

    def _candidates(self) -> None:
        """Tono has finished one of them, begun another, and the rest wait for him."""
        office, tono = self._office, self._cast["tono"]
        jobs = ("Penata Kelola Pemerintahan", "Penelaah Teknis Kebijakan")
        people = [one for job in jobs for one in self._holders(job)[:3]]
        target = Position.objects.filter(
            agency=office.agency, tier="pengawas", name__startswith="Kepala Seksi", employee__unit__path__startswith=self._district.path
        ).order_by("name").first()  # fmt: skip
        round = self._provided(
            "Asesmen pengisian jabatan kepala seksi", Method.SIMPLE, NINE, starts=-3, ends=5, purpose=Purpose.FILLING
        )
        invited = office.invite(round, people, target=target)
        office.assign(round, tono)
        office.step(round, "open", -3)
        office.rate(invited[0], tono, self._drifting, offset=-2)
        office.rate(invited[1], tono, self._drifting, offset=-1, first=4)

    def _self_ratings(self) -> None:
        """Sari's is empty and waits for her."""
        office = self._office
        skills = self._skills([*NINE, "KEP.01"])
        round = office.plan("Penilaian diri pegawai", Method.SELF, skills, starts=-2, ends=18, provider=LOCAL)
        people = [self._person(name) for name in ("sari", "budi", "rina", "maya")]
        of = {one.employee.user_id: one for one in office.invite(round, people)}
        office.name_raters(round)
        office.step(round, "open", -2)
        budi = self._cast["budi"]
        office.rate(of[budi.pk], budi, lambda participant, skill: participant.required.get(skill.code, 2), offset=-1)

    def _planned(self) -> None:
        """What closes the gaps of Sari and of those who do her work; a draft still."""
        name = "Uji kompetensi teknis pelayanan kependudukan dan kearsipan"
        round = self._provided(name, Method.TECHNICAL, ["KEP.01", "ARS.01"], starts=24, ends=25)
        self._office.invite(round, [self._person("sari"), *self._holders("Penata Layanan Operasional")[:6]])

    def _drifting(self, participant: Participant, skill: Competency) -> int:
        """What the job asks, or a level off; always the same for the same person and competency."""
        account = participant.employee.user.username if participant.employee.user else ""
        told = TOLD.get(account)
        if told is None:
            luck = Random(f"{participant.employee.nip}/{skill.code}")
            drift = luck.choices([off for off, _often in DRIFTS], [often for _off, often in DRIFTS])[0]
        else:
            drift = told.get(skill.code, 0)
        return min(max(participant.required.get(skill.code, 2) + drift, 1), 5)

    def _skills(self, codes: Iterable[str]) -> list[Competency]:
        return list(Competency.objects.filter(agency=None, code__in=codes))

    def _person(self, account: str) -> Employee:
        return self._active().get(user=self._cast[account])

    def _holders(self, job: str) -> list[Employee]:
        """Who holds the job in the district, without the cast."""
        return list(self._staff().filter(position__name=job, user=None))

    def _staff(self) -> EmployeeQuerySet:
        return self._active().filter(unit__path__startswith=self._district.path)

    def _active(self) -> EmployeeQuerySet:
        rows = Employee.objects.active().filter(agency=self._office.agency)
        return rows.select_related("position", "user").order_by("nip")


# What each of them sees of a colleague: levels off what the job asks.
_VIEWS: Final[dict[str, dict[str, int]]] = {
    "budi": {"komunikasi": -1, "kerjasama": 1},
    "rina": {"mengelolaPerubahan": -1},
    "maya": {"komunikasi": -1, "mengelolaPerubahan": -1, "pelayananPublik": 1},
    "sari": {"pelayananPublik": 1},
}


def _seen_by(account: str) -> Levels:
    def level(participant: Participant, skill: Competency) -> int:
        return min(max(participant.required.get(skill.code, 2) + _VIEWS[account].get(skill.code, 0), 1), 5)

    return level
