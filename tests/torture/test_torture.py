"""The short form of every trial; ``python -m tests.torture --full`` is the long one."""

from pathlib import Path

import pytest

from tests.torture.every_trial import TRIALS
from tests.torture.trial import Trial, hold


@pytest.mark.parametrize("one", TRIALS.values(), ids=lambda one: one.name)
def test_the_promise_holds(one: Trial, tmp_path: Path) -> None:
    finding = hold(one, tmp_path, full=False)
    if finding.skipped:
        pytest.skip(finding.skipped)
    assert finding.is_met, finding.line()
