"""Counts, pleas, offers, dispositions and sentences through the doors."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from app.domain.cases import Case
from app.domain.charges import Charge, OfferAnswer, Phase
from app.domain.errors import Missing, Refused, Stale
from app.domain.ids import new_id
from app.domain.persons import Party, Person, PersonId, Role
from app.services.cases import OpenCase
from app.services.charges import (
    AddCharge,
    AddSentence,
    AmendCharge,
    AmendSentence,
    AnswerOffer,
    CaseCharges,
    DefendantCounts,
    DisposeCharge,
    EnterPlea,
    MakeOffer,
    RemoveCharges,
)
from app.services.office import Office
from app.services.persons import AddParty


@dataclass(frozen=True)
class Opened:
    """A case with a defendant, a victim and one count."""

    office: Office
    case: Case
    defendant: Party
    victim: Party
    charge: Charge

    def docket(self) -> DefendantCounts:
        return self.office.ask(CaseCharges(self.case.id))[0]


def someone(family: str, given: str = "") -> Person:
    return Person(id=PersonId(new_id()), family=family, given=given)


@pytest.fixture
def opened(office: Office) -> Opened:
    case = office.do(OpenCase(title="State v. Roe")).value
    defendant = office.do(
        AddParty(case=case.id, role=Role.DEFENDANT, person=someone("Roe", "Martin"))
    ).value
    victim = office.do(
        AddParty(case=case.id, role=Role.VICTIM, person=someone("Stone", "Jane"))
    ).value
    (charge,) = office.do(
        AddCharge(
            case=case.id,
            defendant=defendant.id,
            statute="PC 459",
            description="Burglary, first degree",
            charge_class="F-1",
            victims=(victim.id,),
        )
    ).value
    return Opened(office, case, defendant, victim, charge)


def test_the_first_count_is_the_top_count_and_names_its_victim(opened: Opened) -> None:
    count = opened.docket().counts[0]
    assert count.charge.is_top
    assert count.victims == ("Stone, Jane",)
    assert count.class_words == "Felony 1"


def test_copies_are_numbered_on(opened: Opened) -> None:
    added = opened.office.do(
        AddCharge(
            case=opened.case.id,
            defendant=opened.defendant.id,
            statute="PC 484",
            description="Theft",
            copies=3,
        )
    )
    assert [charge.number for charge in added.value] == [2, 3, 4]
    assert added.undo is not None
    opened.office.do(added.undo)
    assert len(opened.docket().counts) == 1


def test_removed_counts_come_back_with_their_victims(opened: Opened) -> None:
    done = opened.office.do(RemoveCharges(charges=(opened.charge,)))
    assert opened.docket().counts == ()
    assert done.undo is not None
    opened.office.do(done.undo)
    assert opened.docket().counts[0].victims == ("Stone, Jane",)


def test_a_count_with_a_plea_is_not_removed(opened: Opened) -> None:
    opened.office.do(EnterPlea(charges=(opened.charge.id,), plea="NG"))
    charge = opened.docket().counts[0].charge
    with pytest.raises(Refused, match="has_history"):
        opened.office.do(RemoveCharges(charges=(charge,)))


def test_amending_keeps_the_former_wording_with_who_and_why(opened: Opened) -> None:
    changed = replace(opened.charge, statute="PC 460(b)", description="Burglary, second degree")
    done = opened.office.do(AmendCharge(charge=changed, reason="Not inhabited"))
    versions = opened.docket().counts[0].versions
    assert [each.phase for each in versions] == [Phase.ARRESTED, Phase.AMENDED]
    assert versions[0].statute == "PC 459"
    assert (versions[1].by, versions[1].reason) == ("A. Rivera", "Not inhabited")
    assert done.undo is not None
    opened.office.do(done.undo)
    assert opened.docket().counts[0].charge.statute == "PC 459"


def test_amending_an_old_version_is_stale(opened: Opened) -> None:
    opened.office.do(AmendCharge(charge=replace(opened.charge, penalty="2-6 years")))
    with pytest.raises(Stale):
        opened.office.do(AmendCharge(charge=replace(opened.charge, penalty="4 years")))


def test_amending_cannot_change_plea_or_outcome(opened: Opened) -> None:
    forged = replace(opened.charge, plea="G", disposition="ACQ", disposed_on=date(2026, 1, 1))
    after = opened.office.do(AmendCharge(charge=forged)).value.after
    assert (after.plea, after.disposition, after.disposed_on) == ("", "", None)


def test_a_taken_count_number_is_refused(opened: Opened) -> None:
    (second,) = opened.office.do(
        AddCharge(
            case=opened.case.id,
            defendant=opened.defendant.id,
            statute="PC 484",
            description="Theft",
        )
    ).value
    with pytest.raises(Refused, match="number_taken"):
        opened.office.do(AmendCharge(charge=replace(second, number=1)))


def test_another_top_count_takes_the_mark(opened: Opened) -> None:
    (second,) = opened.office.do(
        AddCharge(
            case=opened.case.id,
            defendant=opened.defendant.id,
            statute="PC 187",
            description="Murder",
        )
    ).value
    opened.office.do(AmendCharge(charge=replace(second, is_top=True)))
    assert [count.charge.is_top for count in opened.docket().counts] == [False, True]


def test_pleas_follow_each_other(opened: Opened) -> None:
    opened.office.do(EnterPlea(charges=(opened.charge.id,), plea="NG"))
    opened.office.do(EnterPlea(charges=(opened.charge.id,), plea="G", note="As charged"))
    count = opened.docket().counts[0]
    assert [plea.words for plea in count.pleas] == ["Not guilty", "Guilty"]
    assert count.plea == "Guilty"


def test_a_plea_ahead_of_today_is_refused(opened: Opened) -> None:
    ahead = date.today() + timedelta(days=3)  # noqa: DTZ011  any day ahead will do
    with pytest.raises(Refused, match="ahead_of_today"):
        opened.office.do(EnterPlea(charges=(opened.charge.id,), plea="G", on=ahead))


def test_an_unknown_code_is_refused(opened: Opened) -> None:
    with pytest.raises(Refused, match=r"code\.unknown"):
        opened.office.do(EnterPlea(charges=(opened.charge.id,), plea="<b>"))


def test_counts_of_two_cases_are_not_pleaded_together(opened: Opened, office: Office) -> None:
    other = office.do(OpenCase(title="State v. Doe")).value
    doe = office.do(AddParty(case=other.id, role=Role.DEFENDANT, person=someone("Doe"))).value
    (theft,) = office.do(
        AddCharge(case=other.id, defendant=doe.id, statute="PC 484", description="Theft")
    ).value
    with pytest.raises(Refused, match="none_chosen"):
        office.do(EnterPlea(charges=(opened.charge.id, theft.id), plea="NG"))


def test_a_victim_of_another_case_is_not_named(opened: Opened, office: Office) -> None:
    other = office.do(OpenCase(title="State v. Doe")).value
    doe = office.do(AddParty(case=other.id, role=Role.DEFENDANT, person=someone("Doe"))).value
    with pytest.raises(Missing):
        office.do(
            AddCharge(
                case=other.id,
                defendant=doe.id,
                statute="PC 484",
                description="Theft",
                victims=(opened.victim.id,),
            )
        )


def test_a_mistrial_leaves_the_count_pending(opened: Opened) -> None:
    opened.office.do(DisposeCharge(charges=(opened.charge.id,), code="MISTRIAL"))
    count = opened.docket().counts[0]
    assert count.charge.disposition == ""
    assert count.disposition == "Mistrial"
    opened.office.do(DisposeCharge(charges=(opened.charge.id,), code="G-JT", judge="Okafor"))
    assert opened.docket().counts[0].charge.disposition == "G-JT"


def test_no_sentence_without_a_conviction(opened: Opened) -> None:
    with pytest.raises(Refused, match="no_conviction"):
        opened.office.do(AddSentence(charge=opened.charge.id, component="JAIL", length="30 d"))


def test_lengths_are_typed_short(opened: Opened) -> None:
    opened.office.do(DisposeCharge(charges=(opened.charge.id,), code="G-PLEA"))
    opened.office.do(AddSentence(charge=opened.charge.id, component="JAIL", length="30 d"))
    done = opened.office.do(AddSentence(charge=opened.charge.id, component="PROB", length="3 y"))
    assert opened.docket().counts[0].sentence == "Jail 30 Days; Probation 3 Years"
    amended = opened.office.do(AmendSentence(sentence=replace(done.value, term="2")))
    assert "Probation 2 Years" in opened.docket().counts[0].sentence
    assert amended.undo is not None
    opened.office.do(amended.undo)
    assert "Probation 3 Years" in opened.docket().counts[0].sentence


def test_an_offer_is_answered_once_and_can_be_opened_again(opened: Opened) -> None:
    offer = opened.office.do(
        MakeOffer(case=opened.case.id, defendant=opened.defendant.id, terms="Plead to count 1")
    ).value
    done = opened.office.do(AnswerOffer(offer=offer.id, answer=OfferAnswer.REJECTED))
    with pytest.raises(Refused, match="answered"):
        opened.office.do(AnswerOffer(offer=offer.id, answer=OfferAnswer.ACCEPTED))
    assert done.undo is not None
    opened.office.do(done.undo)
    assert opened.docket().offers[0].words == "Open"
