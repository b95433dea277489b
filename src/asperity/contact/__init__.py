"""Rough contact resolved on a grid: pressure, gap and contact map of a surface, and its current."""

from asperity.contact.closure.close import close_interface as close_interface
from asperity.contact.closure.record import Closure as Closure
from asperity.contact.closure.record import ClosureState as ClosureState
from asperity.contact.closure.record import Frame as Frame
from asperity.contact.closure.schedule import Schedule as Schedule
from asperity.contact.current.constriction import constriction as constriction
from asperity.contact.current.frequencies import adaptive_frequencies as adaptive_frequencies
from asperity.contact.current.impedance import impedance as impedance
from asperity.contact.current.record import Current as Current
from asperity.contact.elastic import elastic_contact as elastic_contact
from asperity.contact.record import Contact as Contact
from asperity.contact.stripping.record import Segment as Segment
from asperity.contact.stripping.record import Stripping as Stripping
from asperity.contact.stripping.record import StrippingFrame as StrippingFrame
from asperity.contact.stripping.strip import strip_interface as strip_interface
