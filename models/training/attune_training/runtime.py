"""Runs the graphs of a release with ONNX Runtime, as the Java side does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime as ort


class Graphs:
    """One session for each graph; arrays in and out are in the contract's shapes."""

    def __init__(self, update: bytes, readout: bytes, rank: bytes, threads: int = 1):
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._update, self._readout, self._rank = (
            ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"]) for graph in (update, readout, rank)
        )

    @classmethod
    def load(cls, folder: Path | str, threads: int = 1) -> Graphs:
        folder = Path(folder)
        return cls(*((folder / f"{name}.onnx").read_bytes() for name in ("update", "readout", "rank")), threads=threads)

    def update(self, item, kind, gap, how, state) -> np.ndarray:
        feed = {"item": _ids(item), "type": _ids(kind), "gap": _ids(gap), "how": _ids(how), "state": state}
        return self._update.run(None, feed)[0]

    def readout(self, state, last, how, place) -> tuple[np.ndarray, np.ndarray]:
        representation, engagement = self._readout.run(
            ["repr", "engagement"], {"state": state, "last": _ids(last), "how": _ids(how), "place": _ids(place)}
        )
        return representation, engagement

    def rank(self, representation, candidates, features) -> np.ndarray:
        feed = {"repr": representation, "cand": _ids(candidates), "features": features.astype(np.float32, copy=False)}
        return self._rank.run(None, feed)[0]


def _ids(values) -> np.ndarray:
    return np.ascontiguousarray(values, dtype=np.int64)
