"""A file of pressures and thicknesses becomes pressures and relative densities."""

from asperity.study.calibrate.record.cells import sheet as sheet
from asperity.study.calibrate.record.columns import columns as columns
from asperity.study.calibrate.record.machine import Machine as Machine
from asperity.study.calibrate.record.machine import machine_of as machine_of
from asperity.study.calibrate.record.read import read_text as read_text
from asperity.study.calibrate.record.series import Sample as Sample
from asperity.study.calibrate.record.series import Series as Series
from asperity.study.calibrate.record.series import number as number
from asperity.study.calibrate.record.series import series as series
from asperity.study.calibrate.record.thin import thinned as thinned
