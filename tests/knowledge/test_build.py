"""The build script makes the shipped tables, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from communique.knowledge.tables import TABLES, data_folder

ROOT = Path(__file__).parents[2]
ACTORS = Path("/work/shared/data/actors")


@pytest.mark.shared
@pytest.mark.skipif(not ACTORS.is_dir(), reason="needs /work/shared/data/actors")
def test_the_build_gives_the_shipped_tables(tmp_path: Path) -> None:
    doubtful = tmp_path / "doubtful.csv"
    subprocess.run(
        [
            sys.executable,
            str(ROOT / "training" / "knowledge" / "build.py"),
            "--out",
            str(tmp_path),
            "--doubtful",
            str(doubtful),
        ],
        check=True,
        capture_output=True,
    )
    for name in TABLES:
        assert (tmp_path / name).read_bytes() == data_folder().joinpath(name).read_bytes(), name
    assert doubtful.read_bytes() == (ROOT / "training" / "knowledge" / "doubtful.csv").read_bytes()
