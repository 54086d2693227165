from __future__ import annotations

import datetime as dt
import sys
from typing import Any

import pytest
from tests.generator.bulletins import bulletin as generated

from pjrd_extract import MissingExtraError, bulletins_to_tables, extract, to_pandas, to_polars
from pjrd_extract.models.base import plain
from pjrd_extract.models.columns import FRAME_COLUMNS, METRIC_COLUMNS
from pjrd_extract.write.tables.columns import TABLES

pytest.importorskip("pyarrow")
BULLETIN = extract(generated(3, 8).text, name="a.md", reference_date=dt.date(2024, 1, 1))
PANDAS = {"text": "string", "integer": "Int64", "decimal": "object", "date": "datetime64[s]"}


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    return bulletins_to_tables([BULLETIN])


def test_pandas_frames_hold_the_same_rows_typed(tables: dict[str, Any]) -> None:
    pandas = pytest.importorskip("pandas")
    frames = to_pandas(tables)
    assert list(frames) == list(TABLES)
    for name, table in TABLES.items():
        assert list(frames[name].columns) == [column.name for column in table.columns]
        for column in table.columns:
            found = frames[name][column.name]
            assert str(found.dtype) == ("category" if column.choice else PANDAS[column.type])
            values = [None if pandas.isna(value) else value for value in found]
            if column.type == "date":
                values = [None if value is None else value.date() for value in values]
            assert values == tables[name].column(column.name).to_pylist()
    # Without the zeros that Arrow adds.
    given = [plain(metric.value) for metric in BULLETIN.find() if metric.value is not None]
    assert [str(value) for value in frames["metrics"]["value"] if value is not None] == given


def test_polars_frames_hold_the_same_rows_typed(tables: dict[str, Any]) -> None:
    polars = pytest.importorskip("polars")
    types = {"text": polars.String, "integer": polars.Int64, "decimal": polars.Decimal(38, 12), "date": polars.Date}
    frames = to_polars(tables)
    assert list(frames) == list(TABLES)
    for name, table in TABLES.items():
        assert frames[name].to_dicts() == tables[name].to_pylist()
        for column in table.columns:
            assert frames[name].schema[column.name] == (polars.Categorical if column.choice else types[column.type])


def test_without_rows_the_types_are_the_same() -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    empty, full = bulletins_to_tables([]), bulletins_to_tables([BULLETIN])
    for name in TABLES:
        assert to_polars(empty)[name].schema == to_polars(full)[name].schema
        dtypes = [to_pandas(some)[name].dtypes.astype(str).to_dict() for some in (empty, full)]
        assert dtypes[0] == dtypes[1]


def test_bulletins_give_the_frames_of_their_tables(tables: dict[str, Any]) -> None:
    pandas = pytest.importorskip("pandas")
    testing = pytest.importorskip("polars.testing")
    for given in (BULLETIN, [BULLETIN], iter([BULLETIN]), {"a.md": BULLETIN}):
        frames = to_pandas(given)
        assert list(frames) == list(TABLES)
        for name, frame in to_pandas(tables).items():
            pandas.testing.assert_frame_equal(frames[name], frame)
    for numbers in ("exact", "float"):
        made = to_polars(BULLETIN, numbers=numbers)
        for name, of_tables in to_polars(tables, numbers=numbers).items():
            testing.assert_frame_equal(made[name], of_tables, categorical_as_str=True)
    assert bulletins_to_tables(BULLETIN) == tables
    assert list(to_pandas({"b.md": BULLETIN})["metrics"]["bulletin_id"].unique()) == ["b.md"]


def test_frames_of_metrics_have_one_type_whoever_makes_them() -> None:
    polars = pytest.importorskip("polars")
    pytest.importorskip("pandas")
    names = [column.name for column in METRIC_COLUMNS]
    for numbers in ("exact", "float"):
        one = BULLETIN.metrics_frame("polars", numbers=numbers)
        other = to_polars([BULLETIN], numbers=numbers)["metrics"]
        assert one.select(names).schema == other.select(names).schema
        assert len(polars.concat([one.select(names), other.select(names)])) == 2 * len(one)
        left = BULLETIN.metrics_frame("pandas", numbers=numbers)[names].dtypes
        assert left.equals(to_pandas([BULLETIN], numbers=numbers)["metrics"][names].dtypes)


@pytest.mark.parametrize("make", [bulletins_to_tables, to_pandas, to_polars])
@pytest.mark.parametrize("wrong", [3, ["a.md"], "a.md", {"a.md": BULLETIN, "b.md": 3}, {"nothing": 3}])
def test_what_are_no_bulletins_is_said(make: Any, wrong: Any) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    with pytest.raises(TypeError, match="bulletins"):
        make(wrong)


def test_frames_of_bulletins_need_no_arrow(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert len(to_pandas(BULLETIN)["metrics"]) == len(BULLETIN.metrics)
    with pytest.raises(MissingExtraError, match="tables"):
        bulletins_to_tables(BULLETIN)


@pytest.mark.parametrize(("extra", "make"), [("pandas", to_pandas), ("polars", to_polars)])
def test_without_the_package_the_error_names_the_command(
    extra: str, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, extra, None)
    with pytest.raises(MissingExtraError, match=rf"pip install 'pjrd-extract\[{extra}\]'"):
        make({})


def test_a_metric_has_the_same_columns_in_table_and_frame() -> None:
    names = [column.name for column in METRIC_COLUMNS]
    for columns in (TABLES["metrics"].columns, FRAME_COLUMNS):
        assert [column.name for column in columns][-len(names) :] == names
