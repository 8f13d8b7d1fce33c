"""The network: one encoder and the heads of ``communique.model.labels`` over its states. Windows in, losses out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from data import MODES, Sheet
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import AutoModel

from communique.model.labels import BUCKETS, CHOOSING, HEADS, IGNORE, PLV_TYPES, RANK, ROLES
from communique.model.windows import Pieces
from communique.model.windows import windows as cuts

LIKELY = 0.8  # probability of no trigger below which a teacher's word on status and mode is listened to


@dataclass
class Window:
    """Words ``[first, last)`` of a sheet; its labels count from ``core`` on."""

    sheet: Sheet
    first: int
    core: int
    last: int
    pieces: list[tuple[int, ...]]

    def __len__(self) -> int:
        return sum(map(len, self.pieces)) + 2


def load_pieces(folder: Path) -> Pieces:
    """The encoder's tokenizer."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Pieces(tokenizer)


def windows(sheet: Sheet, pieces: Pieces) -> list[Window]:
    """The windows of a sheet, cut as at run time."""
    ids = [pieces(w) for w in sheet.words]
    cut = cuts([len(p) for p in ids], sheet.sentences)
    return [Window(sheet, w.first, w.core, w.last, ids[w.first : w.last]) for w in cut]


class Network(nn.Module):
    """Encoder and heads."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            str(folder),
            attn_implementation="eager",
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.1,
            add_pooling_layer=False,
        )
        size = self.encoder.config.hidden_size
        self.heads = nn.ModuleDict({name: nn.Linear(size, n) for name, n in {**HEADS, "mode": len(MODES)}.items()})
        self.fact = nn.Linear(size, 1)
        self.plv = nn.Linear(size, len(PLV_TYPES))
        self.roles = nn.ModuleDict({role: Role(size) for role in ROLES})
        self.none = nn.ModuleDict({role: nn.Linear(size, 1) for role in CHOOSING})
        self.pair = nn.Sequential(nn.Linear(3 * size, 256), nn.GELU(), nn.Linear(256, len(PLV_TYPES)))
        self.drop = nn.Dropout(0.1)

    def states(self, batch: Sequence[Window], pieces: Pieces) -> list[Tensor]:
        """For each window, the states of its words' first pieces: [words, size]."""
        longest = max(len(w) for w in batch)
        ids = torch.full((len(batch), longest), 0)
        mask = torch.zeros((len(batch), longest), dtype=torch.long)
        firsts = []
        for k, w in enumerate(batch):
            row = [pieces.opening, *(i for p in w.pieces for i in p), pieces.closing]
            ids[k, : len(row)] = torch.tensor(row)
            mask[k, : len(row)] = 1
            firsts.append(np.cumsum([1, *(len(p) for p in w.pieces[:-1])]))
        with torch.autocast("cpu", torch.bfloat16):
            hidden = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        hidden = hidden.float()
        return [hidden[k, torch.tensor(first)] for k, first in enumerate(firsts)]


