"""The sentences of one clock: its exclusions, its count, and what a careful reader must know."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.domain.clocks.facts import start_day
from app.domain.clocks.reckoning import Reckoned, Reckoning
from app.domain.clocks.regimes import Effect, Regime
from app.domain.clocks.spans import Spans, TakenSpan, cautious
from app.domain.clocks.standing import Surroundings
from app.domain.time_computation.wording import amount, spell


@dataclass(frozen=True)
class Telling:
    """What is said of a clock as of a day."""

    around: Surroundings
    spans: Spans
    reckoning: Reckoning

    def exclusions(self) -> tuple[TakenSpan, ...]:
        """Return the spans that count, each with its sentence.

        The law tells them where it counts by itself; of one that does not, they are told ahead.
        """
        return tuple(replace(each, words=self._told(each)) for each in self.spans.taken)

    def counts(self, figures: Reckoned) -> Iterator[str]:
        """Yield the count of laws that do not say it themselves."""
        own = self._regime.figures
        if "counted" in own or figures.counted is None or figures.remaining is None:
            return
        left = (
            f"{figures.remaining} left"
            if figures.remaining >= 0
            else f"{-figures.remaining} over the limit"
        )
        yield (
            f"As of {spell(self.reckoning.as_of)}: {figures.elapsed} elapsed less"
            f" {figures.excluded} excluded is {figures.counted}, {left}."
        )

    def warnings(self, figures: Reckoned) -> Iterator[str]:
        """Yield what a careful reader must know."""
        yield from self._about_the_law(figures)
        yield from self._about_spans()
        yield from self._about_total()
        yield from self._about_presumption(figures)
        yield from self._about_open_ranges(figures)

    @property
    def _regime(self) -> Regime:
        return self.reckoning.regime

    def _told(self, taken: TakenSpan) -> str:
        span, law = taken.span, taken.kind.law or self._regime.law
        what = f"{self.around.label(span.kind)} ({law})"
        length = amount(taken.days, "day")
        words = [f"{what}: {spell(taken.first)} to {spell(taken.last)}, {length} with both ends."]
        start = start_day(self._regime, self.reckoning.values)
        if start is not None and taken.last <= start:
            words.append("It lies before the start and has no effect.")
        if taken.is_open:
            words.append("Still open: it is counted to the day asked about.")
        if taken.is_imported:
            who = self.around.name(span.defendant) or "a codefendant"
            words.append(f"It is that of {who}, joined (18 U.S.C. 3161(h)(6)).")
        behind = "; ".join(part.rstrip(".") for part in (span.reason, span.authority) if part)
        words += [taken.cut, f"{behind}." if behind else ""]
        return " ".join(part for part in words if part)

    def _about_the_law(self, figures: Reckoned) -> Iterator[str]:
        start = start_day(self._regime, self.reckoning.values)
        if start is not None and self.reckoning.as_of < start:
            yield f"The clock starts on {spell(start)}; nothing has elapsed yet."
        if start is not None and not self._regime.is_in_force(start):
            yield f"Another text of {self._regime.law} was in force on {spell(start)}."
        ready = self.reckoning.values.get("coc_and_ready")
        if isinstance(ready, date) and ready <= self.reckoning.as_of:
            yield (
                f"The People stated readiness on {spell(ready)}; after it only delay that they"
                " cause or ask for is charged."
            )
        if figures.limit_date is None and figures.earliest is None:
            yield "No limit date follows from what is entered."

    def _about_spans(self) -> Iterator[str]:
        for span in self.spans.unknown:
            yield (
                f"{self.around.label(span.kind)} from {spell(span.first)} is no exclusion that"
                f" {self._regime.law} knows; it is not counted here."
            )
        for each in self.spans.taken:
            if each.kind.needs_order and not each.span.authority:
                yield (
                    f"{self.around.label(each.span.kind)} from {spell(each.first)}: no order or"
                    " finding is named."
                )

    def _about_total(self) -> Iterator[str]:
        values = self.reckoning.values
        is_stated = "excluded_total" in values or self._regime.days_fact in values
        if is_stated and self.spans.taken:
            yield "A total of excluded days is stated; the exclusions entered are not added to it."

    def _about_presumption(self, figures: Reckoned) -> Iterator[str]:
        """Warn where the limit rests on more days than the statute presumes reasonable."""
        taken = self.spans.taken
        careful = cautious(taken)
        if careful == taken or self._regime.effect is Effect.NONE:
            return
        limit = self.reckoning.with_spans(careful).limit_date
        if limit is not None and limit != figures.limit_date:
            yield (
                "Transport beyond 10 days is presumed unreasonable (18 U.S.C. 3161(h)(1)(F));"
                f" without the days beyond, the limit is {spell(limit)}."
            )

    def _about_open_ranges(self, figures: Reckoned) -> Iterator[str]:
        """Say that the limit moves, and where it would be if what is open ended now."""
        if figures.limit_date is None or not figures.moves_with(self.spans.taken):
            return
        number = sum(each.is_open for each in self.spans.taken)
        opened, they = "an exclusion is", "it"
        if number > 1:
            opened, they = f"{number} exclusions are", "they"
        yield (
            f"Provisional: {opened} still open. If {they} ended on {spell(self.reckoning.as_of)},"
            f" the limit would be {spell(figures.limit_date)}; each further day moves it out by"
            " one."
        )
