"""A recipe and its cards as a stack in SI: the layers, the faces between them, press and die."""

from asperity.stack.build import build
from asperity.stack.layer import Brittle, Composite, Conductor, Host, Layer, Metal, Powder, Voids
from asperity.stack.program import Interface, Stack, Step
from asperity.stack.tools import Die, Machine

__all__ = [
    "Brittle",
    "Composite",
    "Conductor",
    "Die",
    "Host",
    "Interface",
    "Layer",
    "Machine",
    "Metal",
    "Powder",
    "Stack",
    "Step",
    "Voids",
    "build",
]
