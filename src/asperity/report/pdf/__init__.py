"""An outcome on paper."""

from asperity.report.pdf.typeset import pdf as pdf
from asperity.report.pdf.typeset import png as png
from asperity.report.pdf.typeset import typesetter as typesetter
