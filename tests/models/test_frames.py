from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, cast

import pytest

from pjrd_extract import Bulletin, PjrdError, extract
from pjrd_extract.models import frames
from pjrd_extract.models.columns import FRAME_COLUMNS, METRIC_COLUMNS, Column
from pjrd_extract.models.rows import metric_row, metric_rows

pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")

NAMES = [column.name for column in FRAME_COLUMNS]
TEXT = "关于财政工作的报告\n\n2023年，全县完成地方税收6.72亿元，同比增长12.4%；公元1023年建桥3座。需要5-7天。"


@pytest.fixture(scope="module")
def bulletin() -> Bulletin:
    return extract(TEXT)


def test_rows_have_the_columns(bulletin: Bulletin) -> None:
    rows = list(metric_rows(bulletin))
    assert len(rows) >= 4
    assert all(list(row) == NAMES for row in rows)
    assert all(list(metric_row(metric)) == [column.name for column in METRIC_COLUMNS] for metric in bulletin.find())


def test_pandas_keeps_types_and_digits(bulletin: Bulletin) -> None:
    frame = bulletin.metrics_frame("pandas")
    assert list(frame.columns) == NAMES
    assert frame["value"].tolist()[:2] == [Decimal(672000000), Decimal("12.4")]
    assert frame["period_start"].dt.date.tolist()[0] == date(2023, 1, 1)
    assert str(frame["period_start"].dtype) == "datetime64[s]"
    assert str(frame["kind"].dtype) == "category"
    assert str(frame["start"].dtype) == "Int64"
    span = bulletin.find("地方税收")[0].span
    assert (frame["start"].iloc[0], frame["end"].iloc[0]) == (span.start, span.end)


def test_polars_keeps_types_and_digits(bulletin: Bulletin) -> None:
    frame = bulletin.metrics_frame("polars")
    assert frame.columns == NAMES
    assert frame["value"].to_list()[:2] == [Decimal(672000000), Decimal("12.4")]
    assert frame["value"].dtype == polars.Decimal(38, 12)
    assert frame["period_start"].to_list()[0] == date(2023, 1, 1)
    assert frame["low"].to_list() == [metric.low for metric in bulletin.find()]


def test_a_bulletin_without_metrics_has_the_columns_all_the_same() -> None:
    empty = extract("关于财政工作的报告\n\n成绩显著。")
    for engine in ("pandas", "polars"):
        frame = empty.metrics_frame(cast(Any, engine))
        assert list(frame.columns) == NAMES
        assert len(frame) == 0


def test_what_twelve_places_do_not_hold_is_rounded_and_what_is_too_long_left_out() -> None:
    column = Column("value", "decimal", "数值", "")
    values = [Decimal(1) / 3, Decimal(10) ** 40, Decimal("6.4"), None]
    exact = frames.pandas_frame([column], {"value": values})
    assert exact["value"].tolist() == values
    assert frames.polars_frame([column], {"value": values})["value"].to_list() == [
        Decimal("0.333333333333"),
        None,
        Decimal("6.4"),
        None,
    ]


def test_values_are_floats_when_asked_for(bulletin: Bulletin) -> None:
    frame = bulletin.metrics_frame("pandas", numbers="float")
    assert [str(frame[name].dtype) for name in ("value", "low", "high", "si_value")] == ["float64"] * 4
    assert frame["value"].tolist()[:3] == [672000000.0, 12.4, 3.0]
    assert frame["value"].describe()["max"] == 672000000.0
    other = bulletin.metrics_frame("polars", numbers="float")
    assert other["value"].dtype == polars.Float64
    assert other["value"].to_list() == [None if pandas.isna(one) else one for one in frame["value"]]
    for engine in ("pandas", "polars"):
        with pytest.raises(ValueError, match="numbers must be exact or float, not 'double'"):
            bulletin.metrics_frame(cast(Any, engine), numbers=cast(Any, "double"))


@pytest.mark.parametrize("engine", ["pandas", "polars"])
def test_rows_say_which_bulletin_they_are_of(engine: Any) -> None:
    bulletin = extract(TEXT, name="a.md")
    assert set(bulletin.metrics_frame(engine)["bulletin_id"]) == {"a.md"}
    assert set(bulletin.metrics_frame(engine, bulletin_id="2023/a.md")["bulletin_id"]) == {"2023/a.md"}


def test_the_engine_is_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    installed = {"pandas", "polars"}
    monkeypatch.setattr(frames, "find_spec", lambda name: object() if name in installed else None)
    assert frames.engine_or_default(None) == "pandas"
    installed.remove("pandas")
    assert frames.engine_or_default(None) == "polars"
    with pytest.raises(PjrdError, match=r"pip install 'pjrd-extract\[pandas\]'"):
        frames.engine_or_default("pandas")
    installed.clear()
    with pytest.raises(PjrdError, match="a data frame needs an extra"):
        frames.engine_or_default(None)
    with pytest.raises(ValueError, match="engine must be pandas or polars, not 'duckdb'"):
        frames.engine_or_default(cast(Any, "duckdb"))
