"""Opticon and Concordance files: read back as written, and refused where they cannot be trusted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import ImportRefused
from app.interchange.load_files import (
    Encoding,
    ImageDocument,
    ImagePage,
    read_concordance,
    read_opticon,
    write_concordance,
    write_opticon,
)
from app.services.load_files import load_file

OPTICON = (
    "D1,VOL001,X:\\IMAGES\\D1.tif,Y,,,2\r\n"
    "D2,VOL001,X:\\IMAGES\\D2.tif,,,,\r\n"
    "D3,VOL001,X:\\IMAGES\\D3.tif,Y,,,1\r\n"
)
CONCORDANCE = "þDOCIDþ\x14þTITLEþ\r\nþD1þ\x14þRoe, phoneþ\r\nþD2þ\x14þLine one®Line twoþ\r\n"
ENCODED = {
    Encoding.CP1252: CONCORDANCE.encode("cp1252"),
    Encoding.UTF8: b"\xef\xbb\xbf" + CONCORDANCE.encode(),
    Encoding.UTF16: CONCORDANCE.encode("utf-16"),
}

text = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="®\u2028\u2029"), max_size=40
)


def put(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", Encoding)
def test_a_concordance_file_is_read_in_each_encoding(tmp_path: Path, encoding: Encoding) -> None:
    read = read_concordance(put(tmp_path, "a.dat", ENCODED[encoding]))
    assert read.encoding is encoding
    assert read.fields == ("DOCID", "TITLE")
    assert read.rows[1] == {"DOCID": "D2", "TITLE": "Line one\nLine two"}
    assert write_concordance(read.fields, read.rows, encoding)[-20:] == ENCODED[encoding][-20:]


def test_utf8_without_a_mark_is_known_by_its_bytes(tmp_path: Path) -> None:
    assert read_concordance(put(tmp_path, "a.dat", CONCORDANCE)).encoding is Encoding.UTF8


@given(
    st.lists(st.tuples(text, text), max_size=6), st.sampled_from([Encoding.UTF8, Encoding.UTF16])
)
def test_what_is_written_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], encoding: Encoding
) -> None:
    records = [{"A": one, "B": other} for one, other in rows]
    content = write_concordance(("A", "B"), records, encoding)
    read = read_concordance(put(tmp_path_factory.mktemp("dat"), "a.dat", content))
    assert list(read.rows) == records


def test_a_sign_windows_lacks_is_named() -> None:
    with pytest.raises(ImportRefused, match="not_in_cp1252") as refused:
        write_concordance(("A",), [{"A": "Łódź"}], Encoding.CP1252)
    assert refused.value.values["letter"] == "Ł"


def test_a_registered_sign_of_the_text_does_not_become_a_line_end(tmp_path: Path) -> None:
    content = write_concordance(("A",), [{"A": "Acme® pry bar"}])
    assert read_concordance(put(tmp_path, "a.dat", content)).rows[0]["A"] == "Acme(R) pry bar"


@pytest.mark.parametrize(
    ("content", "code", "values"),
    [
        (b"", "import.empty_file", {}),
        (b"\xff\xfeD\x00\x00\xd8", "loadfile.encoding", {"line": 1}),
        (b"\xef\xbb\xbf\xfeA\xfe\r\n\xff", "loadfile.encoding", {}),
        (b"\xfeA\xfe\r\n\x81\x8d", "loadfile.encoding", {"line": 2}),
        ("þAþ\x14þAþ\r\n".encode(), "import.column_twice", {"column": "a"}),
        (
            "þAþ\x14þBþ\r\nþ1þ\r\n".encode(),
            "loadfile.width",
            {"line": 2, "found": 1, "expected": 2},
        ),
        ("þAþ\r\nþ1".encode(), "import.broken_quotes", {"line": 2}),
        (b"A,B,C\r\n1,2,3\r\n", "loadfile.no_concordance", {}),
        ("þAþ\r\nþ\0þ\r\n".encode(), "import.nul_byte", {"line": 2}),
        ("þAþ\r\n".encode() + b"x" * 1_000_001, "import.row_too_long", {"line": 2}),
        (
            ("\x14".join(f"þ{n}þ" for n in range(1_001)) + "\r\n").encode(),
            "import.too_many_columns",
            {},
        ),
    ],
)
def test_a_concordance_file_that_cannot_be_trusted_is_refused(
    tmp_path: Path, content: bytes, code: str, values: dict[str, object]
) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_concordance(put(tmp_path, "a.dat", content))
    assert refused.value.code == code
    assert values.items() <= dict(refused.value.values).items()


def test_a_field_that_is_needed_is_asked_for(tmp_path: Path) -> None:
    path = put(tmp_path, "a.dat", CONCORDANCE)
    assert read_concordance(path, needed=("docid",)).rows
    with pytest.raises(ImportRefused, match="missing_column"):
        read_concordance(path, needed=("BEGBATES",))


def test_an_opticon_file_says_which_images_make_a_document(tmp_path: Path) -> None:
    read = read_opticon(put(tmp_path, "a.opt", OPTICON))
    assert [(each.first, each.last, len(each.pages)) for each in read.documents] == [
        ("D1", "D2", 2),
        ("D3", "D3", 1),
    ]
    assert read.findings == ()
    assert write_opticon(read.documents) == OPTICON.encode()


@given(st.lists(st.integers(1, 5), min_size=1, max_size=8), text, st.sampled_from(Encoding))
def test_an_opticon_file_is_read_back_as_written(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], name: str, encoding: Encoding
) -> None:
    plain = "".join(filter(str.isalnum, name)).encode("ascii", "ignore").decode()
    pages = iter(range(1, sum(counts) + 1))
    documents = tuple(
        ImageDocument(
            "VOL001",
            tuple(ImagePage(f"D{page}", f"A\\{plain}, {page}.pdf") for page in _take(pages, count)),
        )
        for count in counts
    )
    content = write_opticon(documents, encoding)
    read = read_opticon(put(tmp_path_factory.mktemp("opt"), "a.opt", content))
    assert read.documents == documents


def _take(pages: Iterator[int], count: int) -> list[int]:
    return [next(pages) for _ in range(count)]


def test_page_breaks_that_lie_are_reported_and_what_is_there_counts(tmp_path: Path) -> None:
    lying = OPTICON.replace("Y,,,2", "Y,,,5").replace("D3,", "D2,")
    read = read_opticon(put(tmp_path, "a.opt", lying))
    assert [len(each.pages) for each in read.documents] == [2, 1]
    assert [(f.code, f.line, f.stated, f.found) for f in read.findings] == [
        ("loadfile.page_count", 1, 5, 2),
        ("loadfile.image_twice", 3, 1, 2),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "import.empty_file"),
        ("\r\n \r\n", "import.empty_file"),
        ("D1,V,x.tif,,,,\r\n", "loadfile.no_document"),
        ("D1,V,x.tif,Y,,1\r\n", "loadfile.width"),
        ("D1,V,x.tif,Y,,,,\r\n", "loadfile.width"),
        (",V,x.tif,Y,,,1\r\n", "loadfile.no_number"),
        ("D1,V,,Y,,,1\r\n", "loadfile.no_number"),
        ("D1,V,x.tif,Z,,,1\r\n", "loadfile.break"),
        ("D1,V,x.tif,Y,,,one\r\n", "loadfile.count"),
        ("D1,V,x.tif,Y,,,²\r\n", "loadfile.count"),
        ('D1,V,"x.tif,Y,,,1\r\n', "import.broken_quotes"),
        ("D1,V,x.tif,Y,,,1\r\n" + "x" * 1_000_001, "import.row_too_long"),
    ],
)
def test_an_opticon_file_that_cannot_be_trusted_is_refused(
    tmp_path: Path, content: str, code: str
) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_opticon(put(tmp_path, "a.opt", content))
    assert refused.value.code == code


def test_a_folder_a_missing_file_and_another_kind_are_refused(tmp_path: Path) -> None:
    for name, code in ((".", "loadfile.kind"), ("a.opt", "import.unreadable"), ("a.txt", "kind")):
        with pytest.raises(ImportRefused, match=code):
            load_file(tmp_path / name)
    (tmp_path / "b.dat").mkdir()
    with pytest.raises(ImportRefused, match="not_a_file"):
        load_file(tmp_path / "b.dat")
