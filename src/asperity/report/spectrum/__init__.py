"""The impedance of a cell for a terminal and for programs that fit circuits."""

from asperity.report.spectrum.files import KINDS as KINDS
from asperity.report.spectrum.files import text_of as text_of
from asperity.report.spectrum.lines import render as render
