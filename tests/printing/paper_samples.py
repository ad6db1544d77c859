"""A made-up case for the tests of paper, and the way to read a PDF back."""

from datetime import UTC, date, datetime
from io import BytesIO

from pypdf import PdfReader

from app.domain.profiles import Profile
from app.printing.case_summary import (
    CaseSummary,
    ChargeLine,
    ClockLine,
    DeadlineLine,
    DefendantLine,
    EventLine,
    EvidenceLine,
    NoteLine,
    PersonLine,
    TaskLine,
    VictimStatusLine,
)

PRINTED_AT = datetime(2026, 11, 21, 14, 2, tzinfo=UTC)
FINGERPRINT = "7K2M-Q9XA-44TD-R1VE-0PWZ"
PHONE, MAIL, ADDRESS = "(312) 555-0199", "jane@example.org", "12 Elm Street, Apt 4"


def roe(profile: Profile = Profile.INTERNAL) -> CaseSummary:
    """Return a burglary case whose free text leaks what other readers may not see."""
    return CaseSummary(
        profile=profile,
        office="Riverside County",
        number="2026-00417",
        title="State v. Martin Roe",
        printed_at=PRINTED_AT,
        printed_by="A. Rivera",
        fingerprint=FINGERPRINT,
        numbers=("Superior Court 26-CR-11873",),
        stage="Arraignment",
        status="open",
        court="Superior Court",
        judge="Judge N. Okafor",
        next_event=EventLine("Bail hearing", datetime(2026, 11, 23, 9, 30, tzinfo=UTC), "Dept 4"),
        assigned=("A. Rivera", "M. Chen"),
        synopsis="Entry by the rear window.",
        defendants=(
            DefendantLine(
                "Martin Roe", "In custody since 15 Nov", "Bail $50,000", born=date(1990, 3, 4)
            ),
        ),
        charges=(
            ChargeLine("Martin Roe", "1", "PC 459", "Burglary of the home of Jane Smith", "F"),
            ChargeLine("Martin Roe", "2", "PC 136.1", "Threat", plea="not guilty", sentence="3 y"),
        ),
        clocks=(ClockLine("Speedy-trial clock", 2, 6, 60, "2 of 60 days counted."),),
        deadlines=(
            DeadlineLine(date(2026, 12, 7), "Information filed", "22 Nov is day 0, +15", "due"),
            DeadlineLine(date(2026, 12, 9), "Ask the lab", is_internal=True),
        ),
        evidence=(
            EvidenceLine(
                "EV-0001",
                "Call log of 312.555.0199, DOB 03/04/1985, SSN 123-45-6789",
                "Evidence room",
                date(2026, 11, 15),
                "seal looks wrong",
            ),
            EvidenceLine("EV-0002", "Report of the source", confidential=True),
        ),
        people=(
            PersonLine("R. Dunn", "officer", "subpoena served"),
            PersonLine("Jane Smith", "victim", is_victim=True),
            PersonLine("Timothy Ochoa", "neighbor", is_minor=True),
            PersonLine("Sal Mineo", "source", confidential=True),
        ),
        victims=(
            VictimStatusLine("Jane Smith", f"Wants to be heard. Write to {MAIL}, {ADDRESS}."),
        ),
        tasks=(TaskLine("Call Jane Smith", date(2026, 11, 22), "M. Chen"),),
        notes=(NoteLine("20 Nov 2026, A. Rivera", "Weak on identity. Sal Mineo knows more."),),
        withheld=(PHONE, MAIL, ADDRESS),
    )


def pages(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def flat(text: str) -> str:
    """Return the text with runs of white space made one space."""
    return " ".join(text.split())


def squeezed(text: str) -> str:
    """Return the text without white space, for comparing what a reader took out of columns."""
    return "".join(text.split())
