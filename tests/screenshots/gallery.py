"""Every shared widget on one picture for each theme: `python -m tests.screenshots.gallery OUT`."""

import os
import sys
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.icons import Icon
from app.ui.table import Column, DataTable, RowTable
from app.ui.theme import STYLE, Theme, ThemeName, Tone, fonts, metrics
from app.ui.widgets import (
    Banner,
    Bar,
    BarChart,
    Button,
    Card,
    CheckRow,
    Chip,
    ChipSpec,
    Choice,
    CountBadge,
    DateInput,
    EmptyState,
    Facts,
    Field,
    GoalBar,
    KeyCap,
    Kind,
    ListRow,
    MessageBar,
    NumberInput,
    PassphraseInput,
    ProseInput,
    RowList,
    ScrollPage,
    SearchInput,
    SectionHeader,
    SegmentedControl,
    StatTile,
    Sunken,
    TextInput,
    TimeInput,
    column,
    fields_in_a_row,
    icon_button,
    link,
    primary,
    quiet,
    row,
    secondary,
    section,
    strong,
    title,
)

_HEAD = (14, 10, 12, 10)


@dataclass(frozen=True)
class Line:
    """A row of the sample table."""

    id: int
    number: str
    name: str
    charge: str
    stage: str
    due: ChipSpec | None
    day: str


_LINES = (
    Line(
        1,
        "2026-00417",
        "Roe, Martin",
        "Burglary 1",
        "Arraignment",
        ChipSpec("Mon 23 Nov", Tone.DANGER),
        "",
    ),
    Line(
        2,
        "2026-00391",
        "Doe, Alan",
        "Assault 2",
        "Discovery",
        ChipSpec("overdue 2d", Tone.DANGER),
        "",
    ),
    Line(
        3, "2026-00388", "Lee, Kim", "DUI, injury", "Motions", ChipSpec("Tue 1 Dec", Tone.WARN), ""
    ),
    Line(4, "2026-00402", "Ortega, Ana", "Fraud", "Pretrial", None, "Wed 2 Dec"),
)

COLUMNS = (
    Column("Number", lambda r: r.number, width=120, sort="number", strong=True),
    Column("Defendant", lambda r: r.name, width=110, stretch=1),
    Column("Charge, stage", lambda r: r.charge, width=110, second=lambda r: r.stage),
    Column("Next date", lambda r: r.day, width=110, chip=lambda r: r.due),
    Column("", lambda _row: "", width=90, action=lambda _row: "Open"),
)


def gallery() -> ScrollPage:
    """Return a page with every widget on it."""
    return ScrollPage(
        _headings(),
        _tiles(),
        row(_buttons(), _chips(), spacing=metrics.CARD_GAP),
        _form(),
        row(_table(), _list(), spacing=metrics.CARD_GAP),
        row(_chart(), _goals(), _empty(), spacing=metrics.CARD_GAP),
        Banner(
            "The defendant shares her household. Never leave voicemail.",
            "Set by M. Sato, advocate, 16 Nov. Confirmed with J.S. 2 days ago.",
        ),
        _bar(),
    )


def _headings() -> QWidget:
    around = QWidget()
    words = column(
        section("Monday, 23 November"), secondary("3 hearings, first at 09:30."), spacing=2
    )
    around.setLayout(
        row(title("Today"), 16, words, None, quiet("Morning sheet", icon=Icon.PRINTER))
    )
    return around


def _tiles() -> QWidget:
    around = QWidget()
    around.setLayout(
        row(
            StatTile(Icon.TRIANGLE_ALERT, "Overdue", 1, Tone.DANGER),
            StatTile(Icon.CLOCK, "Due today", 3, Tone.WARN),
            StatTile(Icon.CALENDAR_DAYS, "Next 7 days", 11, Tone.ACCENT),
            StatTile(Icon.PHONE, "Contacts owed", 2, Tone.VICTIM),
            StatTile(Icon.PACKAGE_SEARCH, "Evidence late", 1, Tone.WARN),
            StatTile(Icon.CIRCLE_HELP, "No next date", 100_000),
            spacing=12,
        )
    )
    return around


def _buttons() -> Card:
    disabled = quiet("Disabled")
    disabled.setEnabled(False)
    return Card(
        strong("Buttons"),
        row(
            primary("Add to batch", icon=Icon.CORNER_DOWN_LEFT, keys="Ctrl Enter"),
            quiet("New case", icon=Icon.PLUS),
            Button("Remove", kind=Kind.DANGER, icon=Icon.TRASH_2),
            disabled,
            None,
        ),
        row(
            Button("Mine", menu=True),
            Button("Open", small=True),
            link("Add deadline"),
            icon_button(Icon.X, "Close"),
            SegmentedControl(
                [("d", "Day"), ("w", "Week"), ("m", "Month"), ("a", "Agenda")], "m", name="View"
            ),
            None,
        ),
    )


