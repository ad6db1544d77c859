"""Calendar files built to hurt: each is read or refused in a sentence, soon, with its place."""

import cProfile
import subprocess
import sys
import tracemalloc
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ImportRefused
from app.i18n.sentences import SENTENCES
from app.interchange.icalendar_files import FeedFile, Span, reading
from app.interchange.icalendar_files import limits as bounds
from app.interchange.icalendar_files.limits import ExpansionLimits
from app.interchange.icalendar_files.reading import read_feed
from app.interchange.icalendar_files.recurrence import Expansion

SPAN = Span(date(2025, 1, 1), date(2029, 12, 31))
ZONE = "America/New_York"


def write(path: Path, events: Iterable[str], head: str = "") -> Path:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    path.write_bytes(f"BEGIN:VCALENDAR\r\n{head}{body}END:VCALENDAR\r\n".encode())
    return path


def read(path: Path) -> FeedFile:
    return read_feed(path, ZONE, SPAN)


def codes(path: Path) -> list[str]:
    return [refusal.code for refusal in read(path).refusals]


def refused(path: Path) -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        read(path)
    assert caught.value.code in SENTENCES
    return caught.value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "feed.ics"


START = "UID:e@x.example\r\nDTSTART:20260302T090000"


# --- bombs


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("FREQ=SECONDLY", "feed.too_often"),
        ("FREQ=SECONDLY;COUNT=1000000000", "feed.too_often"),
        ("FREQ=MINUTELY;UNTIL=99991231T235959", "feed.too_often"),
        ("FREQ=DAILY;COUNT=1000000000", "feed.too_often"),
        ("FREQ=HOURLY;COUNT=30000", "feed.too_often"),
        ("FREQ=DAILY;INTERVAL=0", "feed.bad_rule"),
        ("FREQ=DAILY;INTERVAL=-1", "feed.bad_rule"),
        ("FREQ=SECONDLY;COUNT=3;BYSETPOS=5", "feed.never"),
        ("FREQ=HOURLY;COUNT=3;BYSETPOS=-9", "feed.never"),
        ("FREQ=NEVER", "feed.bad_rule"),
        ("COUNT=3", "feed.bad_rule"),
        ("FREQ=DAILY;BYMONTH=99", "feed.bad_rule"),
        ("FREQ=YEARLY;BYDAY=XX", "feed.bad_rule"),
        (
            "FREQ=DAILY;BYHOUR="
            + ",".join(map(str, range(24)))
            + ";BYMINUTE="
            + ",".join(map(str, range(60))),
            "feed.too_often",
        ),
    ],
)
def test_a_rule_without_bound_or_sense_is_refused(path: Path, rule: str, code: str) -> None:
    write(path, [f"{START}\r\nRRULE:{rule}"])
    (refusal,) = read(path).refusals
    assert (refusal.code, refusal.number, refusal.line) == (code, 1, 2)
    assert read(path).events == ()


@pytest.mark.parametrize("frequency", ["DAILY", "WEEKLY", "MONTHLY", "YEARLY", "HOURLY"])
def test_a_rule_that_never_comes_about_is_refused(path: Path, frequency: str) -> None:
    for never in ("BYMONTH=2;BYMONTHDAY=30", "BYMONTH=4,6;BYMONTHDAY=31"):
        write(path, [f"{START}\r\nRRULE:FREQ={frequency};{never};COUNT=9"])
        assert codes(path) == ["feed.never"]


def test_a_rule_nobody_sees_through_ends(path: Path) -> None:
    write(path, [f"{START}\r\nRRULE:FREQ=WEEKLY;BYMONTH=1;BYYEARDAY=200"])
    assert codes(path) == ["feed.never"]


