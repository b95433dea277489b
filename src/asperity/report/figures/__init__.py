"""Outcomes as pictures for a page."""

from asperity.report.figures.breaking import breaking as breaking
from asperity.report.figures.breaking import evenness as evenness
from asperity.report.figures.course import contact as contact
from asperity.report.figures.course import course as course
from asperity.report.figures.margins import margins as margins
from asperity.report.figures.spectra import bode as bode
from asperity.report.figures.spectra import nyquist as nyquist
from asperity.report.figures.stack import stack as stack
