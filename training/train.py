"""Fine-tune the shared encoder on our corpus and the public ones. Read ``TRAINING.md`` first; ``make train`` runs this.

    python training/train.py --encoder MODEL_FOLDER --out RUN_FOLDER [--own 1] [--part 0.25] [--tasks own,polnear,…]

From top to bottom: the data (``data.py``), the windows and losses (``network.py``), the schedule, the loop with
checkpoints, the scores on the dev parts. ``export.py`` makes the weights of the package from RUN_FOLDER.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
from data import (
    Parser,
    cached,
    fold_of,
    news,
    own,
    own_key,
    own_marked,
    plv,
    plv_marked,
    polnear,
    relocar,
    squeezed,
    tdg,
    uw,
)
from data import lines as records
from network import Network, Window, load_pieces, loss_of, windows
from scores import dev_scores

from communique.model.windows import Pieces

HERE = Path(__file__).resolve().parent
SPLIT = json.loads((HERE / "corpus" / "split.json").read_text(encoding="utf-8"))
# task → epochs, weight of its losses
EPOCHS = {
    "own": 12.0,
    "polnear": 2.5,
    "uw": 2.0,
    "plv": 6.0,
    "pair": 6.0,
    "own_pair": 4.0,
    "tdg": 2.0,
    "relocar": 2.0,
    "news": 2.0,
}
WEIGHTS = {"fact": 1.0, "roles": 1.0, "latent": 2.0, "pair": 4.0, "mention": 0.5, "mode": 0.5}
SOFT = ("trigger", "status", "content", "mode")  # heads that a teacher teaches
BATCH = 2048  # wordpieces


def main() -> None:
    """Train one network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--cache", type=Path, default=HERE.parent / "build" / "sheets")
    parser.add_argument("--own", type=int, default=0, help="1: our own corpus alone")
    parser.add_argument("--part", type=float, default=1.0, help="share of our own corpus (learning curve)")
    parser.add_argument("--tasks", help="comma-joined, else all")
    parser.add_argument("--scale", type=float, default=1.0, help="of all epochs")
    parser.add_argument("--epochs", default="", help="own=2,plv=5: instead of the table's")
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--batch", type=int, default=BATCH, help="wordpieces")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--teach", action="store_true", help="a teacher: read the news, write news.pickle")
    parser.add_argument("--lessons", type=Path, help="news as a teacher reads it: news.pickle")
    parser.add_argument("--start", type=Path, help="a network.pt to go on from (stage 2)")
    parser.add_argument("--fold", type=int, help="leave this fifth of PLV out")
    parser.add_argument("--with-dev", action="store_true", help="learn from the dev batches too (the shipped weights)")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)

    args.lengths = {**EPOCHS, **{k: float(v) for k, v in (part.split("=") for part in args.epochs.split(",") if part)}}
    tasks = args.tasks.split(",") if args.tasks else [t for t in EPOCHS if t != "news" or args.lessons]
    if args.own:
        tasks = [t for t in tasks if t.startswith("own")]
    sheets = corpora(args, tasks)
    pieces = load_pieces(args.encoder)
    net = Network(args.encoder)
    if args.start:
        net.load_state_dict(torch.load(args.start), strict=False)
    batches = schedule(sheets, pieces, args)
    print(f"{len(batches)} batches, {sum(len(w) for _, b in batches for w in b)} wordpieces", file=sys.stderr)
    train(net, pieces, batches, args)
    torch.save(net.state_dict(), args.out / "network.pt")
    scored = dev_scores(net, pieces, sheets["dev"])
    (args.out / "scores.json").write_text(json.dumps(scored, indent=1))
    print(json.dumps(scored))
    if args.teach:
        with (args.out / "news.pickle").open("wb") as file:
            pickle.dump(taught(net, pieces, cached("news", "2", args.cache, lambda: news(Parser(), args.shared))), file)


