from __future__ import annotations

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pjrd_extract.batch.partitions import fingerprint, partitions

NAMES = [f"{year}/{number}.md" for year in range(2000, 2020) for number in range(100)]


@given(st.sets(st.sampled_from(NAMES)), st.randoms())
def test_partitions_hold_all_inputs_in_order_whatever_order_they_come_in(ids: set[str], random: Random) -> None:
    mixed = list(ids)
    random.shuffle(mixed)
    found = partitions(mixed)
    assert [one for run in found for one in run] == sorted(ids)
    assert all(100 <= len(run) <= 400 for run in found[:-1])


def test_an_input_that_goes_changes_one_partition_and_seldom_more() -> None:
    before = partitions(NAMES)
    changed = Counter[int]()
    for gone in NAMES[::9]:
        after = partitions(name for name in NAMES if name != gone)
        changed[len([run for run in before if run not in after])] += 1
    assert changed[1] > 0.98 * changed.total()
    assert max(changed) < len(before) / 2


def test_the_fingerprint_tells_ids_hashes_and_makings_apart() -> None:
    rows = [("a.md", "0", "1"), ("a.md", "1", "1"), ("a.md", "0", "2"), ("a", ".md0", "1"), ("a\n", None, "1")]
    assert len({fingerprint([row]) for row in rows} | {fingerprint([])}) == len(rows) + 1
