"""Hash lists: written, read back, and refused where they cannot be what they say."""

import hashlib
import io
import string
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refused
from app.domain.hash_lists import HashForm, ListedFile, Verdict, compare
from app.interchange.hash_lists import Heading, read_hash_list, write_hash_list

HEADING = Heading("Dossier", "1.0", "2026-00417 <EV-0001> & more", datetime(2026, 5, 1, tzinfo=UTC))
ONE = hashlib.sha256(b"one").hexdigest()
TWO = hashlib.sha256(b"two").hexdigest()

HASHDEEP = f"""%%%% HASHDEEP-1.0
%%%% size,md5,sha256,filename
## Invoked from: /cases
## $ hashdeep -r .
##
3,{hashlib.md5(b"one").hexdigest().upper()},{ONE},./a, b/one.txt
3,{hashlib.md5(b"two").hexdigest()},{TWO},./two.txt
"""  # noqa: S324  what old lists hold

DFXML = f"""<?xml version='1.0' encoding='UTF-8'?>
<dfxml version='1.2.0' xmlns='http://www.forensicswiki.org/wiki/Category:Digital_Forensics_XML'>
  <creator><program>fiwalk</program><hashdigest type='sha256'>not a file's</hashdigest></creator>
  <volume offset='0'>
    <fileobject>
      <filename>DCIM/one &amp; only.jpg</filename><name_type>r</name_type>
      <filesize>3</filesize>
      <byte_runs><byte_run offset='0' len='3'><hashdigest type='MD5'>00</hashdigest></byte_run>
      </byte_runs>
      <hashdigest type='SHA256'>{ONE.upper()}</hashdigest>
    </fileobject>
    <fileobject><filename>DCIM</filename><name_type>d</name_type><filesize>9</filesize></fileobject>
  </volume>
</dfxml>"""


def read(tmp_path: Path, content: str | bytes) -> tuple[HashForm, tuple[ListedFile, ...]]:
    path = tmp_path / "list"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_hash_list(path)


def written(form: HashForm, *files: ListedFile) -> bytes:
    into = io.BytesIO()
    write_hash_list(form, into, HEADING, files)
    return into.getvalue()


def test_a_list_of_hashdeep_is_read_commas_and_all(tmp_path: Path) -> None:
    form, (one, two) = read(tmp_path, HASHDEEP)
    assert form is HashForm.HASHDEEP
    assert (one.name, one.size, one.sha256) == ("./a, b/one.txt", 3, ONE)
    assert one.md5 == hashlib.md5(b"one").hexdigest()  # noqa: S324  what old lists hold
    assert two.name == "./two.txt"


@pytest.mark.parametrize(
    "wrap", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")]
)
def test_marks_and_line_ends_of_windows_do_no_harm(tmp_path: Path, wrap: object) -> None:
    assert callable(wrap)
    _form, files = read(tmp_path, wrap(HASHDEEP))
    assert [file.name for file in files] == ["./a, b/one.txt", "./two.txt"]


def test_dfxml_is_read_with_only_the_hashes_of_whole_files(tmp_path: Path) -> None:
    form, (file,) = read(tmp_path, DFXML)
    assert form is HashForm.DFXML
    assert (file.name, file.size) == ("DCIM/one & only.jpg", 3)
    assert (file.sha256, file.md5) == (ONE, "")


NAMES = (
    st.text(
        st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufeff"),
        min_size=1,
    )
    .map(lambda name: " ".join(name.split()))
    .filter(bool)
)
HASHES = st.binary(min_size=1).map(lambda content: hashlib.sha256(content).hexdigest())
FILES = st.lists(
    st.builds(
        ListedFile, name=NAMES, size=st.integers(0, 1 << 50), sha256=HASHES,
        md5=st.text("0123456789abcdef", min_size=32, max_size=32),
        sha1=st.text("0123456789abcdef", min_size=40, max_size=40),
    ),
    max_size=8,
)  # fmt: skip


