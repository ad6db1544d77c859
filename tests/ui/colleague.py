"""A second person in the office, whose work the one at the keyboard looks at."""

from dataclasses import replace

from app.domain.users import UserId
from app.services.demo.company import AddColleague
from app.services.demo.script import Colleague
from app.services.office import Office


def colleague_set_everything(office: Office) -> None:
    """Let a colleague be the one who set every date."""
    moss = Colleague(login="l.moss", name="L. Moss", role="paralegal", title="Paralegal")
    user = office.do(AddColleague(moss)).value
    with office._database.writing(office.actor) as work:
        for each in work.deadlines.where():
            work.deadlines.change(replace(each, dated_by=UserId(user.id)))
