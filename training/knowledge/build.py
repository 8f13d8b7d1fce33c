"""Make the tables of ``communique.knowledge`` from their sources. Deterministic: same sources, same bytes.

    python training/knowledge/build.py [--actors /work/shared/data/actors] [--out src/communique/knowledge]

Sources: the fact files of ``--actors`` (countries.jsonl: mledoze/countries, ODbL; factbook_*: CIA World Factbook,
public domain; country_codes.csv; officeholders.csv, metonyms.csv, media.csv, groups.csv: collected facts with their
own source column) and the hand-written tables beside this script (from knowledge; confidence ``memory``).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parents[1] / "src"))

from actor_tables import groups, mark_shared, media, metonyms, organisations, organs, regions, roles  # noqa: E402
from people_tables import people  # noqa: E402
from state_tables import former_states, states  # noqa: E402
from writing import Sources, write  # noqa: E402


def main() -> None:
    """Build every table and write the doubtful rows beside this script."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--actors", type=Path, default=Path("/work/shared/data/actors"))
    options.add_argument("--out", type=Path, default=HERE.parents[1] / "src" / "communique" / "knowledge")
    options.add_argument("--doubtful", type=Path, default=HERE / "doubtful.csv")
    chosen = options.parse_args()
    sources = Sources(chosen.actors, HERE)
    tables = {
        "states": states(sources),
        "former_states": former_states(sources),
        "regions": regions(sources),
        "organisations": organisations(sources),
        "organs": organs(sources),
        "media": media(sources),
        "roles": roles(sources),
    }
    tables["groups"] = groups(sources, tables["organisations"], tables["organs"])
    tables["metonyms"] = metonyms(sources, tables)
    tables |= people(sources, tables)
    mark_shared(sources, tables)
    for name, rows in tables.items():
        write(chosen.out / f"{name}.csv", rows)
        print(f"{name:15} {len(rows):6}")
    write(chosen.doubtful, sources.doubtful)
    print(f"{'doubtful':15} {len(sources.doubtful):6}")


if __name__ == "__main__":
    main()
