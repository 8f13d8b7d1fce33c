"""Scores of a network on dev sheets, with gold triggers and mentions: for training runs, not for claims of quality."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from data import Sheet
from network import Network, Window, buckets, choices, latent_scores, pair_logits, windows

from communique.model.labels import IGNORE, PLV_TYPES
from communique.model.windows import Pieces


def f1(hits: int, said: int, gold: int) -> float:
    """F1 of counts."""
    return round(2 * hits / (said + gold), 4) if said + gold else 0.0


def dev_scores(net: Network, pieces: Pieces, sets: dict[str, Sequence[Sheet]]) -> dict[str, Any]:
    """Scores by set."""
    net.eval()
    makers = {"own": own, "polnear": tagged, "uw": facts, "plv": latent, "pair": marked, "tdg": times}
    with torch.no_grad():
        return {name: makers[name](net, pieces, sheets) for name, sheets in sets.items() if sheets}


def each(net: Network, pieces: Pieces, sheets: Sequence[Sheet]):
    """Windows and their states."""
    every = [w for s in sheets for w in windows(s, pieces)]
    for k in range(0, len(every), 8):
        yield from zip(every[k : k + 8], net.states(every[k : k + 8], pieces), strict=True)


def own(net: Network, pieces: Pieces, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Triggers (with and without type), status, parties, times."""
    c: dict[str, int] = defaultdict(int)
    for w, h in each(net, pieces, sheets):
        at = w.core - w.first
        for name in ("trigger", "status", "mode"):
            gold = np.array(w.sheet.tags[name][w.core : w.last])
            said = net.heads[name](h[at:]).argmax(-1).numpy()
            if name == "trigger":
                said, gold = said[gold != IGNORE], gold[gold != IGNORE]
                c["said"] += int((said > 0).sum())
                c["gold"] += int((gold > 0).sum())
                c["hit"] += int(((said > 0) & (gold > 0)).sum())
                c["typed"] += int(((said > 0) & (gold == said)).sum())
            else:
                known = gold != IGNORE
                key = {"status": ("status", "statuses"), "mode": ("mode", "modes")}[name]
                c[key[0]] += int((gold == said)[known].sum())
                c[key[1]] += int(known.sum())
        roles_of(net, w, h, c)
        mentions_of(net, w, h, c)
    return {
        "country": round(c.get("country", 0) / max(1, c.get("countries", 0)), 4),
        "same": round(c.get("same", 0) / max(1, c.get("sames", 0)), 4),
        "trigger": f1(c["hit"], c["said"], c["gold"]),
        "typed": f1(c["typed"], c["said"], c["gold"]),
        "status": round(c["status"] / max(1, c["statuses"]), 4),
        "mode": round(c["mode"] / max(1, c["modes"]), 4),
        "actor": f1(c["actor_hit"], c["actor_said"], c["actor_gold"]),
        "recipient": f1(c["recipient_hit"], c["recipient_said"], c["recipient_gold"]),
        "time": round(c["time"] / max(1, c["time_all"]), 4),
        "time_dated": round(c["timed"] / max(1, c["timed_all"]), 4),
    }


def roles_of(net: Network, w: Window, h: torch.Tensor, c: dict[str, int]) -> None:
    """Counts of roles at gold triggers."""
    claims = [(at, roles) for at, roles in w.sheet.claims if w.core <= at < w.last]
    mentions = [(m, a) for m, a in w.sheet.mentions if w.first <= m < w.last]
    if not claims or not mentions:
        return
    triggers, heads = [at for at, _ in claims], [m for m, _ in mentions]
    here, there = h[torch.tensor(triggers) - w.first], h[torch.tensor(heads) - w.first]
    names = dict(mentions)
    for role in ("actor", "recipient"):
        logits = net.roles[role](here, there, buckets(triggers, heads)).numpy()
        for k, (_, roles) in enumerate(claims):
            said = {names[m] or f"?{m}" for m, x in zip(heads, logits[k], strict=True) if x > 0}
            gold = set(roles[f"{role}_ids"])
            c[f"{role}_hit"] += len(said & gold)
            c[f"{role}_said"] += len(said)
            c[f"{role}_gold"] += len(gold)
    dated(net, w, h, claims, here, c)


def mentions_of(net: Network, w: Window, h: torch.Tensor, c: dict[str, int]) -> None:
    """Counts of countries and antecedents of gold mentions."""
    mine = [k for k in w.sheet.known if w.core <= k[0] < w.last]
    if not mine:
        return
    heads = [m for m, _, _ in mine]
    anchors = [(a, x) for a, x in w.sheet.anchors if w.first <= a < w.last]
    best = choices(net, "country", w, h, heads, [a for a, _ in anchors]).argmax(1).tolist()
    for (_, _, country), k in zip(mine, best, strict=True):
        c["country"] = c.get("country", 0) + ((anchors[k - 1][1] if k else None) == country)
        c["countries"] = c.get("countries", 0) + 1
    others = [(m, a) for m, a, _ in w.sheet.known if w.first <= m < w.last]
    scores = choices(net, "same", w, h, heads, [m for m, _ in others])
    for (m, actor, _), row in zip(mine, scores, strict=True):
        possible = [True, *(o < m for o, _ in others)]
        k = int(row.masked_fill(~torch.tensor(possible), -1e4).argmax())
        gold = any(a == actor and o < m for o, a in others)
        c["same"] = c.get("same", 0) + ((others[k - 1][1] == actor) if k else not gold)
        c["sames"] = c.get("sames", 0) + 1


