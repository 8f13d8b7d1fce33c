"""What reading costs: words per second and peak memory of every step, cold start, and cost against length.

    python benchmarks/reading.py [FOLDER_OR_JSONL …] [--repeat N] [--lengths 1000,2000,…] [--json]

Times are CPU seconds of this process on one core (threads are switched off), so a busy machine does not change them much;
only the cold start is wall-clock time. Words are what white space separates. Every step is timed apart, best of N. Memory
is the peak resident size while a step ran (Linux; elsewhere the peak so far). For the cost against length the texts are
joined, over and over, into one document of so many words; seconds ~ words^exponent is fitted by least squares on logarithms:
an exponent of 1 is linear cost.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import cycle
from pathlib import Path

from communique.documents.language import load_identifier
from communique.documents.readers import SourceReader
from communique.pipeline import Component
from communique.reader import BATCH_SIZE, COMPONENTS, Resources, Settings, installed
from communique.records import Failure, Reading

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
LENGTHS = (1000, 2000, 4000, 8000, 16000)


@dataclass(frozen=True, slots=True)
class Step:
    """One pipeline step (or "total"): CPU seconds for all texts, words a second, peak resident size while it ran."""

    name: str
    load_seconds: float
    seconds: float
    words_per_second: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Length:
    """One joined document: CPU seconds by step, and in total."""

    words: int
    seconds: float
    words_per_second: float
    steps: dict[str, float]


def main() -> None:
    """Measure and print."""
    args = arguments()
    one_core()
    readings = documents(args.sources)
    words = sum(count(r) for r in readings)
    components, loading = loaded()
    loaded_mb = peak_mb()
    steps = measure(components, readings, args.repeat, loading)
    lengths = [measure_length(components, readings, n) for n in args.lengths]
    report = {
        "documents": len(readings),
        "words": words,
        "loaded_mb": round(loaded_mb, 1),
        "cold_start_seconds": round(cold_start(readings[0]), 2),
        "steps": [asdict(step) for step in steps],
        "lengths": [asdict(length) for length in lengths],
        "exponents": exponents(lengths),
    }
    if args.json:
        print(json.dumps(report))
    else:
        show(report, steps, lengths)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="*", default=[str(EXAMPLES)], help="folders, text or JSONL files (examples/)")
    parser.add_argument("--repeat", type=int, default=3, help="times every step is run; the best counts (3)")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    parser.add_argument(
        "--lengths",
        type=lambda value: [int(n) for n in value.split(",") if n],
        default=list(LENGTHS),
        help="words of the joined documents, with commas; empty for none",
    )
    return parser.parse_args()


def one_core() -> None:
    """Keep this process and its children to one core, and numerical libraries (loaded later) to one thread."""
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def documents(sources: Iterable[str]) -> list[Reading]:
    """The documents of all sources; stops where none can be read. Failures are told on standard error."""
    found = []
    for item in SourceReader(load_identifier(), BytesIO()).read(sources):
        if isinstance(item, Failure):
            print(f"left out: {item.input}: {item.detail}", file=sys.stderr)
        else:
            found.append(item)
    if not found:
        sys.exit("there is nothing to read")
    return found


def count(reading: Reading) -> int:
    """Words of a document."""
    return len(reading.document.text.split())


def loaded() -> tuple[list[Component], dict[str, float]]:
    """The components, and the CPU seconds that loading each takes (what they share is paid by the first)."""
    resources, factories = Resources(Settings()), installed()
    components, seconds = [], {}
    for name in COMPONENTS:
        began = time.process_time()
        components.append(factories[name]()(resources))
        seconds[name] = time.process_time() - began
    return components, seconds


def measure(
    components: Sequence[Component], readings: Sequence[Reading], repeat: int, loading: dict[str, float]
) -> list[Step]:
    """Every component over all documents, in batches, best of ``repeat``; the total is their sum."""
    batches = [list(readings[i : i + BATCH_SIZE]) for i in range(0, len(readings), BATCH_SIZE)]
    words, steps = sum(count(r) for r in readings), []
    for component in components:
        best, peak = math.inf, 0.0
        for _ in range(repeat):
            reset_peak()
            began = time.process_time()
            done = [component(batch) for batch in batches]
            best = min(best, time.process_time() - began)
            peak = max(peak, peak_mb())
        batches = done
        steps.append(Step(component.name, loading[component.name], best, words / best, peak))
    seconds = sum(s.seconds for s in steps)
    total = Step("total", sum(loading.values()), seconds, words / seconds, max(s.peak_mb for s in steps))
    return [*steps, total]


def measure_length(components: Sequence[Component], readings: Sequence[Reading], words: int) -> Length:
    """One joined document of about ``words`` words, once through all steps."""
    batch, seconds = [joined(readings, words)], {}
    for component in components:
        began = time.process_time()
        batch = component(batch)
        seconds[component.name] = time.process_time() - began
    total = sum(seconds.values())
    return Length(words, total, words / total, seconds)


def joined(readings: Sequence[Reading], words: int) -> Reading:
    """The paragraphs of all documents, over and over, up to ``words`` words."""
    parts: list[str] = []
    missing = words
    for paragraph in cycle([p for r in readings for p in r.document.text.split("\n\n") if p.strip()]):
        if missing <= 0:
            break
        parts.append(paragraph)
        missing -= len(paragraph.split())
    fields = {"published": readings[0].document.published}
    return SourceReader(load_identifier(), BytesIO()).text("\n\n".join(parts), fields)


def exponents(lengths: Sequence[Length]) -> dict[str, float]:
    """Of every step and of the total: the slope of log seconds over log words."""
    if len(lengths) < 2:
        return {}
    xs = [math.log(length.words) for length in lengths]
    found = {name: slope(xs, [math.log(max(n.steps[name], 1e-6)) for n in lengths]) for name in lengths[0].steps}
    return {**found, "total": slope(xs, [math.log(length.seconds) for length in lengths])}


def slope(xs: Sequence[float], ys: Sequence[float]) -> float:
    """Least squares."""
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return round(sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs), 2)


def cold_start(reading: Reading) -> float:
    """Wall-clock seconds from starting ``communique read`` in a new process to its first line of JSON."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(reading.document.text, encoding="utf-8")
        command = [sys.executable, "-m", "communique", "read", str(path), "--format", "json"]
        began = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            seconds = time.perf_counter() - began
            process.stdout.read()
    return seconds