def taught(net: Network, pieces: Pieces, sheets: list) -> list:
    """The news with what a teacher says: soft labels of its words, and for likely triggers who, to whom and when."""
    from network import buckets, choices
    from scores import each

    net.eval()
    soft = {s.name: {h: np.zeros((len(s.words), net.heads[h].out_features), np.float16) for h in SOFT} for s in sheets}
    for s in sheets:
        s.soft = soft[s.name]
    with torch.no_grad():
        for w, h in each(net, pieces, sheets):
            core = h[w.core - w.first :]
            for head in SOFT:
                w.sheet.soft[head][w.core : w.last] = net.heads[head](core).half().numpy()
            chances = 1 - torch.softmax(net.heads["trigger"](core), -1)[:, 0]
            triggers = [w.core + i for i, p in enumerate(chances.tolist()) if p > 0.4]
            mentions = [m for m, _ in w.sheet.mentions if w.first <= m < w.last]
            times = [t for t in w.sheet.times if w.first <= t < w.last]
            if not triggers or not mentions:
                continue
            here, there = h[torch.tensor(triggers) - w.first], h[torch.tensor(mentions) - w.first]
            said = {
                r: torch.sigmoid(net.roles[r](here, there, buckets(triggers, mentions))) for r in ("actor", "recipient")
            }
            dated = choices(net, "time", w, h, triggers, times).argmax(1).tolist()
            for k, at in enumerate(triggers):
                roles = {"time": times[dated[k] - 1] if dated[k] else None}
                for role, shares in said.items():
                    roles[role] = [m for m, p in zip(mentions, shares[k].tolist(), strict=True) if p > 0.5]
                    roles[f"{role}_ids"] = [
                        f"m{m}" for m, p in zip(mentions, shares[k].tolist(), strict=True) if 0.15 < p <= 0.5
                    ]
                w.sheet.claims.append((at, roles))
    return sheets


def corpora(args: argparse.Namespace, tasks: list[str]) -> dict[str, list]:
    """Sheets by task, and under ``dev`` what is scored."""
    parser, share = None, args.shared

    def lazily() -> Parser:
        nonlocal parser
        parser = parser or Parser()
        return parser

    dev = SPLIT["dev"]
    learnt = sorted(p.name for p in (HERE / "corpus").glob("batch-*") if p.name not in {*SPLIT["test"], *dev})
    found: dict[str, list] = {}
    found["own"] = cached("own", own_key(learnt), args.cache, lambda: own(lazily(), learnt))
    own_dev = cached("own-dev", own_key(dev), args.cache, lambda: own(lazily(), dev))
    if args.with_dev:
        found["own"] = [*found["own"], *own_dev]
    if args.part < 1:
        order = sorted(found["own"], key=lambda s: s.name[4:])
        found["own"] = random.Random(7).sample(order, round(args.part * len(order)))
    found["own_pair"] = list(own_marked(found["own"]))
    found["dev"] = {"own": own_dev}
    if "polnear" in tasks:
        folder = share / "attribution_polnear"
        found["polnear"] = cached("polnear", "1", args.cache, lambda: polnear(lazily(), folder / "train.jsonl"))
        found["dev"]["polnear"] = cached(
            "polnear-dev", "1", args.cache, lambda: polnear(lazily(), folder / "dev.jsonl")
        )
    if "uw" in tasks:
        folder = share / "factuality" / "uw"
        found["uw"] = list(uw(folder / "train.jsonl", judged_sentences(lazily, args)))
        found["dev"]["uw"] = list(uw(folder / "dev.jsonl", set()))
    if {"plv", "pair"} & set(tasks):
        rows = list(records(share / "event_pairs_plv" / "train.jsonl"))
        free = [
            cached("plv", "1", args.cache, lambda: plv(lazily(), rows)),
            cached("plvm", "1", args.cache, lambda: plv_marked(lazily(), rows)),
        ]
        out = np.array([fold_of(r["sentence"]) == args.fold for r in rows])
        found["plv"], found["pair"] = ([s for s, o in zip(side, out, strict=True) if not o] for side in free)
        found["dev"]["plv"], found["dev"]["pair"] = ([s for s, o in zip(side, out, strict=True) if o] for side in free)
    if "tdg" in tasks:
        found["tdg"] = list(tdg(share / "event_time_tdg" / "train.jsonl"))
        found["dev"]["tdg"] = list(tdg(share / "event_time_tdg" / "dev.jsonl"))
    if "news" in tasks:
        with args.lessons.open("rb") as file:
            found["news"] = pickle.load(file)
    if "relocar" in tasks:
        found["relocar"] = cached(
            "relocar", "1", args.cache, lambda: relocar(lazily(), share / "metonymy_relocar" / "train.jsonl")
        )
    return {name: found[name] for name in (*tasks, "dev") if name in found}


