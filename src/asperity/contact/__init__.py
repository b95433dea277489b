"""Rough contact resolved on a grid: pressure, gap and contact map of a measured surface."""

from asperity.contact.elastic import elastic_contact as elastic_contact
from asperity.contact.record import Contact as Contact
