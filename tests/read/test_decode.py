from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract.errors import ReadError
from pjrd_extract.read.decode import decode, likelier_chinese

FIXTURES = sorted(
    path for path in Path(__file__).parents[1].joinpath("fixtures").iterdir() if path.suffix in {".md", ".txt"}
)

TEXT = "岚江县人民代表大会常务委员会公报\r\n\r\n第14号（总第275号）。\r\n"
TRADITIONAL = """嵐江縣人民代表大會常務委員會公報

第七次會議於2023年8月25日舉行，聽取並審議了關於財政預算執行情況的報告。
全縣完成固定資產投資95.10億元，同比增長6.4%；新增城鎮就業3200人，恒豐灌區裏程延長12公里①。
"""


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (TEXT.encode("gb18030"), "gb18030"),
        (TEXT.encode("gbk"), "gb18030"),
    ],
)
def test_the_text_is_the_source_as_given(data: bytes, encoding: str) -> None:
    decoded = decode(data, "a.txt")
    assert (decoded.text, decoded.encoding) == (TEXT, encoding)


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.md", "公报", "markdown"),
        ("a.MARKDOWN", "公报", "markdown"),
        ("a.txt", "公报\n一、报告", "text"),
        ("a", "# 公报\n一、报告", "markdown"),
        ("a.txt", "**公报**\n一、报告", "markdown"),
    ],
)
def test_the_format_is_told_by_the_name_or_the_marks(name: str, text: str, expected: str) -> None:
    assert decode(text.encode(), name).format == expected


@pytest.mark.parametrize(
    ("data", "message", "offset"),
    [
        (b"", "the file is empty", 0),
        (b" \r\n\t ", "the file is empty", 0),
        (codecs.BOM_UTF8, "the file is empty", 0),
        (codecs.BOM_UTF16_LE + "　\n".encode("utf-16-le"), "the file is empty", 0),
        (b"\x89PNG\r\n\x1a\n\0\0", "no text but a PNG image", 0),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "no text but a JPEG image", 0),
        (b"%PDF-1.7\n", "no text but a PDF document", 0),
        (b"PK\x03\x04\x14\0", "no text but a ZIP archive or Office document", 0),
        (b"RIFF\x24\0\0\0WEBPVP8 ", "no text but a WebP image", 0),
        (b"abc\0def", "no text: it holds a NUL byte", 3),
        (codecs.BOM_UTF8 + "县\0".encode(), "no text: it holds a NUL character", 6),
        ("县\x01报".encode(), "no text: it holds the control character U+0001", 3),
        (codecs.BOM_UTF8 + b"abc\xff", "not valid UTF-8", 6),
        (codecs.BOM_UTF16_LE + b"a", "not valid UTF-16-LE", 2),
        (
            "岚江县".encode() * 20 + b"\xff" + "岚江县".encode() * 20,
            "in no known encoding (UTF-8, UTF-16, GB18030, Big5)",
            180,
        ),
        (bytes(range(128, 256)) * 9, "in no known encoding (UTF-8, UTF-16, GB18030, Big5)", 0),
    ],
)
def test_an_error_says_what_is_wrong_and_where(data: bytes, message: str, offset: int) -> None:
    with pytest.raises(ReadError) as error:
        decode(data, "a.txt")
    assert (error.value.message, error.value.name, error.value.offset) == (message, "a.txt", offset)


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        decoded = decode(data, "a")
    except ReadError:
        return
    assert decoded.text.strip()
    # Big5 has a few characters twice, so that they may be written back as other bytes.
    assert decoded.text.encode(decoded.encoding) in data or decoded.text == data.decode("cp950")


@pytest.mark.parametrize("text", ["0000000一", "一", "十一\n"])
def test_what_could_be_cyrillic_is_chinese(text: str) -> None:
    assert decode(text.encode("gb18030"), "a").text == text


@given(st.text(alphabet="县人大常委会报告，。、\n 0123一二三（）", min_size=8), st.sampled_from(["utf-8", "gb18030"]))
def test_chinese_text_is_read_back(text: str, encoding: str) -> None:
    if text.strip():
        assert decode(text.encode(encoding), "a").text == text


@pytest.mark.parametrize("encoding", ["cp950", "gb18030"])
def test_traditional_text_stays_traditional_in_either_encoding(encoding: str) -> None:
    decoded = decode(TRADITIONAL.encode(encoding), "a.txt")
    assert (decoded.text, decoded.encoding) == (TRADITIONAL, encoding)


@pytest.mark.parametrize("encoding", ["cp950", "gb18030"])
@pytest.mark.parametrize("line", [line for line in TRADITIONAL.splitlines() if line])
def test_one_line_tells_big5_from_gb18030(line: str, encoding: str) -> None:
    assert likelier_chinese(line.encode(encoding)) == encoding


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.name)
def test_no_line_of_a_simplified_bulletin_is_taken_for_big5(path: Path) -> None:
    for line in decode(path.read_bytes(), path.name).text.splitlines():
        assert likelier_chinese(line.encode("gb18030")) == "gb18030", line


def test_a_damaged_big5_file_is_no_gb18030_file() -> None:
    data = TRADITIONAL.encode("cp950")
    with pytest.raises(ReadError, match="in no known encoding"):
        decode(data + b"\xff" + data, "a.txt")


JAPANESE = """岩手県議会定例会会議録
令和五年度の一般会計予算について、次のとおり報告いたします。
歳入は前年度に比べて増加し、税収は五億円となりました。道路の整備を進め、学校を三校つくりました。
"""
KOREAN = """군의회 상임위원회 회의록
예산안에 대하여 다음과 같이 보고드립니다. 세입은 전년도에 비하여 증가하였고, 세수는 5억원이 되었습니다.
도로 정비를 추진하고 학교 3개를 신설하였습니다.
"""


@pytest.mark.parametrize("lines", [slice(None), slice(1, 2)], ids=["text", "line"])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [(JAPANESE, "shift-jis"), (JAPANESE, "euc-jp"), (KOREAN, "euc-kr"), (KOREAN, "cp949"), (KOREAN, "johab")],
)
def test_japanese_and_korean_are_no_chinese(text: str, encoding: str, lines: slice) -> None:
    data = "\n".join(text.splitlines()[lines]).encode(encoding)
    for odd in (b"", b"a"):
        with pytest.raises(ReadError, match="in no known encoding"):
            decode(data + odd, "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "纪楠 江一帆 岚江县",
        "地区\t合计\t城镇\t乡村\n岚江\t12\t5\t7\n",
        "财政预算调整方案报告",
        "岚江县恒丰灌区供水工程",
        "    ………………………………………………… （７）",
        "根据《中华人民共和国地方各级人民代表大会和地方各级人民政府组织法》",
    ],
)
@pytest.mark.parametrize("encoding", ["gb18030", "gbk"])
def test_short_chinese_stays_chinese(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "a.txt").text == text
