"""Strict reading of CSV files: what is taken in, what is refused, and with which line."""

import os
from pathlib import Path

import pytest

from app.domain.errors import ImportRefused
from app.interchange.csv_tables import (
    MAX_BYTES,
    MAX_COLUMNS,
    MAX_LINES,
    MAX_ROW,
    Column,
    CsvTable,
    Record,
    WrongWidth,
    find_file,
)

NAME_AND_PLACE = (Column("name"), Column("place", ("city",)))


def read(path: Path, columns: tuple[Column, ...] = NAME_AND_PLACE) -> list[Record]:
    with CsvTable(path, columns) as table:
        return list(table)


def written(folder: Path, data: bytes) -> Path:
    path = folder / "people.csv"
    path.write_bytes(data)
    return path


def refusal(folder: Path, data: bytes) -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        read(written(folder, data))
    assert caught.value.values["file"] == "people.csv"
    return caught.value


def test_columns_are_found_by_name_in_any_order_and_case(tmp_path: Path) -> None:
    path = written(tmp_path, b"Place,AGE, Name \nRome,7,Ada\n")
    assert read(path) == [Record(2, ("Ada", "Rome"))]


def test_a_column_is_found_under_its_other_name_and_the_rest_is_listed(tmp_path: Path) -> None:
    path = written(tmp_path, b"city,age,name\nRome,7,Ada\n")
    with CsvTable(path, NAME_AND_PLACE) as table:
        assert table.ignored == ("age",)
        assert [record.cells for record in table] == [("Ada", "Rome")]


def test_its_own_name_goes_before_another_name(tmp_path: Path) -> None:
    path = written(tmp_path, b"city,place,name\nOld,New,Ada\n")
    assert read(path)[0].cells == ("Ada", "New")


def test_a_single_column_is_read_too(tmp_path: Path) -> None:
    path = written(tmp_path, b"place,name\nRome,Ada\n")
    assert read(path, (Column("name"),)) == [Record(2, ("Ada",))]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_every_line_ending_counts_lines_alike(tmp_path: Path, end: bytes) -> None:
    path = written(tmp_path, end.join([b"name,place", b"Ada,Rome", b"", b"Bo,Oslo", b"", b""]))
    assert read(path) == [Record(2, ("Ada", "Rome")), Record(4, ("Bo", "Oslo"))]


def test_a_byte_order_mark_and_a_missing_last_line_end_do_no_harm(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeffname,place\nÅsa,Malmö".encode())
    assert read(path) == [Record(2, ("Åsa", "Malmö"))]


def test_a_row_after_a_quoted_line_break_has_its_physical_line(tmp_path: Path) -> None:
    path = written(tmp_path, b'name,place\n"Ada\nthe ""first""",Rome\nBo,Oslo\n')
    assert read(path) == [Record(2, ('Ada\nthe "first"', "Rome")), Record(4, ("Bo", "Oslo"))]


def test_rows_of_another_width_are_handed_on_as_such(tmp_path: Path) -> None:
    path = written(tmp_path, b"name,place\nAda\nBo,Oslo\nCy,Bonn,7\n")
    assert read(path) == [
        Record(2, WrongWidth(1, 2)),
        Record(3, ("Bo", "Oslo")),
        Record(4, WrongWidth(3, 2)),
    ]


def test_a_header_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert read(written(tmp_path, b"name,place\n")) == []


def test_the_longest_text_we_promise_fits_in_a_cell(tmp_path: Path) -> None:
    text = "x" * 100_000
    assert read(written(tmp_path, f"name,place\n{text},Rome\n".encode()))[0].cells[0] == text


@pytest.mark.parametrize("data", [b"", b"\n\n\r\n"])
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    assert refusal(tmp_path, data).code == "import.empty_file"


def test_a_missing_column_is_refused_by_name(tmp_path: Path) -> None:
    error = refusal(tmp_path, b"\nname,age\n")
    assert (error.code, error.values["line"], error.values["column"]) == (
        "import.missing_column",
        2,
        "place",
    )


def test_a_column_that_comes_twice_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, b"name,place,name\n")
    assert (error.code, error.values["column"]) == ("import.column_twice", "name")


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("Åsa,Malmö\n".encode("cp1252"), "import.not_utf8"),
        (b"A\xed\xa0\x80a,Rome\n", "import.not_utf8"),
        (b"A\0da,Rome\n", "import.nul_byte"),
        (b'Ada,"Rome\n', "import.broken_quotes"),
        (b'Ada,"Rome" x\n', "import.broken_quotes"),
        (b"x" * (MAX_ROW + 1) + b",Rome\n", "import.row_too_long"),
        (b"x" * 200_000 + b",Rome\n", "import.broken_quotes"),
    ],
)
def test_a_line_that_cannot_be_trusted_is_refused_with_its_number(
    tmp_path: Path, row: bytes, code: str
) -> None:
    error = refusal(tmp_path, b"name,place\nBo,Oslo\n" + row)
    assert (error.code, error.values["line"]) == (code, 3)


