"""PLV by five folds and several seeds: the honest figure for weights whose shipped form has learnt from all of its train part.

    python training/folds.py --encoder MODEL_FOLDER --start RUN/network.pt --work FOLDER [--seeds 1,2,3] [--folds 0,1,2,3,4]

From weights that have seen no PLV (``--start``), each run learns our own corpus and four fifths of PLV as the last stage of
``make train`` does, is exported as the package's weights are, and predicts the remaining fifth: pairs by ``plover_pairs.py``,
sentences end to end by ``plover_sentences.py``. Folds go by the sentence's letters, so that no sentence is on both sides.
Printed: macro-F1 and accuracy of pairs by seed, mean and spread; found, clean and F1 end to end, with bootstrap intervals.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

from data import fold_of, lines

HERE = Path(__file__).resolve().parent
BENCHMARKS = HERE.parent / "benchmarks"
sys.path.insert(0, str(BENCHMARKS))
import plover_pairs  # noqa: E402 - found by the line above
import plover_sentences  # noqa: E402

TASKS = "own,plv,pair,own_pair"
EPOCHS = "own=2,plv=5,pair=5,own_pair=1"
Json = dict[str, Any]


def run(args: argparse.Namespace, fold: int, seed: int, rows: list[Json]) -> tuple[list[Json], list[Json]]:
    """Train, export and predict one fold, unless it was done before."""
    out = args.work / f"fold{fold}-seed{seed}"
    file = out / "rows.jsonl"
    if not (out / "pairs.jsonl").is_file():
        train = [sys.executable, str(HERE / "train.py"), "--encoder", str(args.encoder), "--start", str(args.start)]
        train += ["--out", str(out), "--tasks", TASKS, "--fold", str(fold), "--seed", str(seed)]
        train += ["--threads", "1", "--epochs", EPOCHS, "--batch", "512", "--shared", str(args.shared)]
        subprocess.run(train, check=True, stdout=subprocess.DEVNULL)
        export = [sys.executable, str(HERE / "export.py"), "--encoder", str(args.encoder), "--run", str(out)]
        subprocess.run([*export, "--out", str(out / "weights")], check=True, stdout=subprocess.DEVNULL)
        (out / "network.pt").unlink()
        file.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        for script, name in (("plover_sentences.py", "sentences.jsonl"), ("plover_pairs.py", "pairs.jsonl")):
            ask = [sys.executable, str(BENCHMARKS / script), str(file), "--out", str(out / name)]
            subprocess.run([*ask, "--weights", str(out / "weights")], check=True)
    return list(lines(out / "pairs.jsonl")), list(lines(out / "sentences.jsonl"))


def interval(rows: list[Json], found: list[Json], times: int = 1000) -> tuple[float, float]:
    """95 % bootstrap interval of the end-to-end F1 over rows."""
    rng, values = random.Random(1), []
    for _ in range(times):
        chosen = [rng.randrange(len(rows)) for _ in rows]
        values.append(plover_sentences.scores([rows[i] for i in chosen], [found[i] for i in chosen])["f1"])
    values.sort()
    return values[round(0.025 * times)], values[round(0.975 * times)]


def main() -> None:
    """All folds of all seeds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--folds", default="0,1,2,3,4")
    args = parser.parse_args()
    every = list(lines(args.shared / "event_pairs_plv" / "train.jsonl"))
    report: Json = {"pairs": {}, "sentences": {}}
    for seed in map(int, args.seeds.split(",")):
        gold: list[Json] = []
        pairs: list[Json] = []
        sentences: list[Json] = []
        for fold in map(int, args.folds.split(",")):
            rows = [r for r in every if fold_of(r["sentence"]) == fold]
            said, told = run(args, fold, seed, rows)
            gold, pairs, sentences = gold + rows, pairs + said, sentences + told
        scored = plover_pairs.scores([r["type"] for r in gold], [p["type"] for p in pairs])
        report["pairs"][seed] = scored
        low, high = interval(gold, sentences)
        report["sentences"][seed] = {**plover_sentences.scores(gold, sentences), "f1_low": low, "f1_high": high}
        print(seed, json.dumps(report["pairs"][seed]), json.dumps(report["sentences"][seed]), flush=True)
    macros = [s["macro_f1"] for s in report["pairs"].values()]
    spread = statistics.stdev(macros) if len(macros) > 1 else 0.0
    print(json.dumps({"macro_f1_mean": round(statistics.mean(macros), 4), "macro_f1_sd": round(spread, 4)}))


if __name__ == "__main__":
    main()
