"""Numbers over time, drawn as they come in."""

from asperity.web.parts.curves.curves import CurvesView as CurvesView
from asperity.web.parts.curves.curves import Panel as Panel