class Role(nn.Module):
    """How well a candidate fills a trigger's role: a bilinear form, a small perceptron, and where it stands."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.query, self.key = nn.Linear(size, RANK), nn.Linear(size, RANK)
        self.left, self.right = nn.Linear(size, RANK), nn.Linear(size, RANK, bias=False)
        self.where = nn.Embedding(len(BUCKETS) + 1, RANK)
        self.out = nn.Linear(RANK, 1)

    def forward(self, triggers: Tensor, candidates: Tensor, buckets: Tensor) -> Tensor:
        """[t, size], [c, size], [t, c] → [t, c] logits."""
        bilinear = self.query(triggers) @ self.key(candidates).T / math.sqrt(RANK)
        mixed = self.left(triggers)[:, None] + self.right(candidates)[None] + self.where(buckets)
        return bilinear + self.out(torch.relu(mixed)).squeeze(-1)


def buckets(triggers: Sequence[int], candidates: Sequence[int]) -> Tensor:
    """Which of ``BUCKETS`` the distance of each pair falls in."""
    away = np.asarray(candidates)[None] - np.asarray(triggers)[:, None]
    return torch.tensor(np.searchsorted(np.asarray(BUCKETS), away, side="right"))


def tag_loss(net: Network, w: Window, h: Tensor, weights: dict[str, Tensor]) -> Tensor:
    """Cross-entropies of the heads this sheet speaks of, on the words of the core."""
    total = h.new_zeros(())
    at = w.core - w.first
    for head, tags in w.sheet.tags.items():
        labels = torch.tensor(tags[w.core : w.last])
        known = labels != IGNORE
        if known.any():
            logits = net.heads[head](h[at:])[known]
            total = total + weights.get(head, 1.0) * F.cross_entropy(logits, labels[known], reduction="sum")
    for head, taught in w.sheet.soft.items():
        wanted = F.softmax(torch.tensor(taught[w.core : w.last], dtype=torch.float32), -1)
        likely = (
            F.softmax(torch.tensor(w.sheet.soft["trigger"][w.core : w.last], dtype=torch.float32), -1)[:, 0] < LIKELY
        )
        rows = torch.ones(len(wanted), dtype=torch.bool) if head == "trigger" else likely
        if rows.any():
            said = F.log_softmax(net.heads[head](h[at:][rows]), -1)
            total = total + weights.get(head, 1.0) * F.kl_div(said, wanted[rows], reduction="sum")
    return total


def role_loss(net: Network, w: Window, h: Tensor) -> Tensor:
    """Who does it to whom, and when, for the triggers of the core."""
    total = h.new_zeros(())
    claims = [(at, roles) for at, roles in w.sheet.claims if w.core <= at < w.last]
    if not claims:
        return total
    triggers = [at for at, _ in claims]
    here = h[torch.tensor(triggers) - w.first]
    mentions = [(m, a) for m, a in w.sheet.mentions if w.first <= m < w.last]
    if mentions and "actor" in claims[0][1]:
        heads = [m for m, _ in mentions]
        there = h[torch.tensor(heads) - w.first]
        for role in ("actor", "recipient"):
            labels, known = (
                np.zeros((len(claims), len(heads)), np.float32),
                np.ones((len(claims), len(heads)), np.float32),
            )
            for k, (_, roles) in enumerate(claims):
                for j, (m, actor) in enumerate(mentions):
                    if m in roles[role]:
                        labels[k, j] = 1
                    elif actor is not None and actor in roles[f"{role}_ids"]:
                        known[k, j] = 0
            logits = net.roles[role](here, there, buckets(triggers, heads))
            loss = F.binary_cross_entropy_with_logits(logits, torch.tensor(labels), reduction="none")
            total = total + (loss * torch.tensor(known)).sum()
    times = [t for t in w.sheet.times if w.first <= t < w.last]
    if times:
        scores = choices(net, "time", w, h, triggers, times)
        gold = [times.index(r["time"]) + 1 if r["time"] in times else 0 for _, r in claims]
        total = total + F.cross_entropy(scores, torch.tensor(gold), reduction="sum")
    return total


def choices(net: Network, role: str, w: Window, h: Tensor, heads: Sequence[int], candidates: Sequence[int]) -> Tensor:
    """[heads, 1 + candidates] logits of none and of each candidate."""
    here = h[torch.tensor(heads) - w.first]
    scores = net.none[role](here)
    if candidates:
        there = h[torch.tensor(candidates) - w.first]
        scores = torch.cat([scores, net.roles[role](here, there, buckets(heads, candidates))], 1)
    return scores


def mention_loss(net: Network, w: Window, h: Tensor) -> Tensor:
    """Of the core's mentions: which words tell the country, which earlier mention is of the same actor."""
    total = h.new_zeros(())
    mine = [k for k in w.sheet.known if w.core <= k[0] < w.last]
    if not mine:
        return total
    heads = [m for m, _, _ in mine]
    anchors = [(a, c) for a, c in w.sheet.anchors if w.first <= a < w.last]
    right = np.array(
        [[c is None or all(c != x for _, x in anchors), *(x == c for _, x in anchors)] for _, _, c in mine]
    )
    total = total + chosen(choices(net, "country", w, h, heads, [a for a, _ in anchors]), right)
    others = [(m, a) for m, a, _ in w.sheet.known if w.first <= m < w.last]
    same = np.array([[a == b and o < m for o, b in others] for m, a, _ in mine])
    right = np.concatenate([~same.any(1, keepdims=True), same], 1)
    possible = np.array([[True, *(o < m for o, _ in others)] for m in heads])
    return total + chosen(choices(net, "same", w, h, heads, [o for o, _ in others]), right, possible)


