from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pjrd_extract.errors import ReadError
from pjrd_extract.read.archive import ArchiveLimits, Member, is_archive, members

PAGE = "岚江县人民代表大会常务委员会公报".encode()
SYMBOLIC_LINK = 0o120777 << 16


def packed(files: Mapping[str, bytes] | Mapping[zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data, method)
    return file.getvalue()


def named(raw: bytes) -> bytes:
    """An archive whose one file has the name ``raw``, without the mark of UTF-8, as old programs write it."""
    stand_in = b"n" * len(raw)
    return packed({zipfile.ZipInfo(stand_in.decode()): PAGE}).replace(stand_in, raw)


def errors(found: list[Member]) -> dict[str, str]:
    return {member.name: member.error.message for member in found if member.error is not None}


def test_files_come_in_the_order_of_the_archive() -> None:
    files = {"b.md": PAGE, "2023/a.txt": PAGE * 2, "2023/": b"", "__MACOSX/._b.md": b"x", "2023/.DS_Store": b"x"}
    found = list(members(packed(files), "a.zip"))
    assert found == [Member("b.md", PAGE), Member("2023/a.txt", PAGE * 2)]


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("公报/第七次会议.txt".encode("gbk"), "公报/第七次会议.txt"),
        ("公报/第七次会议.txt".encode(), "公报/第七次会议.txt"),
        ("公報/第七次會議.txt".encode("cp950"), "公報/第七次會議.txt"),
        (b"2023\\a.txt", "2023/a.txt"),
    ],
)
def test_a_name_is_read_in_the_encoding_it_is_in(raw: bytes, name: str) -> None:
    assert list(members(named(raw), "a.zip")) == [Member(name, PAGE)]


@pytest.mark.parametrize(
    "name",
    ["../a.md", "2023/../../a.md", "/etc/a.md", "C:/a.md", "..\\a.md", "2023/..", "2023/a\nb.md"],
)
def test_a_path_out_of_the_archive_is_refused_alone(name: str) -> None:
    found = list(members(packed({name: PAGE, "b.md": PAGE}), "a.zip"))
    assert list(errors(found).values()) == ["refused: its path leads out of the archive"]
    assert [member.data for member in found] == [b"", PAGE]


def test_a_link_is_refused() -> None:
    link = zipfile.ZipInfo("a.md")
    link.create_system = 3
    link.external_attr = SYMBOLIC_LINK
    assert errors(list(members(packed({link: b"/etc/passwd"}), "a.zip"))) == {"a.md": "refused: a link"}


def test_a_name_that_comes_twice_is_refused_the_second_time() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = packed({zipfile.ZipInfo("a.md"): PAGE, zipfile.ZipInfo("a.md"): b"another"})
    found = list(members(data, "a.zip"))
    assert found[0] == Member("a.md", PAGE)
    assert [member.error is None for member in found] == [True, False]


def test_an_encrypted_file_is_told() -> None:
    data = bytearray(packed({"a.md": PAGE, "b.md": PAGE}))
    # The first flag of the general purpose bits: 6 bytes into the file's own header, 8 into the directory's.
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + offset] |= 1
    found = list(members(bytes(data), "a.zip"))
    assert errors(found) == {"a.md": "encrypted: unpack the archive with its password first"}
    assert found[1].data == PAGE


def test_a_damaged_file_does_not_concern_the_next() -> None:
    data = bytearray(packed({"a.md": PAGE, "b.md": PAGE}, zipfile.ZIP_STORED))
    data[data.index(PAGE)] ^= 0xFF
    found = list(members(bytes(data), "a.zip"))
    assert errors(found) == {"a.md": "damaged in the archive"}
    assert found[1].data == PAGE


def test_another_method_of_packing_is_told() -> None:
    found = list(members(packed({"a.md": PAGE}, zipfile.ZIP_LZMA), "a.zip"))
    assert errors(found) == {"a.md": "packed by a method that is not read: pack it again as plain ZIP"}


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    found = list(members(packed({"a.md": bytes(8_000_000), "b.md": PAGE}), "a.zip"))
    assert errors(found)["a.md"].endswith("bytes would unpack to 8000000")
    assert found[1].data == PAGE


def test_a_file_that_lies_about_its_size_is_damaged_and_no_more_than_it_said_is_unpacked() -> None:
    data = packed({"a.md": bytes(8_000_000)})
    lying = data.replace(struct.pack("<I", 8_000_000), struct.pack("<I", 1000))
    assert errors(list(members(lying, "a.zip"))) == {"a.md": "damaged in the archive"}


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (ArchiveLimits(max_members=2), "refused: 3 files, and 2 are allowed"),
        (ArchiveLimits(max_unpacked=100), "refused: unpacks to 144 bytes, and 100 are allowed"),
    ],
)
def test_too_many_files_or_bytes_refuse_the_archive(limits: ArchiveLimits, message: str) -> None:
    data = packed({"a.md": PAGE, "b.md": PAGE, "c.md": PAGE})
    with pytest.raises(ReadError) as error:
        list(members(data, "a.zip", limits))
    assert (error.value.message, error.value.name) == (message, "a.zip")


