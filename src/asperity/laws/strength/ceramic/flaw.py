"""Strength that pores and a flaw of known depth leave to a ceramic.

    σ = σref exp[-b (P - Pref)],    likewise Young's modulus with its own b
    σ = K_Ic/(Y √(π a)),    a = (K_Ic/(Y σ))²/π

σref  strength (or modulus) at the porosity Pref; P porosity, 0..1; b 4 to 7 for strengths, 3 to 5
      for moduli
K_Ic  fracture toughness, Pa √m; a depth of the largest flaw, m
Y     1.12 of a long crack in the face, the safe one; 0.71 of a half-penny, which bears 57 % more

Ryshkewitch, J. Am. Ceram. Soc. 36 (1953) 65, Duckworth, ibid. 68; for porosities up to about 0.3.
Irwin; the crack lies across the largest tension, and is small against the thickness.
"""

import numpy as np

from asperity.laws import Floats

EDGE_CRACK = 1.12


def weakened(value: Floats, porosity: Floats, reference: Floats, *, b: Floats) -> Floats:
    """A strength or modulus (Pa) at `porosity`, known at the porosity `reference`."""
    return np.asarray(value * np.exp(-b * (np.asarray(porosity, dtype=float) - reference)))


def flaw_strength(toughness: Floats, depth: Floats, *, Y: Floats = EDGE_CRACK) -> Floats:
    """Stress in Pa at which a flaw of this `depth` (m) runs."""
    return np.asarray(toughness / (Y * np.sqrt(np.pi * np.asarray(depth, dtype=float))))


def flaw_depth(toughness: Floats, strength: Floats, *, Y: Floats = EDGE_CRACK) -> Floats:
    """Depth in m of the flaw that a strength (Pa) and a toughness (Pa √m) mean together."""
    return np.asarray(np.square(toughness / (Y * np.asarray(strength, dtype=float))) / np.pi)