def judged_sentences(lazily, args: argparse.Namespace) -> set[str]:
    """The sentences of the real articles that are scored, squeezed: UW shares texts with them."""
    from data import judged_texts

    ids, found = judged_texts(), set()
    for part in ("train", "dev"):
        for record in records(args.shared / "timex_tempeval3" / f"{part}.jsonl"):
            if record["doc_id"] in ids:
                syntax = lazily().plain(record["text"]).syntax
                found |= {squeezed(record["text"][s.start : s.end]) for s in syntax.sentences}
    return found


def schedule(sheets: dict[str, list], pieces: Pieces, args: argparse.Namespace) -> list[tuple[str, list[Window]]]:
    """All batches of all epochs, shuffled together; a batch is of one task and of like lengths."""
    rng = random.Random(args.seed)
    found: list[tuple[str, list[Window]]] = []
    for task, some in sheets.items():
        if task == "dev":
            continue
        every = [w for s in some for w in windows(s, pieces)]
        want = round(args.lengths[task] * args.scale * len(every))
        chosen: list[Window] = []
        while len(chosen) < want:
            chosen += rng.sample(every, min(len(every), want - len(chosen)))
        keyed = sorted(chosen, key=lambda w: (len(w) // 32, rng.random()))
        batch: list[Window] = []
        for w in keyed:
            if batch and (len(batch) + 1) * max(len(w), *(len(x) for x in batch)) > args.batch:
                found.append((task, batch))
                batch = []
            batch.append(w)
        found.append((task, batch))
    rng.shuffle(found)
    return found


def train(net: Network, pieces: Pieces, batches: list[tuple[str, list[Window]]], args: argparse.Namespace) -> None:
    """The loop: AdamW, warm-up and linear decay, a checkpoint every 400 batches, resumed where one is."""
    body = [p for n, p in net.named_parameters() if n.startswith("encoder")]
    rest = [p for n, p in net.named_parameters() if not n.startswith("encoder")]
    steps = len(batches)
    optimiser = torch.optim.AdamW([{"params": body, "lr": args.rate}, {"params": rest, "lr": 1e-3}], weight_decay=0.01)
    warm = max(1, round(0.06 * steps))
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda k: min(1.0, (k + 1) / warm, (steps - k) / max(1, steps - warm))
    )
    start, kept = 0, args.out / "checkpoint.pt"
    if kept.is_file():
        state = torch.load(kept, weights_only=False)
        net.load_state_dict(state["net"])
        optimiser.load_state_dict(state["optimiser"])
        pace.load_state_dict(state["pace"])
        start = state["step"]
    net.train()
    began, seen, running = time.time(), 0, {}
    for step in range(start, steps):
        task, batch = batches[step]
        loss, words = loss_of(net, batch, pieces, WEIGHTS)
        scale = words if task in ("own", "polnear", "news") else 8 * len(batch)
        (loss / scale).backward()
        nn_clip(net)
        optimiser.step()
        pace.step()
        optimiser.zero_grad(set_to_none=True)
        seen += sum(len(w) for w in batch)
        running[task] = 0.95 * running.get(task, loss.item() / scale) + 0.05 * loss.item() / scale
        if step % 50 == 49:
            shown = " ".join(f"{k} {v:.3f}" for k, v in sorted(running.items()))
            print(
                f"{step + 1}/{steps} {seen / (time.time() - began):.0f} pieces/s {shown}", file=sys.stderr, flush=True
            )
        if step % 400 == 399:
            state = {
                "net": net.state_dict(),
                "optimiser": optimiser.state_dict(),
                "pace": pace.state_dict(),
                "step": step + 1,
            }
            torch.save(state, kept)
    kept.unlink(missing_ok=True)


def nn_clip(net: Network) -> None:
    """Gradients of norm 1 at most."""
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)


if __name__ == "__main__":
    main()
