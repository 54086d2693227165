"""The records of a bulletin against hand-made gold, field by field.

Gold that is null or missing is not asked for. Blanks never count in names and titles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from benchmarks.tally import Row, Tally

__all__ = ["StructureScore", "score_structure"]

Json = dict[str, Any]
Question = tuple[str, Any, Any]  # where, the gold, what was found: right when equal


@dataclass
class StructureScore:
    """How many fields are right, and which are not."""

    fields: Tally = field(default_factory=Tally)
    wrong: list[Row] = field(default_factory=list)


def score_structure(bulletin: Json, gold: Json) -> StructureScore:
    """Compares ``bulletin``, the JSON, with ``gold``.

    >>> found = {"reference_date": "2024-01-02", "masthead": {"issuer": "甲 县"}, "contents": [], "articles": []}
    >>> gold = {"reference_date": "2024-01-03", "masthead": {"issuer": "甲县"}, "articles": []}
    >>> score = score_structure(found, gold)
    >>> score.fields, str(score.wrong[0])
    (Tally(right=2, asked=3), "reference_date: gold '2024-01-03', found '2024-01-02'")
    """
    score = StructureScore()
    for where, wanted, found in _questions(bulletin, gold):
        if wanted is not None and not score.fields.add(wanted == found):
            score.wrong.append(Row(where, wanted, found))
    return score


def _questions(bulletin: Json, gold: Json) -> Iterator[Question]:
    yield "reference_date", gold.get("reference_date"), bulletin["reference_date"]
    for key, wanted in gold.get("masthead", {}).items():
        yield f"masthead {key}", _tight(wanted), _tight(bulletin["masthead"].get(key))
    yield "contents entries", gold.get("contents_entries"), len(bulletin.get("contents", ()))
    articles = bulletin["articles"]
    yield "articles", len(gold["articles"]), len(articles)
    for at, wanted in enumerate(gold["articles"]):
        found = articles[at] if at < len(articles) else {}
        yield f"article {at} kind", wanted["kind"], found.get("kind")
        title = _tight(wanted["title"])
        yield f"article {at} title", title, _one_of([title], found.get("title"), part=True)
    of_kind: dict[str, list[Json]] = {}
    for article in articles:
        of_kind.setdefault(article["kind"], []).append(article)
    yield from _meetings(_list(gold.get("meetings") or gold.get("meeting")), of_kind)
    yield from _duty_reports(gold.get("duty_reports", []), of_kind.get("duty_report", []))
    yield from _opinions(gold.get("evaluation_opinions", []), of_kind.get("evaluation_opinion", []))
    yield from _attendance(_list(gold.get("attendance")), of_kind.get("attendance", []), bulletin)
    yield from _appointments(gold.get("appointments", []), of_kind.get("appointments", []))


def _meetings(gold: Sequence[Json], of_kind: dict[str, list[Json]]) -> Iterator[Question]:
    meetings = of_kind.get("meeting", [])
    agendas = of_kind.get("agenda", [])
    for at, wanted in enumerate(gold):
        where = f"meeting {at}"
        found = meetings[at] if at < len(meetings) else {}
        for key in ("congress", "session", "date", "end_date", "present_count", "expected_count"):
            yield f"{where} {key}", wanted.get(key), found.get(key)
        bodies = [wanted.get("body"), *wanted.get("body_alt", [])]
        yield f"{where} body", _tight(wanted.get("body")), _one_of(bodies, found.get("body"))
        yield f"{where} chairs", sorted(_list(wanted.get("chair"))) or None, sorted(_names(found.get("chairs")))
        items = found.get("agenda") or (agendas[at]["items"] if at < len(agendas) else [])
        yield f"{where} agenda items", wanted.get("agenda_count"), len(items)
        for key, own in (("observers", "observers"), ("leaders", "present")):
            named = wanted.get(key) or None
            yield f"{where} {key}", named and sorted(named), sorted(set(named or ()) & set(_names(found.get(own))))


def _duty_reports(gold: Sequence[Json], reports: Sequence[Json]) -> Iterator[Question]:
    for at, wanted in enumerate(gold):
        found = reports[at] if at < len(reports) else {}
        where = f"duty report {wanted['person']}"
        person = found.get("person") or {}
        yield f"{where} person", _tight(wanted["person"]), _tight(person.get("name"))
        posts = [wanted.get("post"), *wanted.get("post_alt", [])]
        yield f"{where} post", _tight(wanted.get("post")), _one_of(posts, person.get("post"))
        yield f"{where} since", wanted.get("since"), found.get("since")
        yield f"{where} problems", wanted.get("problems_count"), len(found.get("problems", ()))
        yield f"{where} plans", wanted.get("plans_count"), len(found.get("plans", ()))


def _opinions(gold: Sequence[Json], opinions: Sequence[Json]) -> Iterator[Question]:
    for wanted in gold:
        where = f"opinion {wanted['person']}"
        people = wanted["person"].split("、")
        found: Json = next((one for one in opinions if people[0] in _names(one["people"])), {})
        yield f"{where} people", sorted(people), sorted(set(people) & set(_names(found.get("people"))))
        if len(people) == 1 and found:
            post = next(person["post"] for person in found["people"] if _tight(person["name"]) == people[0])
            posts = [wanted.get("post"), *wanted.get("post_alt", [])]
            yield f"{where} post", _tight(wanted.get("post")), _one_of(posts, post)
        yield f"{where} lead", _tight(wanted.get("lead")), _tight((found.get("lead") or {}).get("name"))
        yield f"{where} group", _tight(wanted.get("group")), _tight(found.get("group"))
        yield f"{where} verdict", wanted.get("verdict"), found.get("verdict")
        for key in ("satisfaction_percent", "truthfulness_percent"):
            yield f"{where} {key}", _number(wanted.get(key)), _number(found.get(key))
        for key, count in (wanted.get("ballots") or {}).items():
            yield f"{where} ballots {key}", count, (found.get("ballots") or {}).get(key)
        votes = [tuple(vote) for vote in wanted.get("votes") or ()] or None
        yield f"{where} votes", votes, [(vote["choice"], vote["count"]) for vote in found.get("votes", ())]
        for key in ("problems", "suggestions"):
            yield f"{where} {key}", wanted.get(f"{key}_count"), len(found.get(key, ()))


def _attendance(gold: Sequence[Json], lists: Sequence[Json], bulletin: Json) -> Iterator[Question]:
    flagged = {
        evidence["article"]
        for finding in bulletin.get("findings", ())
        if finding["code"] == "attendance-count"
        for evidence in finding["evidence"]
    }
    for at, wanted in enumerate(gold):
        found = lists[at] if at < len(lists) else {}
        for side in ("present", "absent"):
            yield f"attendance {at} {side} count", wanted.get(f"{side}_reported"), found.get(f"{side}_count")
            names = [_tight(name) for name in wanted.get(f"{side}_names") or ()] or None
            yield f"attendance {at} {side} names", names, _names(found.get(side))
        if found:
            yield f"attendance {at} consistent", wanted.get("consistent"), found["index"] not in flagged


def _appointments(gold: Sequence[Json], lists: Sequence[Json]) -> Iterator[Question]:
    found = {
        (_tight(one["person"]["name"]), one["action"], _tight(one["post"]))
        for article in lists
        for one in article["appointments"]
    }
    for one in gold:
        wanted = (_tight(one["person"]), one["action"], _tight(one["post"]))
        yield f"appointment of {one['person']}", wanted, wanted if wanted in found else None
    if gold:
        yield "number of appointments", len(gold), len(found)


def _tight(value: Any) -> str | None:
    return None if value is None else "".join(str(value).replace("*", "").replace("#", "").split())


def _one_of(wanted: Sequence[Any], found: Any, *, part: bool = False) -> str | None:
    """The first of ``wanted`` when ``found`` is any of them (or, with ``part``, holds it or is held by it)."""
    mine = _tight(found)
    options = [_tight(one) for one in wanted]
    if not mine:
        return None
    right = any(one is not None and (mine == one or (part and (mine in one or one in mine))) for one in options)
    return options[0] if right else mine


def _names(people: Sequence[Json] | None) -> list[str]:
    return [_tight(person["name"]) or "" for person in people or ()]


def _number(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
