"""Runs the command line: ``python -m attune_training``."""

import sys

from attune_training.cli import main

sys.exit(main())