def test_many_slow_rules_are_given_up_together(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    brief = ExpansionLimits(seconds=0.0)
    monkeypatch.setattr(reading, "Expansion", lambda span: Expansion(span, brief))
    slow = "RRULE:FREQ=WEEKLY;COUNT=2"
    write(path, [f"UID:{n}@x\r\nDTSTART:20260302T090000\r\n{slow}" for n in range(20)])
    assert codes(path).count("feed.takes_too_long") == 19


def test_a_million_exceptions_are_no_hearing(path: Path) -> None:
    days = ",".join(f"2026{n % 12 + 1:02d}{n % 28 + 1:02d}T090000" for n in range(100_000))
    write(path, [f"{START}\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEXDATE:{days}"])
    assert codes(path) == ["feed.event_too_long"]
    write(path, [f"{START}\r\nEXDATE:" + ",".join([days] * 2)])
    assert refused(path).code == "feed.line_too_long"


def test_components_within_components_stop_at_a_depth(path: Path) -> None:
    deep = "BEGIN:X\r\n" * 10_000 + "END:X\r\n" * 10_000
    path.write_text(f"BEGIN:VCALENDAR\r\n{deep}END:VCALENDAR\r\n", "utf-8", newline="")
    error = refused(path)
    assert (error.code, error.values["line"]) == ("feed.too_deep", bounds.DEEPEST + 1)


@pytest.mark.parametrize(
    ("part", "many", "code"),
    [("X", 60_001, "feed.too_many_parts"), ("VEVENT", 20_001, "feed.too_many_events")],
)
def test_too_many_components_are_refused_at_the_one_too_many(
    path: Path, part: str, many: int, code: str
) -> None:
    body = f"BEGIN:{part}\nEND:{part}\n" * many
    path.write_text(f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n", "utf-8", newline="")
    assert refused(path).code == code


def test_a_file_of_200_megabytes_is_refused_before_it_fills_the_memory(path: Path) -> None:
    with path.open("wb") as opened:
        opened.truncate(200_000_000)
    tracemalloc.start()
    assert refused(path).code == "feed.too_large"
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * bounds.MOST_BYTES


def test_one_endless_line_is_refused_and_a_long_one_only_in_its_event(path: Path) -> None:
    write(path, [f"{START}\r\nX-A:" + "a" * 3_000_000])
    assert refused(path).code == "feed.line_too_long"
    write(path, [f"{START}\r\nX-A:" + "a" * 1_000_000, "UID:2@x\r\nDTSTART:20260302T090000"])
    assert codes(path) == ["feed.event_too_long"]
    assert len(read(path).events) == 1
    # What is never read may be as long as a file kept inside the event.
    write(path, [f"{START}\r\nATTACH;ENCODING=BASE64;VALUE=BINARY:" + "a" * 1_000_000])
    assert len(read(path).events) == 1


@pytest.mark.parametrize(
    "zone",
    [
        "RRULE:FREQ=SECONDLY",
        "RRULE:FREQ=DAILY",
        "RRULE:FREQ=YEARLY;INTERVAL=0",
        "RRULE:FREQ=YEARLY;BYSECOND=1,2,3",
        "RRULE:nonsense",
        "",
    ],
)
def test_a_zone_with_absurd_rules_is_unknown(path: Path, zone: str) -> None:
    described = (
        "BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:99991231T000000\r\n"
        f"TZOFFSETFROM:+9999\r\n{zone}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    write(path, ["UID:e@x\r\nDTSTART;TZID=Own:20260302T090000"], described)
    assert codes(path) == ["feed.unknown_zone"]


# --- odd but honest


def test_zones_of_one_name_in_two_files_are_two_zones(tmp_path: Path) -> None:
    def described(offset: str) -> str:
        return (
            "BEGIN:VTIMEZONE\r\nTZID:Court\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
            f"TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        )

    event = "UID:e@x\r\nDTSTART;TZID=Court:20260302T090000"
    moments = []
    for offset in ("-0500", "-0800"):
        (found,) = read(write(tmp_path / f"{offset}.ics", [event], described(offset))).events
        assert found.starts_at is not None
        moments.append(found.starts_at)
    assert moments[1] - moments[0] == timedelta(hours=3)


def test_a_known_zone_is_not_redefined_by_a_file(path: Path) -> None:
    lie = (
        "BEGIN:VTIMEZONE\r\nTZID:America/New_York\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
        "TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    write(path, ["UID:e@x\r\nDTSTART;TZID=America/New_York:20260302T090000"], lie)
    (found,) = read(path).events
    assert found.starts_at is not None
    assert found.starts_at.hour == 14


@pytest.mark.parametrize(
    ("event", "code"),
    [
        ("UID:e@x", "feed.no_start"),
        ("UID:e@x\r\nDTSTART:00000000T000000", "feed.bad_time"),
        ("UID:e@x\r\nDTSTART;VALUE=DATE:99999999", "feed.bad_time"),
        ("UID:e@x\r\nDTSTART:99991231T235959Z", "feed.far_away"),
        ("UID:e@x\r\nDTSTART:00010101T000000", "feed.far_away"),
        ("UID:e@x\r\nDTSTART:10660101T000000Z", "feed.far_away"),
        ("UID:e@x\r\nDTSTART:P1D", "feed.bad_time"),
        ("UID:e@x\r\nDTSTART;TZID=Atlantis/Poseidonis:20260302T090000", "feed.unknown_zone"),
        ("UID:e@x\r\nDTSTART;TZID=../../etc/passwd:20260302T090000", "feed.unknown_zone"),
        (f"{START}\r\nDTSTART:20260303T090000", "feed.twice"),
        (f"{START}\r\nDTEND:20260301T090000", "feed.ends_first"),
        (f"{START}\r\nDURATION:-PT1H", "feed.ends_first"),
        (f"{START}\r\nDURATION:P99999999999999D", "feed.bad_time"),
        ("UID:e@x\r\nDTSTART:20260308T023000", "feed.missing_hour"),
    ],
)
def test_an_impossible_event_is_refused_and_the_next_is_read(
    path: Path, event: str, code: str
) -> None:
    write(path, [event, "UID:good@x\r\nDTSTART:20260302T090000"])
    found = read(path)
    (refusal,) = found.refusals
    assert (refusal.code, refusal.number) == (code, 1)
    assert refusal.line >= 2
    assert [each.uid for each in found.events] == ["good@x"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_any_encoding_and_any_line_end_is_read(path: Path, encoding: str, line_end: str) -> None:
    event = f"BEGIN:VEVENT\r\n{START}\r\nSUMMARY:Núñez\r\nEND:VEVENT"
    text = f"BEGIN:VCALENDAR\r\n{event}\r\nEND:VCALENDAR"
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    path.write_bytes(mark + text.replace("\r\n", line_end).encode(encoding))
    (found,) = read(path).events
    assert found.summary == "Núñez"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "feed.no_calendar"),
        (b"\0" * 100, "feed.nul"),
        (b"\xff\xfeB", "feed.encoding"),
        (b"%PDF-1.7\n", "feed.no_calendar"),
        (b"END:VCALENDAR\n", "feed.crossed"),
        (b"BEGIN:VCALENDAR\n", "feed.cut_off"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", "feed.crossed"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:a\0b\nEND:VEVENT\nEND:VCALENDAR", "feed.nul"),
    ],
)
def test_what_is_no_calendar_is_refused_with_its_line(
    path: Path, content: bytes, code: str
) -> None:
    path.write_bytes(content)
    error = refused(path)
    assert error.code == code
    assert error.values.get("line", 1)


def test_folded_lines_belong_together_and_bad_ones_are_left_out(path: Path) -> None:
    event = f"{START}\r\nSUMMARY:Arraign\r\n ment of\r\n\t Roe\r\nno property at all\r\nX-OK:1"
    found = read(write(path, [event]))
    assert found.events[0].summary == "Arraignment of Roe"
    (left,) = found.refusals
    assert (left.code, left.is_whole, left.line) == ("feed.unreadable_line", False, 8)


def test_a_first_day_its_own_rule_does_not_name_is_not_one_of_the_days(path: Path) -> None:
    write(path, [f"{START}\r\nRRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"])  # 2 March 2026 is a Monday
    assert [each.on for each in read(path).events] == [date(2026, 3, 3), date(2026, 3, 10)]


def test_an_event_without_a_name_keeps_the_one_it_is_given(path: Path, tmp_path: Path) -> None:
    event = "DTSTART:20260302T090000\r\nSUMMARY:Trial"
    (first,) = read(write(path, [event])).events
    (again,) = read(write(tmp_path / "b.ics", ["X-A:1\r\n" + event])).events
    assert first.uid == again.uid != ""


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(tmp_path_factory: pytest.TempPathFactory, noise: bytes) -> None:
    path = tmp_path_factory.mktemp("noise") / "feed.ics"
    begin, end = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"\r\nEND:VEVENT\r\nEND:VCALENDAR"
    path.write_bytes(begin + noise + end)
    try:
        said = [refusal.code for refusal in read(path).refusals]
    except ImportRefused as error:
        said = [error.code]
    assert SENTENCES.keys() >= set(said)


_PIECES = st.lists(
    st.sampled_from(
        [
            *("UID:a", "UID:b", "DTSTART:20260302T090000", "DTSTART;TZID=X:20260302T090000"),
            *("DTSTART;VALUE=DATE:20260302", "DTEND:20260301T080000Z", "DTEND;VALUE=DATE:20260303"),
            *("RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=WEEKLY;BYDAY=2MO", "RDATE:20260305T090000Z"),
            *("RDATE;VALUE=PERIOD:20260305T090000Z/PT1H", "EXDATE;VALUE=DATE:20260303", "EXDATE:"),
            *(
                "RECURRENCE-ID:20260303T090000",
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20260303T090000",
            ),
            *("RECURRENCE-ID;VALUE=DATE:20260303", "SEQUENCE:x", "SEQUENCE:-9", "DURATION:P1W"),
            *("DURATION:PT0S", "STATUS:CANCELLED", "SUMMARY:a", "DTSTAMP:x", "LAST-MODIFIED:2026"),
            *(
                "END:VEVENT\r\nBEGIN:VEVENT",
                "BEGIN:VALARM\r\nEND:VALARM",
                " folded",
                "CATEGORIES:a,b",
            ),
        ]
    ),
    max_size=14,
)


@given(_PIECES)
def test_no_mixture_of_properties_crashes_the_reader(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str]
) -> None:
    path = write(tmp_path_factory.mktemp("mixed") / "feed.ics", ["\r\n".join(["X-A:1", *pieces])])
    try:
        events = read(path).events
    except ImportRefused:
        return
    for event in events:
        assert isinstance(event.on, date)
        assert not isinstance(event.on, datetime)


def test_the_work_of_reading_grows_as_the_file_does(path: Path) -> None:
    """A court's year, five thousand events, takes two seconds then."""
    assert _calls_to_read(path, 1_000) < 6 * _calls_to_read(path, 200)


def _calls_to_read(path: Path, events: int) -> int:
    """Return how many functions were called; unlike a time that is the same on every machine."""
    many = [
        f"UID:{n}@x\r\nDTSTART:20260302T090000\r\nSUMMARY:Trial {n}\r\nLOCATION:Dept {n % 40}"
        for n in range(events)
    ]
    write(path, many)
    profile = cProfile.Profile()
    found = profile.runcall(read, path)
    assert len(found.events) == events
    return sum(entry.callcount for entry in profile.getstats())


def test_the_libraries_wait_until_a_file_is_read() -> None:
    asked = "import sys, app.ui.pages, app.cli.main; print('icalendar' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
