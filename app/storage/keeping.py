# ruff: noqa: S608  words and numbers of our own; nothing a user typed is in them
"""How long an item is kept, as expressions over the tables: one column each of an item's line.

They say the same as `app.domain.retention.assess` for the period of retention, class by class; a
test holds the two against each other. What may arise on any day (a hold, a notice that is owed, an
item that is out) is not in them, nor is a notice to the defendant that shortens a sentence.
"""

from collections.abc import Iterable

from app.domain.charges import STILL_PENDING
from app.domain.custody import FINAL_ACTIONS
from app.domain.retention.rules import RetentionClass, the_rules
from app.domain.retention.standing import BIOLOGICAL_KINDS, CONVICTIONS, IMPRISONING

_NEVER = "9999-12-31"
_ANY_DAY = "'0001-01-01'"
_CASE = 'evidence_items."case"'


def _words(words: Iterable[str]) -> str:
    """Write words of our own as an SQL list."""
    return ", ".join(f"'{word}'" for word in sorted(words))


_OF_CASE = f'WHERE "case" = {_CASE}'
_LIMITATION = f"""(CASE
  WHEN NOT EXISTS (SELECT 1 FROM charges {_OF_CASE}) THEN NULL
  WHEN EXISTS (SELECT 1 FROM charges {_OF_CASE} AND limitation_on IS NULL) THEN NULL
  ELSE (SELECT date(max(limitation_on), '+1 day') FROM charges {_OF_CASE}) END)"""
_UNDECIDED = f"""EXISTS (SELECT 1 FROM charges {_OF_CASE}
  AND (disposition IN ('', {_words(STILL_PENDING)}) OR disposed_on IS NULL))"""
_DECIDED_ON = f"""nullif(max(
  coalesce((SELECT max(disposed_on) FROM charges {_OF_CASE}), ''),
  coalesce((SELECT max("on") FROM sentences {_OF_CASE}), '')), '')"""
_APPEAL_OPEN = f"EXISTS (SELECT 1 FROM case_appeals {_OF_CASE} AND mandate_on IS NULL)"
_FINAL_ON = f"""max(date({_DECIDED_ON}, '+{the_rules().appeal.days + 1} days'),
  coalesce((SELECT max(mandate_on) FROM case_appeals {_OF_CASE} AND kind <> 'collateral'), ''))"""
_AFTER_DECISION = f"""max({_FINAL_ON},
  coalesce((SELECT max(mandate_on) FROM case_appeals {_OF_CASE}), ''),
  CASE WHEN EXISTS (SELECT 1 FROM charges {_OF_CASE} AND disposition IN ({_words(CONVICTIONS)}))
    THEN date({_FINAL_ON}, '+{the_rules().collateral.days} days') ELSE '' END)"""
_CASE_OVER = f"""(SELECT CASE status
  WHEN 'declined' THEN max(coalesce(status_since, ''), {_LIMITATION})
  WHEN 'closed' THEN CASE
    WHEN {_UNDECIDED} THEN NULL
    WHEN {_DECIDED_ON} IS NULL THEN status_since
    ELSE max(coalesce(status_since, ''), {_AFTER_DECISION}) END
  ELSE NULL END FROM cases WHERE id = {_CASE})"""
_IMPRISONED = f"{_OF_CASE} AND is_current AND component IN ({_words(IMPRISONING)})"
_SENTENCE_OVER = f"""(CASE
  WHEN EXISTS (SELECT 1 FROM sentences {_IMPRISONED} AND ends_on IS NULL) THEN NULL
  ELSE coalesce((SELECT date(max(ends_on), '+1 day') FROM sentences {_IMPRISONED}), '') END)"""
_IS_BIOLOGICAL = (
    f"(evidence_items.is_biological OR evidence_items.kind IN ({_words(BIOLOGICAL_KINDS)}))"
)
_COLLECTED = """coalesce(substr(evidence_items.collected_at, 1, 10),
  (SELECT substr(at, 1, 10) FROM custody_events WHERE item = evidence_items.id AND seq = 1))"""


def _period_of(class_: RetentionClass) -> str:
    """Return the first day after the period of a class, NULL if none can be said."""
    if class_.is_indefinite:
        return "NULL"
    parts = [_ANY_DAY, _ANY_DAY]  # one argument alone would be an aggregate
    if class_.waits_for_case:
        parts.append(_CASE_OVER)
    if class_.waits_for_limitation:
        declined = f"(SELECT status = 'declined' FROM cases WHERE id = {_CASE})"
        parts.append(f"CASE WHEN {declined} THEN {_ANY_DAY} ELSE {_LIMITATION} END")
    if class_.waits_for_sentence:
        parts.append(_SENTENCE_OVER)
    else:
        parts.append(f"CASE WHEN {_IS_BIOLOGICAL} THEN {_SENTENCE_OVER} ELSE '' END")
    if class_.years or class_.days:
        ahead = f"'+{class_.years} years', '+{class_.days} days'"
        parts.append(f"date({_COLLECTED}, {ahead})")
    return f"max({', '.join(parts)})"


_BY_CLASS = " ".join(
    f"WHEN '{code}' THEN {_period_of(class_)}" for code, class_ in the_rules().classes.items()
)
KEEP_UNTIL = f"""(CASE WHEN {_APPEAL_OPEN} THEN '{_NEVER}' ELSE
  coalesce(CASE evidence_items.retention_class {_BY_CLASS} ELSE NULL END, '{_NEVER}') END)"""
"""First day after the period of retention."""
CASE_CLOSED_ON = f"""(SELECT CASE WHEN status IN ('closed', 'declined')
  THEN coalesce(status_since, '{_NEVER}') ELSE '{_NEVER}' END FROM cases WHERE id = {_CASE})"""
"""The day the case was closed or declined."""
CASE_HOLDS = f"""(SELECT count(*) FROM case_holds h WHERE h."case" = {_CASE} AND h.releases IS NULL
  AND NOT EXISTS (SELECT 1 FROM case_holds r WHERE r.releases = h.id))"""
"""How many holds over the whole case stand."""
DISPOSAL = f"""coalesce((SELECT CASE
  WHEN EXISTS (SELECT 1 FROM custody_events c, json_each(c.details) d
    WHERE c.item = q.item AND c.corrects = q.seq AND json_extract(d.value, '$[0]') = 'disposal')
    THEN ''
  WHEN EXISTS (SELECT 1 FROM custody_events f WHERE f.item = q.item
    AND f.action IN ({_words(FINAL_ACTIONS)})) THEN ''
  WHEN EXISTS (SELECT 1 FROM custody_events a WHERE a.item = q.item AND a.action = 'DAP'
    AND a.seq > q.seq AND NOT EXISTS (SELECT 1 FROM custody_events h WHERE h.item = q.item
      AND h.action = 'HLD' AND h.seq > a.seq)) THEN 'approved'
  ELSE 'requested' END
  FROM custody_events q WHERE q.item = evidence_items.id AND q.action = 'DRQ'
  ORDER BY q.seq DESC LIMIT 1), '')"""
"""How far the last request for its disposal has come (see `disposal.open_disposal`)."""
