from __future__ import annotations

from html.parser import HTMLParser

import pytest

from pjrd_extract import PjrdError, Span, extract

HOSTILE = "关于<script>alert(1)</script>工作的报告\n\n2023年，完成<img src=x onerror=alert(1)>地方税收6.72亿元、“&amp;”税收3亿元，用时5-7天。"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not attrs
        self.seen.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(html: str) -> Tags:
    tags = Tags()
    tags.feed(html)
    return tags


def test_nothing_of_a_bulletin_is_markup() -> None:
    bulletin = extract(HOSTILE, name="<b>.md")
    tags = parsed(bulletin._repr_html_())
    assert tags.seen == {"div", "p", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    assert "<script>alert(1)</script>" in tags.text
    assert "672000000" in tags.text


def test_a_metric_shows_its_value_bound_and_place() -> None:
    [metric] = extract("关于财政工作的报告\n\n2023年，全县完成地方税收近6.72亿元。").find("地方税收")
    text = parsed(metric._repr_html_()).text
    assert "≲ 672000000" in text
    assert f"{metric.span.start}–{metric.span.end}" in text


def test_a_range_shows_both_ends() -> None:
    [metric] = extract("关于审批工作的报告\n\n2023年，办理时间5-7天。").find()
    assert "5–7" in parsed(metric._repr_html_()).text


def test_of_many_metrics_the_first_are_shown_and_all_counted() -> None:
    bulletin = extract("关于教育工作的报告\n\n" + "。".join(f"新建第{i}小学校舍{i}栋" for i in range(1, 41)) + "。")
    count = len(bulletin.find())
    assert count >= 40
    html = bulletin._repr_html_()
    assert f"{count} metrics in all" in html
    assert html.count("<tr>") < 30


def test_a_span_is_marked_in_its_context() -> None:
    bulletin = extract(HOSTILE)
    [metric] = bulletin.find(unit="元")[:1]
    shown = bulletin.highlight(metric.span)
    assert shown.marked == metric.text
    assert shown.before + shown.marked + shown.after in bulletin.text
    tags = parsed(shown._repr_html_())
    assert tags.seen == {"p", "mark"}
    assert "<img src=x onerror=alert(1)>" in tags.text


def test_the_context_ends_with_the_text_and_says_where_it_is_cut() -> None:
    bulletin = extract("关于财政工作的报告\n\n完成税收3亿元。")
    whole = bulletin.highlight(Span(0, 2), context=1000)
    assert (whole.before, whole.cut_before, whole.cut_after) == ("", False, False)
    assert str(bulletin.highlight(Span(2, 4), context=1)) == "…于【财政】工…"
    assert str(bulletin.highlight(Span(2, 4), context=0)) == "…【财政】…"


@pytest.mark.parametrize(("span", "context"), [(Span(0, 999), 1), (Span(-2, 1), 1), (Span(3, 2), 1)])
def test_what_is_no_part_of_the_text_is_refused(span: Span, context: int) -> None:
    with pytest.raises(PjrdError):
        extract("关于财政工作的报告\n\n完成税收3亿元。").highlight(span, context=context)


def test_a_context_is_a_number_of_characters() -> None:
    with pytest.raises(ValueError, match="context must be 0 or more, not -1"):
        extract("关于财政工作的报告\n\n完成税收3亿元。").highlight(Span(0, 1), context=-1)
