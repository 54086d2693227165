from __future__ import annotations

import time

import pytest

from pjrd_extract.errors import MissingExtraError, ReadError
from pjrd_extract.read import document
from pjrd_extract.read.document import ReadOptions
from pjrd_extract.read.readers import read_document


def text_of(body: str, encoding: str = "utf-8", head: str = "") -> str:
    return read_document(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding), "a.html").text


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>　　投资3.5&nbsp;亿元</p>", "投资3.5 亿元\n"),
        ("甲<br>乙<br/><br>丙", "甲\n\n乙\n\n丙\n"),
        ("<p>全县完成\n   投资</p>", "全县完成投资\n"),
        ("<p>GDP\ngrowth</p>", "GDP growth\n"),
        ("<center>公报</center><p>甲</p>", "　　　　　　公报\n\n甲\n"),
        ("<h2>一、<b>工作</b></h2>", "## 一、工作\n"),
        ("<ol start=3><li>甲<li>乙</ol>", "3.甲\n\n4.乙\n"),
        ("<ul><li>甲</ul>", "甲\n"),
        ("<p>甲</p><p style='display:none'>乙</p><script>丙</script><!-- 丁 -->", "甲\n"),
        ("<p>1 &lt; 2 &amp;amp;</p>", "1 < 2 &amp;\n"),
        ("<table><tr><th>指标<th>亿元<tr><td>税收<td>6.7</table>", "| 指标 | 亿元 |\n| --- | --- |\n| 税收 | 6.7 |\n"),
        (
            "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁|</table>",
            "| 甲 | 乙 |  |\n| --- | --- | --- |\n|  | 丙 | 丁｜ |\n",
        ),
        ("<table><tr><td><p>甲</p><p>乙</p></td><td>丙</td></tr></table>", "甲\n\n乙\n\n丙\n"),
    ],
)
def test_a_page_is_read_as_it_is_shown(body: str, expected: str) -> None:
    assert text_of(body) == expected


def test_an_article_in_a_table_that_lays_out_the_page_keeps_its_own_tables() -> None:
    links = "".join(f'<li><a href="/{i}">栏目第{i}号</a> 共{i}条</li>' for i in range(9))
    article = "".join(f"<p>第{i}段，完成投资{i}亿元，同比增长{i}%。</p>" for i in range(1, 30))
    data = "<table><tr><th>指标<th>亿元<tr><td>税收<td>6.7</table>"
    page = (
        f"<table><tr><td><table><tr><td><ul>{links}</ul></td></tr></table></td>"
        f"<td><table><tr><td class=txt>{article}{data}</td></tr></table></td></tr></table>"
    )
    blocks = text_of(page).split("\n\n")
    assert (blocks[0], len(blocks)) == ("第1段，完成投资1亿元，同比增长1%。", 30)
    assert blocks[-1] == "| 指标 | 亿元 |\n| --- | --- |\n| 税收 | 6.7 |\n"


def test_a_short_article_is_found_among_lists_of_others() -> None:
    others = "".join(f'<li><a href="/{i}">县人大常委会开展第{i}次执法检查</a> 发布于2023年</li>' for i in range(20))
    assert (
        text_of(f"<div><ul>{others}</ul></div><div><p>出席（2人）：裴正清 温如玉</p></div>")
        == "出席（2人）：裴正清 温如玉\n"
    )


def test_many_links_in_deep_nesting_do_not_stall() -> None:
    started = time.process_time()
    page = "<div><p>全县完成投资3亿元。</p>" + "<b>" * 2000 + '<a href="/">甲</a>' * 2000
    assert "投资3亿元" in text_of(page)
    assert time.process_time() - started < 20


def test_a_page_that_is_a_table_of_figures_keeps_it() -> None:
    rows = "".join(f"<tr><td>乡镇第{i}号<td>{i}.5" for i in range(1, 30))
    text = text_of(f"<div><table><tbody><tr><td>名称<td>亿元{rows}</tbody></table></div>")
    assert text.startswith("| 名称 | 亿元 |\n| --- | --- |\n| 乡镇第1号 | 1.5 |")


def test_what_surrounds_the_article_is_left_out() -> None:
    links = "".join(f'<li><a href="/{i}">栏目第{i}号</a></li>' for i in range(30))
    article = "".join(f"<p>第{i}段，完成投资{i}亿元，同比增长{i}%。</p>" for i in range(1, 30))
    page = (
        f"<div><ul>{links}</ul></div><div><h1>公报</h1><div id=c>{article}</div></div><div>主办：县人大办 1号</div>"
        "<footer>版权所有</footer>"
    )
    lines = text_of(page).split("\n\n")
    assert (lines[0], lines[1], lines[-1]) == (
        "# 公报",
        "第1段，完成投资1亿元，同比增长1%。",
        "第29段，完成投资29亿元，同比增长29%。\n",
    )


@pytest.mark.parametrize(
    ("encoding", "said", "expected"),
    [
        ("gb18030", "gb2312", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("big5", "big5", "big5hkscs"),
        ("utf-8", "no-such-charset", "utf-8"),
        ("gb18030", "utf-8", "gb18030"),
        ("utf-16", "utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16", "utf-16-le"),
        ("utf-16-be", "utf-8", "utf-16-be"),
        # What names itself in ASCII is not in UTF-16, and what is valid UTF-8 is nothing else.
        ("utf-8", "utf-16", "utf-8"),
        ("gb18030", "utf-16le", "gb18030"),
        ("utf-8", "gb2312", "utf-8"),
        ("utf-8", "big5", "utf-8"),
    ],
)
def test_the_charset_is_what_the_bytes_are(encoding: str, said: str, expected: str) -> None:
    text = "全縣完成固定資產投資九十五億元，同比增長。" * 3
    data = f'<html><head><meta charset="{said}"></head><body><p>{text}</p></body></html>'.encode(encoding)
    read = read_document(data, "a.txt")
    assert (read.text, read.encoding, read.format) == (text + "\n", expected, "html")


@pytest.mark.parametrize(
    "head",
    [
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">',
        "<html><head><META content='text/html;charset=GBK' http-equiv=Content-Type>",
        '<?xml version="1.0" encoding="gb2312"?><html xmlns="http://www.w3.org/1999/xhtml"><head>',
        "<html><head>",
    ],
)
def test_the_charset_stands_in_many_places(head: str) -> None:
    # Rare characters, which Big5 has as well: bytes alone don't tell much here.
    data = f"{head}<title>公报</title></head><body><p>镕堃，投资3亿元。</p></body></html>".encode("gb18030")
    read = read_document(data, "a.html")
    assert (read.text, read.encoding) == ("镕堃，投资3亿元。\n", "gb18030")


def test_deep_nesting_neither_crashes_nor_stalls() -> None:
    assert text_of("<div>" * 20_000 + "深" + "</div>" * 20_000) == "深\n"
    assert text_of("<b>" * 20_000 + "深").strip("*\n") == "深"


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(ReadError, match=r"^a\.html: a web page without text$"):
        text_of("<script>甲</script>")


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(ReadError, match=r"^a\.txt: too large: 6 bytes, and 5 are allowed$"):
        read_document("公报".encode(), "a.txt", ReadOptions(max_bytes=5))


def test_a_missing_extra_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr("importlib.import_module", absent)
    with pytest.raises(MissingExtraError, match=r"a\.html: .*pip install 'pjrd-extract\[html\]'") as raised:
        document.optional("selectolax.lexbor", "html", "a.html")
    assert raised.value.extra == "html"
