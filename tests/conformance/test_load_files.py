"""Load files made by another program, in three encodings; skipped where they are not at hand."""

from pathlib import Path

import pytest

from app.interchange.load_files import (
    Encoding,
    read_concordance,
    read_opticon,
    write_concordance,
    write_opticon,
)

NAMES = {
    Encoding.CP1252: "loadfileadapter_concordance_cp1252.dat",
    Encoding.UTF16: "loadfileadapter_concordance_utf16.dat",
    Encoding.UTF8: "loadfileadapter_concordance_utf8bom.dat",
}
PAGES = [1, 2, 3, 4, 4, 1, 2, 3, 4, 1]


def found(name: str) -> Path:
    for parent in Path(__file__).resolve().parents:
        path = parent / "shared" / "data" / "loadfile" / name
        if path.is_file():
            return path
    pytest.skip("the load files of another program are not at hand")


@pytest.mark.parametrize("encoding", Encoding)
def test_a_concordance_file_of_another_program_comes_back_to_the_byte(encoding: Encoding) -> None:
    path = found(NAMES[encoding])
    read = read_concordance(path, needed=("DOCID", "BEGATT", "VOLUME"))
    assert read.encoding is encoding
    assert [row["DOCID"] for row in read.rows] == ["DOC000001", "DOC000002"]
    assert {row["VOLUME"] for row in read.rows} == {"VOL001"}
    assert write_concordance(read.fields, read.rows, encoding) == path.read_bytes()


def test_an_opticon_file_of_another_program_comes_back_to_the_byte() -> None:
    path = found("loadfileadapter_opticon_25img.opt")
    read = read_opticon(path)
    assert [len(each.pages) for each in read.documents] == PAGES
    assert read.findings == ()
    assert write_opticon(read.documents) == path.read_bytes()
