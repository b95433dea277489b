"""Elastic contact of a rough face, solved in some ten steps at any load on any grid."""

from asperity.contact.elastic.face import elastic_contact as elastic_contact