def test_a_file_in_sixteen_bit_encoding_is_refused_in_its_first_line(tmp_path: Path) -> None:
    error = refusal(tmp_path, "name,place\nAda,Rome\n".encode("utf-16"))
    assert error.values["line"] == 1


def test_ten_megabytes_in_one_line_are_refused_without_being_read_in(tmp_path: Path) -> None:
    path = written(tmp_path, b"name,place\n" + b"x" * 10_000_000)
    with CsvTable(path, NAME_AND_PLACE) as table:
        with pytest.raises(ImportRefused, match=r"import\.row_too_long"):
            list(table)
        assert table.position() < 2 * MAX_ROW


def test_a_row_of_endless_quoted_lines_is_refused_before_it_fills_the_memory(
    tmp_path: Path,
) -> None:
    path = written(tmp_path, b"name,place\n" + b'"Ada\nLovelace",' * 500_000)
    with CsvTable(path, NAME_AND_PLACE) as table:
        with pytest.raises(ImportRefused, match=r"import\.row_too_long"):
            list(table)
        assert table.position() < 2 * MAX_ROW


def test_an_unclosed_quote_over_many_lines_is_refused_where_it_opened(tmp_path: Path) -> None:
    error = refusal(tmp_path, b'name,place\nBo,Oslo\n"Ada,Rome\n' + b"Cy,Bonn\n" * 100_000)
    assert (error.code, error.values["line"]) == ("import.broken_quotes", 3)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "people.csv").mkdir()
    with pytest.raises(ImportRefused, match=r"import\.not_a_file"):
        CsvTable(tmp_path / "people.csv", NAME_AND_PLACE)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_place_of_the_file_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "people.csv")
    with pytest.raises(ImportRefused, match=r"import\.not_a_file"):
        CsvTable(tmp_path / "people.csv", NAME_AND_PLACE)


def test_a_link_that_leads_nowhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "people.csv").symlink_to(tmp_path / "gone.csv")
    with pytest.raises(ImportRefused, match=r"import\.unreadable"):
        CsvTable(tmp_path / "people.csv", NAME_AND_PLACE)


def test_a_file_is_found_whatever_the_case_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "People.CSV").write_bytes(b"")
    assert find_file(tmp_path, "people.csv").name == "People.CSV"


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ImportRefused) as caught:
        find_file(tmp_path, "people.csv")
    assert (caught.value.code, caught.value.values["file"]) == ("import.missing_file", "people.csv")


@pytest.mark.parametrize("name", ["nowhere", "people.csv"])
def test_a_folder_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    written(tmp_path, b"")
    with pytest.raises(ImportRefused, match=r"import\.no_folder"):
        find_file(tmp_path / name, "people.csv")


def test_a_file_that_declares_too_much_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, b"name,place\n")
    os.truncate(path, MAX_BYTES + 1)
    with pytest.raises(ImportRefused) as caught:
        read(path)
    assert (caught.value.code, caught.value.values["megabytes"]) == ("import.too_large", 201)


def test_blank_lines_without_end_are_refused(tmp_path: Path) -> None:
    refused = refusal(tmp_path, b"name,place\n" + b"\n" * MAX_LINES)
    assert (refused.code, refused.values["limit"]) == ("import.too_many_lines", MAX_LINES)


def test_more_columns_than_any_export_has_are_refused(tmp_path: Path) -> None:
    refused = refusal(tmp_path, b"name,place" + b",x" * MAX_COLUMNS + b"\n")
    assert refused.code == "import.too_many_columns"


@pytest.mark.parametrize("rows", [1, 100_000])
def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path: Path, rows: int) -> None:
    path = written(tmp_path, b"name,place\n" + b"Ada,Rome\n" * rows)
    with CsvTable(path, NAME_AND_PLACE) as table:
        with path.open("ab") as other:
            other.write(b"Bo,Oslo\n")
        with pytest.raises(ImportRefused) as caught:
            list(table)
    assert caught.value.code == "import.changed_while_read"


def test_a_file_cut_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, b"name,place\n" + b"Ada,Rome\n" * 10_000)
    with CsvTable(path, NAME_AND_PLACE) as table:
        os.truncate(path, 20)
        with pytest.raises(ImportRefused) as caught:
            list(table)
    assert caught.value.code == "import.changed_while_read"
