"""The weights on disk: an int8 ONNX encoder, its tokenizer and the heads, each checked against the hash of the card's manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from communique.errors import DataError
from communique.model.decoders import Array

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FORMAT = 1  # of the files; a reader of another version must not guess
FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class Weights:
    """Loaded weights. ``heads``: arrays by name; ``settings``: the manifest (modes, calibration, name, hashes)."""

    folder: Path
    session: InferenceSession
    tokenizer: Tokenizer
    heads: Mapping[str, Array]
    settings: Mapping[str, Any]

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as the folder they came from: another process loads and checks them again."""
        return load_weights, (self.folder,)

    @property
    def version(self) -> str:
        """Name and digest of the weights, for a reading's manifest."""
        return f"{self.settings['name']} {self.settings['files']['encoder.onnx'][:12]}"

    @property
    def modes(self) -> tuple[str, ...]:
        """The modes of the codebook, in the order of the mode head's logits."""
        return tuple(self.settings["modes"])


def load_weights(folder: Path) -> Weights:
    """The weights in ``folder``, as ``training/export.py`` writes them: about a tenth of a second.

    Raises ``DataError`` naming the file, the hash that was expected and the one that was found, where a file is missing,
    damaged or of another version.
    """
    root = Path(folder)
    settings = _manifest(root / "manifest.json")
    contents = {name: _checked(root / name, settings["files"].get(name)) for name in FILES}
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the same bytes on one core or many
    options.log_severity_level = 3
    session = InferenceSession(contents["encoder.onnx"], options, providers=["CPUExecutionProvider"])
    with np.load(BytesIO(contents["heads.npz"]), allow_pickle=False) as arrays:
        heads = {name: np.ascontiguousarray(arrays[name], dtype=np.float32) for name in arrays.files}
    tokenizer = Tokenizer.from_str(contents["tokenizer.json"].decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return Weights(root, session, tokenizer, heads, settings)


def _manifest(path: Path) -> dict[str, Any]:
    try:
        settings: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError(
            f"{path} cannot be read: {error.strerror or error}; make them anew with training/export.py"
        ) from error
    except ValueError as error:
        raise DataError(f"{path} is no JSON: {error}; make them anew with training/export.py") from error
    if settings.get("format") != FORMAT:
        raise DataError(f"{path}: weights of format {settings.get('format')!r}, this version reads {FORMAT}")
    return settings


def _checked(path: Path, expected: str | None) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        detail = f"expected a file of sha256 {expected}, found none"
        raise DataError(
            f"{path} cannot be read ({error.strerror or error}): {detail}; make them anew with training/export.py"
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise DataError(f"{path}: expected sha256 {expected}, found {found}; make them anew with training/export.py")
    return content
