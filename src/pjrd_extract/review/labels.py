"""Metrics as labelled spans for Label Studio and doccano, and back as corrections; the label is the metric's kind.

Label Studio counts code points: its editor turns the browser's offsets into them and back (``charsToCodePoints`` in
``libs/editor/src/utils/selection-tools.js``, ``[...text]`` in ``domManager.ts``, release 1.23). doccano keeps the
offsets of the browser's strings, UTF-16 units, unless a project counts grapheme clusters, which it does not by default
(``convert`` in the ``v-annotator`` of release 1.8). The two differ where a text has characters beyond U+FFFF (𠮷).
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any, NamedTuple, get_args
from xml.sax.saxutils import quoteattr

from pjrd_extract._text import Span
from pjrd_extract.errors import CorrectionError
from pjrd_extract.models.bulletin import Bulletin
from pjrd_extract.models.metric import Kind, Metric
from pjrd_extract.review.added import read_span
from pjrd_extract.review.model import Corrections
from pjrd_extract.rules import Rules

__all__ = ["from_doccano", "from_label_studio", "label_studio_config", "to_doccano", "to_label_studio"]


class _Labelled(NamedTuple):
    span: Span
    label: str


def label_studio_config() -> str:
    """The labeling configuration of the project, in XML: a label for each kind of metric."""
    labels = "".join(f"    <Label value={quoteattr(kind)}/>\n" for kind in get_args(Kind))
    body = f'  <Labels name="kind" toName="text">\n{labels}  </Labels>\n  <Text name="text" value="$text"/>\n'
    return f"<View>\n{body}</View>\n"


def to_label_studio(bulletin: Bulletin) -> dict[str, Any]:
    """``bulletin`` as a task of Label Studio: its text, and its metrics as a prediction.

    Offsets count characters (code points). Raises ``PjrdError`` where the bulletin has no text (``Bulletin.text``).

    >>> from pjrd_extract import extract
    >>> task = to_label_studio(extract("关于财政工作的报告\\n\\n2023年，全县完成地方税收6.72亿元。"))
    >>> task["predictions"][0]["result"][0]["value"]
    {'start': 25, 'end': 31, 'text': '6.72亿元', 'labels': ['money']}
    """
    text = bulletin.text
    result = [
        {
            "id": f"{metric.span.start}-{metric.span.end}",
            "from_name": "kind",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": metric.span.start,
                "end": metric.span.end,
                "text": metric.text,
                "labels": [metric.kind],
            },
        }
        for metric in bulletin.find()
    ]
    return {
        "data": {"text": text, "name": bulletin.source.name, "sha256": bulletin.source.sha256},
        "predictions": [{"model_version": f"pjrd-extract {bulletin.schema_version}", "result": result}],
    }


def to_doccano(bulletin: Bulletin) -> dict[str, Any]:
    """``bulletin`` as a line of doccano's JSONL for sequence labelling; offsets count UTF-16 units.

    Raises ``PjrdError`` where the bulletin has no text.

    >>> from pjrd_extract import extract
    >>> to_doccano(extract("关于财政工作的报告\\n\\n2023年，全县完成地方税收6.72亿元。"))["label"]
    [[25, 31, 'money']]
    """
    units = _Units(bulletin.text)
    label = [[units.of(metric.span.start), units.of(metric.span.end), metric.kind] for metric in bulletin.find()]
    meta = {"name": bulletin.source.name, "sha256": bulletin.source.sha256}
    return {"text": bulletin.text, "label": label, "meta": meta}


def from_label_studio(
    task: dict[str, Any], bulletin: Bulletin, *, rules: Rules | None = None
) -> tuple[Corrections, list[Span]]:
    """What the first annotation of ``task``, exported from Label Studio as JSON, says of ``bulletin``'s metrics.

    A metric whose span is still labelled so is accepted, one under another label edited in its kind, one no longer
    labelled rejected. A span that is no metric is added as one, read by ``rules`` (``Rules.default()`` without): value,
    unit and bound from the span, name and period from its sentence. What can't be read so is given back beside the
    corrections. Raises ``CorrectionError`` where the task is malformed, is of another text or nobody has annotated it.
    """
    try:
        _same_text(task["data"]["text"], bulletin)
        annotation = next(one for one in task["annotations"] if not one.get("was_cancelled"))
        labelled = list(_regions(annotation["result"], bulletin.text))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise CorrectionError(f"no task of Label Studio: {error}", name=bulletin.source.name) from error
    except StopIteration:
        raise CorrectionError("nobody has annotated the task", name=bulletin.source.name) from None
    return _compared(labelled, bulletin, rules)


def from_doccano(
    record: dict[str, Any], bulletin: Bulletin, *, rules: Rules | None = None
) -> tuple[Corrections, list[Span]]:
    """What a line of doccano's JSONL says of ``bulletin``'s metrics: as ``from_label_studio``.

    The labels are the triples of ``label``, or in a project with relations the objects of ``entities``.
    """
    try:
        _same_text(record["text"], bulletin)
        units = _Units(bulletin.text)
        labelled = [
            _Labelled(_checked(units.back(start), units.back(end), bulletin.text), label)
            for start, end, label in _triples(record)
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise CorrectionError(f"no record of doccano: {error}", name=bulletin.source.name) from error
    return _compared(labelled, bulletin, rules)


def _triples(record: dict[str, Any]) -> Iterable[Any]:
    if "entities" in record and "label" not in record:
        return [(one["start_offset"], one["end_offset"], one["label"]) for one in record["entities"]]
    triples: Iterable[Any] = record["label"]
    return triples


def _same_text(text: object, bulletin: Bulletin) -> None:
    if text != bulletin.text:
        raise CorrectionError("the labels are of another text", name=bulletin.source.name)


def _regions(result: Iterable[dict[str, Any]], text: str) -> Iterator[_Labelled]:
    for region in result:
        if region["type"] == "labels":
            value = region["value"]
            span = _checked(value["start"], value["end"], text)
            # A line end is written as two characters, a backslash and an n.
            told = value["text"].replace("\\n", "")
            if "".join(text[span.slice].split()) != "".join(told.split()):
                raise ValueError(f"{value['text']!r} does not stand at {span.start}-{span.end}")
            yield _Labelled(span, value["labels"][0])


def _checked(start: object, end: object, text: str) -> Span:
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ValueError(f"no span of the text: {start}-{end}")
    return Span(start, end)


class _Units:
    """Offsets in characters as offsets in UTF-16 units, and back."""

    def __init__(self, text: str) -> None:
        self._wide = [i for i, character in enumerate(text) if character > "\uffff"] if not text.isascii() else []
        self._places = [i + n for n, i in enumerate(self._wide)]

    def of(self, offset: int) -> int:
        """The offset in UTF-16 units of the character at ``offset``."""
        return offset + bisect_left(self._wide, offset)

    def back(self, units: object) -> int | None:
        """The offset in characters of what stands ``units`` UTF-16 units on; ``None`` within a character."""
        if type(units) is not int:
            return None
        before = bisect_left(self._places, units)
        inside = before > 0 and self._places[before - 1] == units - 1
        return None if inside else units - before


def _compared(labelled: list[_Labelled], bulletin: Bulletin, rules: Rules | None) -> tuple[Corrections, list[Span]]:
    labels: dict[Span, str] = {}
    for one in labelled:
        if labels.setdefault(one.span, one.label) != one.label:
            raise CorrectionError("one span has two labels", name=bulletin.source.name, place=str(one.span.start))
    metrics = {metric.span: metric for metric in bulletin.find()}
    corrections = [_correction(metric, labels.get(span)) for span, metric in metrics.items()]
    unread = []
    for span in sorted(span for span in labels if span not in metrics):
        fields = read_span(bulletin, span, labels[span], rules or Rules.default())
        if fields is None:
            unread.append(span)
        else:
            text = bulletin.text[span.slice]
            corrections.append({"action": "add", "span": asdict(span), "text": text, "fields": fields})
    source = {"name": bulletin.source.name, "sha256": bulletin.source.sha256, "corrections": corrections}
    document = {"format": "pjrd-corrections", "version": 1, "bulletins": [source]}
    found = Corrections.parse(json.dumps(document), name=bulletin.source.name)
    return found, unread


def _correction(metric: Metric, label: str | None) -> dict[str, Any]:
    one: dict[str, Any] = {
        "action": "reject" if label is None else "accept" if label == metric.kind else "edit",
        "span": {"start": metric.span.start, "end": metric.span.end},
        "text": metric.text,
        "was": {"name": metric.name} if metric.name else None,
    }
    return {**one, "fields": {"kind": label}} if one["action"] == "edit" else one
