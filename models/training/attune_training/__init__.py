"""Trains Attune's usage model on integer training sets and writes releases of ONNX graphs."""

import os

# ONNX Runtime on Linux sends usage data to its maker unless told not to before it is imported.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")

__version__ = "0.1.0"
