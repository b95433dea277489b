"""Stress and stiffness of many points under large strain.

    F = [[F_rr, F_rz, 0], [F_zr, F_zz, 0], [0, 0, F_θθ]]     b = F C_p⁻¹ Fᵀ = Σ exp(2 e_i) n_i n_iᵀ

e_i are the trial elastic logarithmic strains; `point` returns them to the yield surface; the
plastic part C_p⁻¹ = F⁻¹ b F⁻ᵀ keeps the volume exactly, ln D = ln D0 + Σ Δv. The Cauchy stress is
linear in the logarithmic elastic strain with the moduli of the present density. Deviatoric elastic
strain relaxes before as in a Maxwell body, exp(-G Δt/η).

Source: de Souza Neto, Perić, Owen, Computational Methods for Plasticity (2008), ch. 14 and app. A
(derivative of an isotropic function of a symmetric tensor).
"""

# mypy: disable-error-code="no-untyped-def"
from __future__ import annotations

from math import inf

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from asperity.errors import Refusal
from asperity.solid.cap import CapSet
from asperity.solid.point import parameters, returned

Array = NDArray[np.float64]
FRESH = (1.0, 0.0, 1.0, 1.0)
"""C_p⁻¹ of a powder that has not been pressed: rr, rz, zz, θθ."""
ROUND = 1e-13


@njit(cache=True)
def principal(F, C):
    """b of F (5,) and C_p⁻¹ (4,): its rr, rz, zz, θθ; two eigenvalues; cosine and sine."""
    rr, rz, zr, zz, tt = F
    a = rr * rr * C[0] + 2 * rr * rz * C[1] + rz * rz * C[2]
    c = rr * zr * C[0] + (rr * zz + rz * zr) * C[1] + rz * zz * C[2]
    e = zr * zr * C[0] + 2 * zr * zz * C[1] + zz * zz * C[2]
    middle, half = 0.5 * (a + e), 0.5 * (a - e)
    radius = np.sqrt(half * half + c * c)
    angle = 0.5 * np.arctan2(c, half) if radius > ROUND * middle else 0.0
    one = middle + radius
    two = (a * e - c * c) / one
    return np.array([a, c, e, tt * tt * C[3]]), one, two, np.cos(angle), np.sin(angle)


@njit(cache=True)
def answer(e, x, fade, begin, step, table):
    """Principal stress (3,), its slope (3, 3), elastic strain (3,) and Δv of trial strains."""
    s = np.empty(3)
    ev = -(e[0] + e[1] + e[2])
    for i in range(3):
        s[i] = fade * (e[i] + ev / 3)
    eq = np.sqrt(2 / 3 * (s[0] ** 2 + s[1] ** 2 + s[2] ** 2))
    dv, p, q, p_v, p_q, q_v, q_q = returned(ev, eq, x, begin, step, table)
    ratio = q / eq if eq > 1e-15 else q_q
    G = parameters(x + dv, begin, step, table)[0, 1]
    stress, slope, kept = np.empty(3), np.empty((3, 3)), np.empty(3)
    n = s / eq if eq > 1e-15 else np.zeros(3)
    for i in range(3):
        stress[i] = -p + 2 / 3 * ratio * s[i]
        kept[i] = -(ev - dv) / 3 + ratio / (3 * G) * s[i]
        for j in range(3):
            eq_j = 2 / 3 * fade * n[j]
            plain = (1.0 if i == j else 0.0) - 1 / 3
            slope[i, j] = p_v - p_q * eq_j + 2 / 3 * n[i] * (-q_v + q_q * eq_j)
            slope[i, j] += 2 / 3 * ratio * fade * (plain - 2 / 3 * n[i] * n[j])
    return stress, slope, kept, dv


@njit(cache=True)
def piola(F, J, S):
    """J σ F⁻ᵀ of a plane tensor with hoop, S = rr, rz, zr, zz, θθ."""
    det = F[0] * F[3] - F[1] * F[2]
    k = J / det
    return np.array(
        [
            k * (S[0] * F[3] - S[1] * F[1]),
            k * (-S[0] * F[2] + S[1] * F[0]),
            k * (S[2] * F[3] - S[3] * F[1]),
            k * (-S[2] * F[2] + S[3] * F[0]),
            J / F[4] * S[4],
        ]
    )


@njit(cache=True)
def unit(k, F, det):
    """dF F⁻¹ for a unit of one component of F."""
    l = np.zeros(5)
    if k in {0, 2}:
        l[k], l[k + 1] = F[3] / det, -F[1] / det
    elif k in {1, 3}:
        l[k - 1], l[k] = -F[2] / det, F[0] / det
    else:
        l[4] = 1 / F[4]
    return l