def chosen(scores: Tensor, right: np.ndarray, possible: np.ndarray | None = None) -> Tensor:
    """-log of the share of the right candidates among the possible ones, summed."""
    if possible is not None:
        scores = scores.masked_fill(~torch.tensor(possible), -1e4)
    shares = F.log_softmax(scores, -1)
    return -torch.logsumexp(shares.masked_fill(~torch.tensor(right.astype(bool)), -1e4), -1).sum()


def fact_loss(net: Network, w: Window, h: Tensor) -> Tensor:
    """Factuality of the core's target words."""
    at = [i for i in w.sheet.facts if w.core <= i < w.last]
    if not at:
        return h.new_zeros(())
    gold = torch.tensor([w.sheet.facts[i] for i in at])
    return F.smooth_l1_loss(net.fact(h[torch.tensor(at) - w.first]).squeeze(-1), gold, reduction="sum")


def latent_scores(net: Network, h: Tensor, sources: Sequence[int], targets: Sequence[int]) -> Tensor:
    """log P(class) of a pair whose trigger is unknown: each word's classes, weighed by how well it links the two."""
    n = len(h)
    s = net.roles["actor"](h, h[list(sources)], buckets(range(n), sources)).amax(1)
    t = net.roles["recipient"](h, h[list(targets)], buckets(range(n), targets)).amax(1)
    link = F.log_softmax(s + t, 0)
    return torch.logsumexp(link[:, None] + F.log_softmax(net.plv(h), -1), 0)


def latent_loss(net: Network, w: Window, h: Tensor) -> Tensor:
    """Types of pairs whose trigger is unknown."""
    total = h.new_zeros(())
    for sources, targets, label in w.sheet.pairs:
        s, t = [[i - w.first for i in side if w.first <= i < w.last] for side in (sources, targets)]
        if s and t:
            total = total - latent_scores(net, h, s, t)[label]
    return total


def pair_logits(net: Network, w: Window, h: Tensor) -> Tensor:
    """Classes of a marked sentence: mean state and the states of the two opening markers."""
    opening = [
        next((i for i, word in enumerate(w.sheet.words[w.first : w.last]) if word == mark), 0)
        for mark in ("[unused1]", "[unused3]")
    ]
    return net.pair(net.drop(torch.cat([h.mean(0), h[opening[0]], h[opening[1]]])))


def loss_of(net: Network, batch: Sequence[Window], pieces: Pieces, weights: dict[str, Any]) -> tuple[Tensor, int]:
    """Sum of the losses of a batch and the number of its core words."""
    total, words = torch.zeros(()), 0
    for w, raw in zip(batch, net.states(batch, pieces), strict=True):
        h = net.drop(raw)
        words += w.last - w.core
        total = total + tag_loss(net, w, h, weights) + weights.get("roles", 1.0) * role_loss(net, w, h)
        total = total + weights.get("known", 0.5) * mention_loss(net, w, h)
        total = (
            total
            + weights.get("fact", 1.0) * fact_loss(net, w, h)
            + weights.get("latent", 1.0) * latent_loss(net, w, h)
        )
        if w.sheet.label != IGNORE:
            logits = pair_logits(net, w, h)
            total = total + weights.get("pair", 1.0) * F.cross_entropy(logits[None], torch.tensor([w.sheet.label]))
    return total, words
