"""A face closing, painted as its maps come in."""

from asperity.web.parts.gapmap.gapmap import GapMapView as GapMapView
