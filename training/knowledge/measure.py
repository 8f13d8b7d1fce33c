"""Print load time, memory and the size of each table, and the gaps of the main offices.

python training/knowledge/measure.py [--gaps ISO3,ISO3 --from 2010]
"""

from __future__ import annotations

import argparse
import time
import tracemalloc
from datetime import date, timedelta

from communique.knowledge import Knowledge, Standing, load_knowledge

ROLES = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")


def gaps(base: Knowledge, actor: str, role: str, start: date) -> list[str]:
    """Spans of days (sampled every ten) on which nobody is likely in the office."""
    day, found, opened = start, [], ""
    while day < date(2026, 10, 1):
        held = any(t.standing >= Standing.LIKELY for t in base.holders_of(actor, role, day))
        if not held and not opened:
            opened = day.isoformat()
        if held and opened:
            found.append(f"{opened}..{day}")
            opened = ""
        day += timedelta(days=10)
    return found + ([f"{opened}.."] if opened else [])


def main() -> None:
    """Measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--gaps", default="")
    options.add_argument("--from", dest="start", default="2010-01-01")
    chosen = options.parse_args()
    times = []
    for _ in range(5):
        begun = time.process_time()
        base = load_knowledge()
        times.append(time.process_time() - begun)
    tracemalloc.start()
    kept = load_knowledge()
    memory = tracemalloc.get_traced_memory()
    print(f"load {min(times):.3f} s of CPU (best of 5), kept {memory[0] / 1e6:.1f} MB, peak {memory[1] / 1e6:.1f} MB")
    for name in (
        "states",
        "former_states",
        "regions",
        "metonyms",
        "organisations",
        "groups",
        "organs",
        "media",
        "roles",
        "offices",
        "persons",
        "holdings",
    ):
        print(f"{name:15} {len(getattr(kept, name)):6}")
    print(f"{'phrases':15} {sum(1 for _ in kept.phrases()):6}")
    for actor in chosen.gaps.split(",") if chosen.gaps else []:
        for role in ROLES:
            found = gaps(base, actor, role, date.fromisoformat(chosen.start))
            if found:
                print(actor, role, *found)


if __name__ == "__main__":
    main()
