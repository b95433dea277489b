"""A load told in every way: force, pressure, gauge, torque of bolts, compression of springs."""

from asperity.report.conversion.clamp import Clamp as Clamp
from asperity.report.conversion.load import Conversion as Conversion
from asperity.report.conversion.load import convert as convert
from asperity.report.conversion.show import render as render
