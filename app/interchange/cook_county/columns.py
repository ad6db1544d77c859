"""The columns of the four files, with the other names the office has published them under.

Every file repeats the facts of the case and the defendant on each row; they come first and in the
same order everywhere, so that a row's facts are one slice of its cells.
"""

from app.interchange.csv_tables import Column

INTAKE = "intake.csv"
INITIATION = "initiation.csv"
DISPOSITIONS = "dispositions.csv"
SENTENCING = "sentencing.csv"
FILES = (INTAKE, INITIATION, DISPOSITIONS, SENTENCING)

_FACTS = (
    Column("case_id"),
    Column("case_participant_id"),
    Column("received_date"),
    Column("offense_category"),
    Column("updated_offense_category", ("update_offense_category",)),
    Column("age_at_incident"),
    Column("gender"),
    Column("race"),
    Column("incident_begin_date"),
    Column("incident_end_date"),
    Column("arrest_date"),
    Column("law_enforcement_agency"),
    Column("unit", ("law_enforcement_unit",)),
    Column("incident_city"),
)
_CHARGE = (
    Column("arraignment_date"),
    Column("charge_id"),
    Column("charge_version_id"),
    Column("charge_count"),
    Column("primary_charge", ("primary_charge_flag",)),
)
_DISPOSED = (
    Column("disposition_charged_offense_title", ("offense_title",)),
    Column("disposition_charged_chapter", ("chapter",)),
    Column("disposition_charged_act", ("act",)),
    Column("disposition_charged_section", ("section",)),
    Column("disposition_charged_class", ("class",)),
    Column("disposition_charged_aoic", ("disposition_aoic", "aoic")),
    Column("disposition_date", ("dispo_date",)),
    Column("charge_disposition"),
    Column("charge_disposition_reason"),
)

COLUMNS: dict[str, tuple[Column, ...]] = {
    INTAKE: (
        *_FACTS,
        Column("felony_review_date", ("fr_date",)),
        Column("felony_review_result", ("fr_result",)),
        Column("participant_status"),
    ),
    INITIATION: (
        *_FACTS,
        *_CHARGE,
        Column("charge_offense_title", ("offense_title",)),
        Column("chapter"),
        Column("act"),
        Column("section"),
        Column("class"),
        Column("aoic"),
        Column("event"),
        Column("event_date"),
    ),
    DISPOSITIONS: (
        *_FACTS,
        *_CHARGE,
        *_DISPOSED,
        Column("judge"),
        Column("court_name"),
        Column("court_facility"),
    ),
    SENTENCING: (
        *_FACTS,
        *_CHARGE,
        *_DISPOSED,
        Column("sentence_phase"),
        Column("sentence_date"),
        Column("sentence_judge"),
        Column("sentence_type"),
        Column("current_sentence", ("current_sentence_flag",)),
        Column("commitment_type"),
        Column("commitment_term"),
        Column("commitment_unit"),
        Column("court_name"),
        Column("court_facility"),
        Column("length_of_case_in_days"),
    ),
}

FACTS = len(_FACTS)
"""How many leading cells state the facts of case and defendant."""

CHARGE = FACTS + len(_CHARGE)
"""Where the cells of the charge end and those of the stage begin."""

DISPOSED = CHARGE + len(_DISPOSED)
"""Where the cells of the result end, in the two files that state one."""
