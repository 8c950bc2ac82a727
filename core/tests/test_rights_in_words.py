"""The table of rights: against the sentence of each role, and complete in words."""

from core.enums import Role
from core.permissions import ELEVATED, GRANTS, Permission
from core.rights import ACTING, READING, WHERE, rights


def test_every_role_and_every_permission_has_words() -> None:
    assert set(GRANTS) == set(WHERE) == set(Role)
    assert set(READING) | set(ACTING) == set(Permission)
    assert set(READING) & set(ACTING) == set()


def test_who_reads_only() -> None:
    """A leader and an auditor write nothing; neither do those who only have themselves.

    Whom somebody rates in an assessment is assigned person by person; an auditor is asked by nobody.
    A manager writes nothing but her yes or no to the training of her people.
    """
    writes = {role for role, granted in GRANTS.items() if granted & (set(ACTING) - {Permission.ASSESSMENT_RATE})}
    assert writes == {Role.MANAGER, Role.HR_UNIT, Role.HR_AGENCY, Role.ORGANISER, Role.ADMINISTRATOR}
    assert GRANTS[Role.MANAGER] & set(ACTING) == {Permission.ASSESSMENT_RATE, Permission.ENROLMENT_ENDORSE}
    assert not GRANTS[Role.AUDITOR] & set(ACTING)


def test_who_sees_only_herself() -> None:
    people = {role for role, granted in GRANTS.items() if Permission.EMPLOYEE_VIEW in granted}
    assert set(Role) - people == {Role.ASN, Role.MENTOR, Role.ORGANISER, Role.ASSESSOR}
    assert GRANTS[Role.MENTOR] == frozenset()
    own = {Permission.SELF_VIEW, Permission.LIBRARY_VIEW, Permission.ASSESSMENT_RATE, Permission.TRAINING_VIEW}
    assert GRANTS[Role.ASN] == GRANTS[Role.ASSESSOR] == own
    runs = {Permission.TRAINING_RUN, Permission.ENROLMENT_VIEW, Permission.ENROLMENT_DECIDE}
    assert GRANTS[Role.ORGANISER] == own | runs


def test_the_trail_and_the_roles_are_for_few() -> None:
    reads_trail = {role for role, granted in GRANTS.items() if Permission.TRAIL_VIEW in granted}
    gives_roles = {role for role, granted in GRANTS.items() if granted & ELEVATED}
    assert (reads_trail, gives_roles) == ({Role.AUDITOR, Role.ADMINISTRATOR}, {Role.ADMINISTRATOR})


def test_the_page_says_what_the_table_grants() -> None:
    said = {role.name: role for role in rights()}
    assert list(said) == [role.label for role in Role]
    auditor = said[Role.AUDITOR.label]
    assert READING[Permission.TRAIL_VIEW] in auditor.reads
    assert (auditor.does, auditor.confirmed) == ([], [])
    assert said[Role.ADMINISTRATOR.label].confirmed == [ACTING[Permission.ROLE_EDIT], ACTING[Permission.RETENTION_RUN]]