def dated(
    net: Network, w: Window, h: torch.Tensor, claims: Sequence[Any], here: torch.Tensor, c: dict[str, int]
) -> None:
    """Counts of times at gold events."""
    times_ = [t for t in w.sheet.times if w.first <= t < w.last]
    if not times_:
        return
    triggers = [at for at, _ in claims]
    scores = choices(net, "time", w, h, triggers, times_)
    for k, (_, roles) in enumerate(claims):
        gold = times_.index(roles["time"]) + 1 if roles["time"] in times_ else 0
        right = int(scores[k].argmax()) == gold
        c["time"] += right
        c["time_all"] += 1
        c["timed"] += right and gold > 0
        c["timed_all"] += gold > 0


def times(net: Network, pieces: Pieces, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """TDG: the share of events with the right expression, or none."""
    c = dict.fromkeys(("time", "time_all", "timed", "timed_all"), 0)
    for w, h in each(net, pieces, sheets):
        claims = [(at, roles) for at, roles in w.sheet.claims if w.core <= at < w.last]
        if claims:
            dated(net, w, h, claims, h[torch.tensor([at for at, _ in claims]) - w.first], c)
    return {"time": round(c["time"] / max(1, c["time_all"]), 4), "dated": round(c["timed"] / max(1, c["timed_all"]), 4)}


def spans(tags: Sequence[int]) -> set[tuple[int, int]]:
    """Spans of BIO tags."""
    found, start = set(), None
    for i, tag in enumerate([*tags, 0]):
        if start is not None and tag != 2:
            found.add((start, i))
            start = None
        if tag == 1 or (tag == 2 and start is None):
            start = i
    return found


def tagged(net: Network, pieces: Pieces, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Exact and token F1 of PolNeAR's layers, by word, without Viterbi."""
    c: dict[str, int] = {}
    for w, h in each(net, pieces, sheets):
        for head in ("wide_source", "wide_cue", "wide_content"):
            gold = w.sheet.tags[head][w.core : w.last]
            said = net.heads[head](h[w.core - w.first :]).argmax(-1).tolist()
            g, p = spans(gold), spans(said)
            both = {"exact": (len(g & p), len(p), len(g))}
            both["token"] = (
                sum(a > 0 and b > 0 for a, b in zip(gold, said, strict=True)),
                sum(x > 0 for x in said),
                sum(x > 0 for x in gold),
            )
            for kind, counts in both.items():
                for key, value in zip(("hit", "said", "gold"), counts, strict=True):
                    for where in (head, "all"):
                        c[f"{kind} {where} {key}"] = c.get(f"{kind} {where} {key}", 0) + value
    return {
        f"{k} {r}": f1(*(c[f"{k} {r} {x}"] for x in ("hit", "said", "gold")))
        for k in ("exact", "token")
        for r in ("all", "wide_source", "wide_cue", "wide_content")
    }


def facts(net: Network, pieces: Pieces, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Pearson r and mean absolute error."""
    gold, said = [], []
    for w, h in each(net, pieces, sheets):
        for i, value in w.sheet.facts.items():
            if w.core <= i < w.last:
                gold.append(value)
                said.append(float(net.fact(h[i - w.first]).clamp(-3, 3)))
    return {
        "r": round(float(np.corrcoef(gold, said)[0, 1]), 4),
        "mae": round(float(np.abs(np.array(gold) - said).mean()), 4),
    }


def macro(gold: Sequence[int], said: Sequence[int]) -> dict[str, Any]:
    """Accuracy and macro-F1."""
    g, s = np.array(gold), np.array(said)
    each_ = [
        2 * ((g == k) & (s == k)).sum() / ((g == k).sum() + (s == k).sum())
        for k in range(len(PLV_TYPES))
        if (g == k).any()
    ]
    return {"n": len(g), "accuracy": round(float((g == s).mean()), 4), "macro": round(float(np.mean(each_)), 4)}


def latent(net: Network, pieces: Pieces, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Types of unmarked pairs, the pair given."""
    gold, said = [], []
    for w, h in each(net, pieces, sheets):
        for s, t, label in w.sheet.pairs:
            gold.append(label)
            said.append(int(latent_scores(net, h, s, t).argmax()))
    return macro(gold, said)


def marked(net: Network, pieces: Pieces, sheets: Sequence[Sheet]) -> dict[str, Any]:
    """Types of marked pairs."""
    gold, said = [], []
    for w, h in each(net, pieces, sheets):
        gold.append(w.sheet.label)
        said.append(int(pair_logits(net, w, h).argmax()))
    return macro(gold, said)
