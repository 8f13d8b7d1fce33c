"""The trained encoder at run time: weights checked by hash, ONNX Runtime, decoders as pure functions."""