def reset_peak() -> None:
    """Begin a new peak of the resident size, where the system can."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def peak_mb() -> float:
    """Peak resident size in MB since ``reset_peak``; of the whole process so far where the system cannot tell."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        unit = 1 if sys.platform == "darwin" else 1024  # bytes there, KB elsewhere
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return int(status.split("VmHWM:")[1].split()[0]) * 1024 / 1e6


def show(report: dict[str, object], steps: Sequence[Step], lengths: Sequence[Length]) -> None:
    """Tables for a person."""
    print(f"{report['documents']} documents, {report['words']:,} words; one core, CPU time\n")
    print(f"{'step':<14}{'load s':>8}{'read s':>9}{'words/s':>11}{'peak MB':>9}{'share':>7}")
    for s in steps:
        share = s.seconds / steps[-1].seconds
        print(
            f"{s.name:<14}{s.load_seconds:>8.2f}{s.seconds:>9.3f}{s.words_per_second:>11,.0f}{s.peak_mb:>9.0f}{share:>7.0%}"
        )
    print(f"\ncold start to the first claim: {report['cold_start_seconds']} s (wall clock, new process)")
    if not lengths:
        return
    fitted = report["exponents"]
    assert isinstance(fitted, dict)
    print("\none document of so many words: words/s\n")
    print(f"{'step':<14}" + "".join(f"{n.words:>11,}" for n in lengths) + f"{'exponent':>10}")
    for name in (*lengths[0].steps, "total"):
        speeds = (n.words / (n.seconds if name == "total" else max(n.steps[name], 1e-6)) for n in lengths)
        print(f"{name:<14}" + "".join(f"{speed:>11,.0f}" for speed in speeds) + f"{fitted.get(name, math.nan):>10.2f}")


if __name__ == "__main__":
    main()
