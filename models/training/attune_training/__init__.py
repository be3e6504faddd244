"""Trains Attune's usage model on integer training sets and writes releases of ONNX graphs."""

__version__ = "0.1.0"