def test_one_file_that_is_too_large_is_refused_alone() -> None:
    found = list(members(packed({"a.md": PAGE * 2, "b.md": PAGE}), "a.zip", ArchiveLimits(max_member_bytes=60)))
    assert errors(found) == {"a.md": "too large: 96 bytes, and 60 are allowed"}
    assert found[1].data == PAGE


def test_archives_in_the_archive_are_opened() -> None:
    inner = packed({"a.md": PAGE, "../b.md": PAGE})
    found = list(members(packed({"2023.zip": inner, "c.md": PAGE}), "a.zip"))
    assert [member.name for member in found] == ["2023.zip/a.md", "2023.zip/../b.md", "c.md"]
    assert [member.error is None for member in found] == [True, False, True]
    assert str(found[1].error) == "a.zip/2023.zip/../b.md: refused: its path leads out of the archive"


def test_the_limits_hold_over_all_archives_in_the_archive() -> None:
    inner = packed({"a.md": PAGE, "b.md": PAGE})
    data = packed({"1.zip": inner, "2.zip": inner, "c.md": PAGE})
    found = list(members(data, "a.zip", ArchiveLimits(max_members=6)))
    assert errors(found) == {"2.zip": "refused: 2 files, and 1 are allowed"}
    assert [member.name for member in found] == ["1.zip/a.md", "1.zip/b.md", "2.zip", "c.md"]


def test_an_archive_too_deep_is_refused() -> None:
    data = packed({"a.md": PAGE})
    for _ in range(3):
        data = packed({"n.zip": data})
    found = list(members(data, "a.zip"))
    assert errors(found) == {"n.zip/n.zip/n.zip": "refused: more than 2 archives around it"}
    assert [member.data for member in members(data, "a.zip", ArchiveLimits(max_depth=3))] == [PAGE]


def test_a_document_stored_as_zip_is_no_archive() -> None:
    assert not is_archive(packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}))
    assert not is_archive(packed({"mimetype": b"application/vnd.oasis.opendocument.text"}))
    assert not is_archive(PAGE)
    assert is_archive(packed({"a.docx": b"x"}))
    document = packed({"[Content_Types].xml": b"<Types/>"})
    assert list(members(packed({"a.docx": document}), "a.zip")) == [Member("a.docx", document)]


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x05\x06", packed({"a.md": PAGE * 99})[:-30], b""])
def test_a_damaged_archive_is_told(data: bytes) -> None:
    with pytest.raises(ReadError, match=r"^a\.zip: a damaged ZIP archive$"):
        list(members(data, "a.zip"))


@settings(deadline=None)  # the first example loads what packs archives
@given(st.data())
def test_whatever_is_broken_gives_an_error_or_the_file(draws: st.DataObject) -> None:
    data = bytearray(packed({"a.md": PAGE, "公报.txt": PAGE * 3}))
    for _ in range(draws.draw(st.integers(1, 4))):
        data[draws.draw(st.integers(0, len(data) - 1))] = draws.draw(st.integers(0, 255))
    try:
        found = list(members(bytes(data), "a.zip"))
    except ReadError:
        return
    assert all(member.error is not None or member.data in {PAGE, PAGE * 3, b""} for member in found)


def test_a_member_without_name_is_told() -> None:
    data = packed({"a.md": PAGE}).replace(b"a.md", b"\0.md")
    (member,) = members(data, "a.zip")
    assert isinstance(member.error, ReadError)


def test_a_directory_of_very_many_entries_is_refused_before_it_is_read() -> None:
    data = packed({"a.md": PAGE}) + b"PK\x01\x02" * 300_000
    assert is_archive(data)
    with pytest.raises(ReadError, match="300001 entries, and 100000 are allowed"):
        list(members(data, "a.zip"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AUX.md", "%41UX.md"),
        ("con", "%63on"),
        ("2023/Nul .md", "2023/%4Eul .md"),
        ("foo:evil.md", "foo%3Aevil.md"),
        ("a?b*.md", "a%3Fb%2A.md"),
        ("dir./x.md", "dir%2E/x.md"),
        ("sp. /CON/y.md", "sp%2E%20/%43ON/y.md"),
        ("./a.md", "./a.md"),
        ("auxiliary.md", "auxiliary.md"),
        ("报告 一.2023.md", "报告 一.2023.md"),
    ],
)
def test_a_name_is_one_that_every_system_can_have(name: str, expected: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "公报")
    [member] = members(packed.getvalue(), "a.zip")
    assert (member.name, member.error) == (expected, None)


def test_two_names_that_become_one_are_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("a?.md", "a%3F.md"):
            archive.writestr(name, "公报")
    assert [str(one.error) for one in members(packed.getvalue(), "a.zip")] == [
        "None",
        "a.zip/a%3F.md: refused: the archive has another file of this name",
    ]
