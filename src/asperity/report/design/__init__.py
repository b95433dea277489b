"""A design in words."""

from __future__ import annotations

from asperity.report.design.lines import render as render
