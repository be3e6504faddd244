"""Says how far the training is: one moving line on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time


class Progress:
    """Averages the loss's parts between two lines; writes to standard error."""

    def __init__(self, quiet: bool = False, every_seconds: float = 15.0):
        self.quiet = quiet
        self.terminal = sys.stderr.isatty()
        self.every = 0.5 if self.terminal else every_seconds
        self.begun = time.monotonic()
        self.first_step: int | None = None
        self.shown = 0.0
        self.sums: dict[str, list[float]] = {}

    def say(self, text: str) -> None:
        if not self.quiet:
            print(text, file=sys.stderr, flush=True)

    def step(self, step: int, total: int, parts: dict[str, float], label: str) -> None:
        if self.first_step is None:
            self.first_step, self.begun = step - 1, time.monotonic()
        for name, value in parts.items():
            self.sums.setdefault(name, []).append(value)
        now = time.monotonic()
        if self.quiet or (now - self.shown < self.every and step < total):
            return
        self.shown = now
        done = step - self.first_step
        left = (now - self.begun) / max(1, done) * (total - step)
        means = "  ".join(f"{name} {sum(v) / len(v):.3f}" for name, v in self.sums.items())
        bar = "#" * (20 * step // total)
        line = f"[{bar:<20}] {step}/{total} {label}  {means}  {left:.0f} s left"
        print(f"\r{line}\033[K" if self.terminal else line, end="", file=sys.stderr)
        if not self.terminal or step == total:
            print(file=sys.stderr)
        sys.stderr.flush()
        self.sums.clear()