@given(form=st.sampled_from(HashForm), files=FILES)
def test_what_is_written_is_read_back(
    form: HashForm, files: list[ListedFile], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    assert read(folder, written(form, *files)) == (form, tuple(files))


def test_hashdeep_leaves_out_a_hash_that_a_file_lacks(tmp_path: Path) -> None:
    whole = ListedFile(name="a", size=1, sha256=ONE, md5="0" * 32, sha1="1" * 40)
    content = written(HashForm.HASHDEEP, whole, ListedFile(name="b", size=2, sha256=TWO))
    assert b"%%%% size,sha256,filename\n" in content
    assert [file.md5 for file in read(tmp_path, content)[1]] == ["", ""]


def test_what_no_xml_can_hold_is_written_as_a_sign(tmp_path: Path) -> None:
    content = written(HashForm.DFXML, ListedFile(name="a\x0b<b>&\udc80", size=1, sha256=ONE))
    (file,) = read(tmp_path, content)[1]
    assert file.name.startswith("a\N{REPLACEMENT CHARACTER}<b>&")


BOMB = (
    "<?xml version='1.0'?><!DOCTYPE dfxml [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
    "<dfxml><fileobject><filename>&b;</filename></fileobject></dfxml>"
)
OUTSIDE = (
    "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    "<dfxml><fileobject><filename>&x;</filename><filesize>1</filesize></fileobject></dfxml>"
)


BAD_HASH = (
    "<dfxml><fileobject><filename>a</filename>"
    "<hashdigest type='md5'>zz</hashdigest></fileobject></dfxml>"
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB, "document_type"),
        (OUTSIDE, "document_type"),
        ("<dfxml>", "broken_line"),
        ("<html></html>", "not_dfxml"),
        ("", "neither_form"),
        ("PK\x03\x04", "neither_form"),
        ("%%%% HASHDEEP-1.0\n", "broken_line"),
        ("%%%% HASHDEEP-1.0\n%%%% size,filename,sha256\n", "broken_line"),
        (f"%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\nx,{ONE},a\n", "broken_line"),
        (f"%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n-1,{ONE},a\n", "broken_line"),
        ("%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n1,abc,a\n", "broken_line"),
        (f"%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n1,{ONE}\n", "broken_line"),
        (f"%%%% HASHDEEP-1.0\n%%%% size,sha256,filename\n{'9' * 70_000}\n", "broken_line"),
        ("<dfxml>" + "<a>" * 100 + "</a>" * 100 + "</dfxml>", "broken_line"),
        (BAD_HASH, "broken_line"),
        (
            "<dfxml><fileobject><filename>" + "a" * 100_000 + "</filename></fileobject></dfxml>",
            "broken_line",
        ),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, content: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        read(tmp_path, content)


@pytest.mark.parametrize("name", ["nothing", ".", "bad\0name"])
def test_what_cannot_be_opened_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="unreadable"):
        read_hash_list(tmp_path / name)


@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(
    content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    for begin in (b"", b"%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n", b"<dfxml>"):
        with suppress(Refused):
            read(folder, begin + content)


# --- comparing


def kept(name: str, content: bytes) -> ListedFile:
    return ListedFile(
        name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        md5=hashlib.md5(content).hexdigest(),  # noqa: S324  what old lists hold
    )


def verdicts(listed: list[ListedFile], held: list[ListedFile]) -> dict[str, Verdict]:
    found = compare(HashForm.DFXML, listed, held)
    return {file.listed or file.kept: file.verdict for file in found.files}


def test_each_verdict() -> None:
    held = [
        kept("CARD/a.jpg", b"a"),
        kept("CARD/b.jpg", b"b"),
        kept("CARD/new.jpg", b"n"),
        ListedFile(name="CARD/old.jpg", size=1, sha256=hashlib.sha256(b"o").hexdigest()),
    ]
    listed = [
        kept("./card/A.JPG", b"a"),
        kept("\\CARD\\b.jpg", b"B"),
        kept("gone.jpg", b"g"),
        ListedFile(name="old.jpg", size=1, md5="0" * 32),
    ]
    assert verdicts(listed, held) == {
        "./card/A.JPG": Verdict.MATCHES,
        "\\CARD\\b.jpg": Verdict.DIFFERS,
        "gone.jpg": Verdict.MISSING,
        "old.jpg": Verdict.UNPROVEN,
        "CARD/new.jpg": Verdict.UNKNOWN,
    }


def test_the_same_content_twice_answers_two_lines_and_no_third() -> None:
    held = [kept("a", b"x"), kept("b", b"x")]
    listed = [kept("b", b"x"), kept("c", b"x"), kept("d", b"x")]
    found = compare(HashForm.DFXML, listed, held)
    assert found.count(Verdict.MATCHES) == 2
    assert found.count(Verdict.MISSING) == 1
    assert {(file.listed, file.kept) for file in found.files} >= {("b", "b"), ("c", "a")}


def test_an_old_hash_is_enough_where_nothing_better_is_listed() -> None:
    only_md5 = ListedFile(name="x", md5=kept("x", b"x").md5)
    found = compare(HashForm.DFXML, [only_md5], [kept("y", b"x")])
    assert found.agrees
    assert found.files[0].digest == "md5"


@given(st.lists(st.tuples(st.text(string.ascii_letters, min_size=1), st.binary()), max_size=12))
def test_a_list_of_what_is_kept_agrees_with_it(files: list[tuple[str, bytes]]) -> None:
    held = [kept(name, content) for name, content in files]
    assert compare(HashForm.DFXML, held, held).agrees


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([b"1", b"2"])), max_size=6),
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from([b"1", b"2"])), max_size=6),
)
def test_every_line_and_every_kept_file_gets_one_verdict(
    listed: list[tuple[str, bytes]], held: list[tuple[str, bytes]]
) -> None:
    lines, files = ([kept(*each) for each in some] for some in (listed, held))
    found = compare(HashForm.DFXML, lines, files)
    assert sorted(file.listed for file in found.files if file.listed) == sorted(
        line.name for line in lines
    )
    assert sorted(file.kept for file in found.files if file.kept) == sorted(f.name for f in files)