@njit(cache=True)
def stiffness(F, J, b, e2, turn, sigma, slope):
    """d(piola)/dF, (5, 5)."""
    cos, sin = turn
    one, two, three = e2
    shear = 0.5 * (slope[0, 0] - slope[0, 1]) / one
    if abs(one - two) > 1e-7 * one:
        shear = (sigma[0] - sigma[1]) / (one - two)
    full = np.array(
        [
            cos * cos * sigma[0] + sin * sin * sigma[1],
            cos * sin * (sigma[0] - sigma[1]),
            sin * sin * sigma[0] + cos * cos * sigma[1],
            sigma[2],
        ]
    )
    det = F[0] * F[3] - F[1] * F[2]
    A = np.empty((5, 5))
    for k in range(5):
        l = unit(k, F, det)
        rr = 2 * (l[0] * b[0] + l[1] * b[1])
        zz = 2 * (l[2] * b[1] + l[3] * b[2])
        rz = l[0] * b[1] + l[1] * b[2] + l[2] * b[0] + l[3] * b[1]
        d1 = cos * cos * rr + 2 * cos * sin * rz + sin * sin * zz
        d2 = sin * sin * rr - 2 * cos * sin * rz + cos * cos * zz
        d12 = cos * sin * (zz - rr) + (cos * cos - sin * sin) * rz
        g = np.array([0.5 * d1 / one, 0.5 * d2 / two, l[4] * b[3] / three])
        s1 = slope[0, 0] * g[0] + slope[0, 1] * g[1] + slope[0, 2] * g[2]
        s2 = slope[1, 0] * g[0] + slope[1, 1] * g[1] + slope[1, 2] * g[2]
        s3 = slope[2, 0] * g[0] + slope[2, 1] * g[1] + slope[2, 2] * g[2]
        s12 = shear * d12
        grow = l[0] + l[3] + l[4]
        S = np.array(
            [
                cos * cos * s1 - 2 * cos * sin * s12 + sin * sin * s2 + full[0] * grow,
                cos * sin * (s1 - s2) + (cos * cos - sin * sin) * s12 + full[1] * grow,
                0.0,
                sin * sin * s1 + 2 * cos * sin * s12 + cos * cos * s2 + full[2] * grow,
                s3 + full[3] * grow,
            ]
        )
        S[2] = S[1]
        S[0] -= full[0] * l[0] + full[1] * l[1]
        S[1] -= full[0] * l[2] + full[1] * l[3]
        S[2] -= full[1] * l[0] + full[2] * l[1]
        S[3] -= full[1] * l[2] + full[2] * l[3]
        S[4] -= full[3] * l[4]
        A[:, k] = piola(F, J, S)
    return A


@njit(cache=True)
def points(F, C, x, duration, viscosity, begin, step, table):
    """All points: F (n, 5), C_p⁻¹ (n, 4), ln D (n,).

    Returns piola (n, 5), its slope (n, 5, 5), Cauchy rr, rz, zz, θθ (n, 4), new C_p⁻¹ and ln D, and
    whether every point could be answered.
    """
    n = F.shape[0]
    P, A, sigma = np.empty((n, 5)), np.empty((n, 5, 5)), np.empty((n, 4))
    C_new, x_new = np.empty((n, 4)), np.empty(n)
    for i in range(n):
        det = F[i, 0] * F[i, 3] - F[i, 1] * F[i, 2]
        J = det * F[i, 4]
        if not (det > 0 and F[i, 4] > 0):
            return P, A, sigma, C_new, x_new, False
        b, one, two, cos, sin = principal(F[i], C[i])
        e2 = np.array([one, two, b[3]])
        fade = 1.0
        if duration > 0 and viscosity < inf:
            G = parameters(x[i], begin, step, table)[0, 1]
            fade = np.exp(-G * duration / viscosity)
        s, slope, kept, dv = answer(0.5 * np.log(e2), x[i], fade, begin, step, table)
        cc, ss, cs = cos * cos, sin * sin, cos * sin
        sigma[i] = np.array(
            [cc * s[0] + ss * s[1], cs * (s[0] - s[1]), ss * s[0] + cc * s[1], s[2]]
        )
        full = np.array([sigma[i, 0], sigma[i, 1], sigma[i, 1], sigma[i, 2], sigma[i, 3]])
        P[i] = piola(F[i], J, full)
        A[i] = stiffness(F[i], J, b, e2, (cos, sin), s, slope)
        g1, g2, g3 = np.exp(2 * kept[0]), np.exp(2 * kept[1]), np.exp(2 * kept[2])
        a, c, e = cc * g1 + ss * g2, cs * (g1 - g2), ss * g1 + cc * g2
        rr, rz, zr, zz = F[i, 3] / det, -F[i, 1] / det, -F[i, 2] / det, F[i, 0] / det
        C_new[i, 0] = rr * rr * a + 2 * rr * rz * c + rz * rz * e
        C_new[i, 1] = rr * zr * a + (rr * zz + rz * zr) * c + rz * zz * e
        C_new[i, 2] = zr * zr * a + 2 * zr * zz * c + zz * zz * e
        C_new[i, 3] = g3 / F[i, 4] ** 2
        x_new[i] = x[i] + dv
    return P, A, sigma, C_new, x_new, True


def drive(
    cap: CapSet, density: float, path: ArrayLike, *, duration: float = 0.0
) -> tuple[Array, Array]:
    """One material point taken along deformation gradients, with nothing around it.

    Args:
        cap: the powder
        density: relative density at the start, not strained
        path: F_rr, F_rz, F_zr, F_zz, F_θθ one after the other, (n, 5)
        duration: of each step, s, for a powder with a viscosity

    Returns:
        Cauchy stress rr, rz, zz, θθ (Pa, tension positive), (n, 4), and the relative density
        without elastic strain, (n,).

    Raises:
        Refusal: a gradient that turns the point inside out.
    """
    C, x = np.array([FRESH]), np.array([np.log(density)])
    stress, densities = [], []
    for F in np.asarray(path, dtype=np.float64):
        _, _, sigma, C, x, sound = points(
            F[None], C, x, duration, cap.viscosity, cap.begin, cap.step, cap.table
        )
        if not sound:
            raise Refusal("path", f"{F}", "give gradients of positive volume")
        stress.append(sigma[0])
        densities.append(np.exp(x[0]))
    return np.array(stress), np.array(densities)
