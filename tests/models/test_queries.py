from __future__ import annotations

from decimal import Decimal

import pytest
from benchmarks.corpus import ROOT

from pjrd_extract import Bulletin, Metric, PeriodError, Person, extract, extract_file
from pjrd_extract.models.queries import days_of

TEXT = (
    "# 关于财政工作的报告\n\n2023年，全县完成地方税收6.72亿元，同比增长12.4%；新建学校3所。\n\n"
    "# 关于税务工作的报告\n\n2024年1-6月，全县完成地方税收收入3.1亿元，“两癌”筛查2000人。计划到2025年新建学校5所。\n"
)
REPORTS = """# 履职情况报告

县水利局局长 纪楠

现将履职情况报告如下。

# 履职情况报告

县林业局局长 纪楠

现将履职情况报告如下。

# 关于对县林业局局长纪楠同志的履职评价意见书

总体评价良好。
"""


@pytest.fixture(scope="module")
def bulletin() -> Bulletin:
    return extract(TEXT)


def texts(metrics: list[Metric]) -> list[str]:
    return [metric.text for metric in metrics]


def test_a_name_is_found_in_all_articles_whole_or_as_part(bulletin: Bulletin) -> None:
    assert texts(bulletin.find("地方税收")) == ["6.72亿元", "12.4%", "3.1亿元"]
    assert texts(bulletin.find(name="地方税收收入")) == ["3.1亿元"]


def test_like_names_are_found_where_asked_for(bulletin: Bulletin) -> None:
    assert texts(bulletin.find("地方税收收入", least_likeness=0.7)) == ["6.72亿元", "12.4%", "3.1亿元"]
    assert texts(bulletin.find("地方税收收入", least_likeness=0.76)) == ["3.1亿元"]


def test_quotes_and_blanks_do_not_count(bulletin: Bulletin) -> None:
    assert texts(bulletin.find("两癌 筛查")) == ["2000人"]


def test_filters_all_have_to_hold(bulletin: Bulletin) -> None:
    assert texts(bulletin.find("地方税收", unit="元")) == ["6.72亿元", "3.1亿元"]
    assert texts(bulletin.find("地方税收", kind="percent")) == ["12.4%"]
    assert texts(bulletin.find(role="change")) == ["12.4%"]
    assert texts(bulletin.find(status="target")) == ["5所"]
    assert texts(bulletin.find("地方税收", unit="元", role="change")) == []
    assert len(bulletin.find()) == sum(len(article.metrics) for article in bulletin.articles)


def test_a_period_holds_what_lies_wholly_in_it(bulletin: Bulletin) -> None:
    assert texts(bulletin.find("地方税收", unit="元", period="2023")) == ["6.72亿元"]
    assert texts(bulletin.find("地方税收", period="2024")) == ["3.1亿元"]
    assert texts(bulletin.find("地方税收", period="2024-06")) == []


@pytest.mark.parametrize("period", ["上半年", "2023-13", "2023-02-29", "0000", "2023-6", "２０２３"])
def test_what_is_no_period_is_refused(period: str) -> None:
    with pytest.raises(PeriodError, match=period):
        days_of(period)


def test_a_report_and_the_opinion_on_it_lead_to_each_other() -> None:
    bulletin = extract_file(ROOT / "examples" / "yunxiu-2024-02.md")
    report = bulletin.duty_report_of("纪 楠")
    assert report is not None
    opinion = bulletin.opinion_on(report)
    assert opinion is not None
    assert (report.kind, opinion.kind) == ("duty_report", "evaluation_opinion")
    assert bulletin.duty_reports_on(opinion) == [report]
    assert bulletin.opinion_on("纪楠") is opinion
    assert bulletin.duty_report_of("纪") is None
    assert bulletin.opinion_on("尹松") is None


def test_of_namesakes_the_post_decides() -> None:
    bulletin = extract(REPORTS)
    water, forest = bulletin.articles[:2]
    opinion = bulletin.opinion_on("纪楠")
    assert opinion is not None
    assert bulletin.duty_report_of("纪楠") is water
    assert bulletin.duty_report_of(Person(name="纪楠", post="县林业局局长")) is forest
    assert bulletin.duty_report_of(Person(name="纪楠", post="县教育局局长")) is water
    assert bulletin.duty_reports_on(opinion) == [forest]


def test_values_are_those_of_the_metric(bulletin: Bulletin) -> None:
    [metric] = bulletin.find("新建学校", status="actual")
    assert metric.value == Decimal(3)
