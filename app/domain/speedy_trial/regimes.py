"""The speedy-trial clocks by the names that files use."""

from collections.abc import Mapping

from app.domain.speedy_trial import (
    california,
    detainers,
    federal,
    federal_appearance,
    florida,
    new_york_readiness,
    new_york_release,
    other_states,
)
from app.domain.speedy_trial.clock import Clock

REGIMES: Mapping[str, type[Clock]] = {
    "US-STA-70": federal.TrialClock,
    "US-STA-30": federal.IndictmentClock,
    "US-STA-90-detained": federal.DetainedClock,
    "US-STA-30-min": federal_appearance.PreparationPeriod,
    "US-STA-absent": federal_appearance.AbsentDefendant,
    "IAD-III": detainers.PrisonersRequest,
    "IAD-IV": detainers.ProsecutorsRequest,
    "CA-1382": california.Section1382,
    "CA-859b": california.Section859b,
    "NY-30.30": new_york_readiness.ReadinessClock,
    "NY-30.30-release": new_york_release.ReleaseClock,
    "FL-3.191": florida.TrialClock,
    "FL-3.191-recapture": florida.RecapturePeriod,
    "FL-3.191-recapture-pre-2025-07": florida.RecapturePeriodBefore2025,
    "FL-3.134": florida.ChargingClock,
    "TX-17.151": other_states.TexasReleaseClock,
    "OH-2945.71": other_states.OhioClock,
    "WA-CrR-3.3": other_states.WashingtonClock,
    "PA-600": other_states.PennsylvaniaClock,
    "IL-103-5": other_states.IllinoisClock,
}
