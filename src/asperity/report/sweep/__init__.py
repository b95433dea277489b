"""A stored sweep in words."""

from __future__ import annotations

from asperity.report.sweep.terminal import render as render
