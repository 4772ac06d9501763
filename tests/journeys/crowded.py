"""What makes the pages of the house full: long names, and something of every kind."""

from datetime import date

from fair.contract.accounts import Invite
from fair.contract.audit import DrawHires
from fair.contract.board import AnswerCase
from fair.contract.employers import EmployerChange
from fair.contract.factors import SetFactor
from fair.contract.people import Register
from fair.contract.programme_halls import PostAnnouncement
from fair.decisions import VISITOR
from fair.glossary import EmployerKind, Role
from tests.audit.house import an_auditor
from tests.booths.scene import staff
from tests.enrolments.asking import waits
from tests.hiring.stage import Stage

LONG = "Margarethe Takahashi-Featherstonehaugh"


async def crowded(stage: Stage, paths: dict[str, str]) -> None:
    """Long names, a colleague of every kind, somebody unconfirmed, a case that is answered,
    a company that asks to take part, and somebody who audits the fair and has drawn a hire.

    And the page of a lot, to which a ticket leads before its number is drawn.
    """
    world, scene = stage.world, stage.scene
    fair = f"/board/{scene.fair_id}"
    paths["lot"] = f"/booths/{scene.booth_id}/lot"
    paths["helped before"] = "/need-help/before"
    paths["all who were helped"] = f"{fair}/help/all/ended"
    paths["a recruiter's conduct"] = f"{fair}/conduct/staff/{stage.mei.account_id}"
    paths["opened names"] = f"/audit/{scene.fair_id}/names"
    await waits(world, scene.fair_id)
    await staff(world, LONG, Role.RECRUITER, scene.employer_id)
    nils, _ = await staff(world, "Nils Featherstonehaugh", Role.ORGANISER)
    factor = SetFactor(
        account_id=nils.account_id,
        locked="x" * 60,
        step=1,
        code_hashes=tuple(f"{nth:064}" for nth in range(10)),
    )
    await world.do(factor)
    for role, employer_id in (("organiser", ""), ("recruiter", scene.employer_id)):
        email = f"margarethe.takahashi.featherstonehaugh.{role}@example.org"
        await world.do(Invite(email=email, role=role, employer_id=employer_id), scene.organiser)
    change = EmployerChange(
        employer_id=scene.employer_id, legal_name="Sunrise Garments Ltd", kind=EmployerKind.DIRECT
    )
    await world.do(change, scene.organiser)
    text = "Lunch is from 12:00 to 13:00. Your place is kept."
    await world.do(PostAnnouncement(fair_id=scene.fair_id, text=text), scene.organiser)
    register = Register(
        fair_id=scene.fair_id, given_name=LONG, phone="13900001234", born_on=date(1990, 4, 30)
    )
    await world.do(register, VISITOR)
    eve = await an_auditor(stage, "Eve")
    hired = await stage.talked(LONG)
    await stage.hired(hired)
    await world.do(DrawHires(fair_id=scene.fair_id, seed="31415926535", many=5), eve)
    case_id = paths["case"].rpartition("/")[2]
    await world.do(AnswerCase(case_id=case_id, text="We look into it."), scene.organiser)