def _chips() -> Card:
    return Card(
        strong("Chips"),
        row(
            Chip("Overdue 2 days", Tone.DANGER, Icon.TRIANGLE_ALERT),
            Chip("Today 16:00", Tone.WARN, Icon.FILE_TEXT),
            Chip("Safe", Tone.OK, Icon.CHECK),
            None,
        ),
        row(
            Chip("Owed today", Tone.VICTIM, Icon.PHONE),
            Chip("23 days left", Tone.ACCENT, Icon.HOURGLASS),
            Chip("2026-00417"),
            CountBadge(7),
            KeyCap("Ctrl K"),
            None,
        ),
    )


def _form() -> Card:
    wrong = Field("due", "Due", DateInput(), required=True)
    wrong.show_error("This is no date. Write 12/3/2026, 3 dec, fri or +14.")
    odd = Field("at", "At", TimeInput(time(9, 30)))
    odd.show_warning("The court is closed then.")
    hushed = TextInput("Read only")
    hushed.setEnabled(False)
    return Card(
        fields_in_a_row(
            (Field("to", "Collected by", TextInput("Ofc. Dunn, #4471")), 2),
            Field("on", "Collected on", DateInput(date(2026, 11, 14)), hint="As on the tag."),
            Field("kind", "Type", Choice([(1, "Storage card"), (2, "Camera")], 1)),
            Field("many", "Quantity", NumberInput(1)),
        ),
        fields_in_a_row(
            wrong,
            odd,
            Field("pass", "Passphrase", PassphraseInput()),
            Field("off", "Disabled", hushed),
        ),
        fields_in_a_row(
            (Field("note", "Note", ProseInput(placeholder="Make, model, serial", lines=3)), 2),
            Field("find", "Filter", SearchInput("Filter")),
            Field("seal", "Seal", CheckRow("Seal & tag intact", value=True)),
        ),
    )


def _table() -> Card:
    table = DataTable(
        "Cases",
        RowTable(COLUMNS, _LINES),
        row_height=metrics.TALL_ROW_HEIGHT,
        fits_rows=True,
    )
    head = SectionHeader(
        "By consequence", "most urgent first", KeyCap("Enter"), secondary("open"), margins=_HEAD
    )
    return Card(head, table, padding=0, spacing=0)


def _list() -> Card:
    rows = RowList(
        "What comes next",
        [
            ListRow(
                1,
                "Arraignment",
                "09:30, Dept 4",
                Icon.CALENDAR_CLOCK,
                Tone.DANGER,
                right="Mon 23 Nov",
            ),
            ListRow(
                2,
                "Rights given",
                "form 7-ES",
                Icon.CIRCLE_CHECK,
                Tone.OK,
                ChipSpec("19 Nov", Tone.OK),
            ),
            ListRow(3, "Work phone", "weekdays 10 to 14", Icon.PHONE, action="Reveal to call"),
        ],
    )
    head = SectionHeader("What comes next", "", link("Add deadline"), margins=_HEAD)
    return Card(head, rows, padding=0, spacing=0)


def _chart() -> Card:
    values = (7, 4, 9, 0, 5, 10, 6, 3, 8, 2)
    bars = [
        Bar(f"M {n}", v, Tone.DANGER if v == max(values) else Tone.ACCENT)
        for n, v in enumerate(values)
    ]
    return Card(strong("Load, next 14 days"), BarChart("Load, next 14 days", bars))


def _goals() -> Card:
    return Card(
        strong("Pending cases against the time standard"),
        GoalBar("Felonies within 90 days", 0.71, 0.75),
        GoalBar("Felonies within 180 days", 0.91, 0.90),
        Facts([("Claimed", "$2,480.00, 4 lines"), ("Worksheet due", "60 days before sentencing")]),
        Sunken(secondary("Say"), strong('"This is Ana returning your call."')),
    )


def _empty() -> Card:
    return Card(
        EmptyState(Icon.FOLDER_OPEN, "No cases yet. Open the first one.", "New case", keys="Ctrl N")
    )


def _bar() -> MessageBar:
    bar = MessageBar()
    bar.say("Exhibit 17 handed to the state laboratory.", action="Print receipt", press=bar.hide)
    return bar


def render(folder: Path) -> list[Path]:
    """Write one picture for each theme and return their paths."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    QCoreApplication.setOrganizationName("Dossier")
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, str(folder))
    instance = QApplication.instance()
    app = instance if isinstance(instance, QApplication) else QApplication(["dossier", *STYLE])
    theme = Theme(app)
    fonts.register_other_faces()
    written = []
    for name in (ThemeName.LIGHT, ThemeName.DARK, ThemeName.COURT):
        theme.use(name)
        page = gallery()
        page.resize(1440, 1480)
        page.show()
        app.processEvents()
        path = folder / f"gallery-{name.value}.png"
        page.grab().save(str(path))
        page.close()
        written.append(path)
    return written


if __name__ == "__main__":
    for picture in render(Path(sys.argv[1])):
        sys.stdout.write(f"{picture}\n")
