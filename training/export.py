"""RUN_FOLDER/network.pt → the weights of the package: int8 ONNX encoder, heads, tokenizer, manifest with hashes.

python training/export.py --encoder MODEL_FOLDER --run RUN_FOLDER --out src/communique/model/weights [--name NAME]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from data import MODES
from network import Network
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from communique.model.weights import FILES, FORMAT


class States(nn.Module):
    """The encoder alone: ids [1, n] → states [1, n, size]."""

    def __init__(self, encoder: nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """States of all pieces."""
        return self.encoder(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state


def heads_of(net: Network) -> dict[str, np.ndarray]:
    """Arrays by the names that ``communique.model.signals`` asks for."""
    found = {}
    for name, value in net.state_dict().items():
        if not name.startswith("encoder."):
            found[name.removeprefix("heads.").removeprefix("roles.")] = value.float().numpy()
    return found


def main() -> None:
    """Export and quantise."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--encoder", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="communique-minilm")
    parser.add_argument("--float", action="store_true", help="leave the encoder in 32 bits")
    args = parser.parse_args()
    net = Network(args.encoder)
    net.load_state_dict(torch.load(args.run / "network.pt"))
    net.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    plain = args.run / "encoder.fp32.onnx"
    example = torch.tensor([[101, 2054, 2003, 2023, 102]])
    torch.onnx.export(
        States(net.encoder),
        (example,),
        str(plain),
        input_names=["ids"],
        output_names=["states"],
        dynamic_axes={"ids": {1: "n"}, "states": {1: "n"}},
        opset_version=17,
        dynamo=False,
    )
    if args.float:
        shutil.copyfile(plain, args.out / "encoder.onnx")
    else:
        quantize_dynamic(plain, args.out / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
    onnx.checker.check_model(str(args.out / "encoder.onnx"))
    np.savez_compressed(args.out / "heads.npz", **heads_of(net))
    shutil.copyfile(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    digests = {name: hashlib.sha256((args.out / name).read_bytes()).hexdigest() for name in FILES}
    manifest = {"format": FORMAT, "name": args.name, "modes": MODES, "files": digests}
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
