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
    return (a, c, e, tt * tt * C[3]), one, two, np.cos(angle), np.sin(angle)


@njit(cache=True)
def answer(e, x, fade, begin, step, table):
    """Principal stress (3,), its slope (3, 3), elastic strain (3,) and Δv of trial strains."""
    s = np.empty(3)
    ev = -(e[0] + e[1] + e[2])
    for i in range(3):
        s[i] = fade * (e[i] + ev / 3)
    eq = np.sqrt(2 / 3 * (s[0] ** 2 + s[1] ** 2 + s[2] ** 2))
    dv, p, q, p_v, p_q, q_v, q_q = returned(ev, eq, x, begin, step, table)
    # the modulus that made q: in shear, which softens, that of the beginning, as in `point`
    G = parameters(x + max(dv, 0.0), begin, step, table)[1]
    stress, slope, kept = np.empty(3), np.empty((3, 3)), np.empty(3)
    ratio, over = (q / eq, 1 / eq) if eq > 1e-15 else (q_q, 0.0)
    for i in range(3):
        stress[i] = -p + 2 / 3 * ratio * s[i]
        kept[i] = -(ev - dv) / 3 + ratio / (3 * G) * s[i]
        for j in range(3):
            eq_j = 2 / 3 * fade * over * s[j]
            plain = (1.0 if i == j else 0.0) - 1 / 3
            slope[i, j] = p_v - p_q * eq_j + 2 / 3 * over * s[i] * (-q_v + q_q * eq_j)
            slope[i, j] += 2 / 3 * ratio * fade * (plain - 2 / 3 * over * over * s[i] * s[j])
    return stress, slope, kept, dv


@njit(cache=True)
def piola(F, J, S):
    """J σ F⁻ᵀ of a plane tensor with hoop, S = rr, rz, zr, zz, θθ."""
    det = F[0] * F[3] - F[1] * F[2]
    k = J / det
    return (
        k * (S[0] * F[3] - S[1] * F[1]),
        k * (-S[0] * F[2] + S[1] * F[0]),
        k * (S[2] * F[3] - S[3] * F[1]),
        k * (-S[2] * F[2] + S[3] * F[0]),
        J / F[4] * S[4],
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
def stiffness(A, F, J, b, e2, turn, sigma, slope):
    """d(piola)/dF into A, (5, 5)."""
    cos, sin = turn
    cc, ss, cs = cos * cos, sin * sin, cos * sin
    one, two, three = e2
    shear = 0.5 * (slope[0, 0] - slope[0, 1]) / one
    if abs(one - two) > 1e-7 * one:
        shear = (sigma[0] - sigma[1]) / (one - two)
    f_rr, f_zz = cc * sigma[0] + ss * sigma[1], ss * sigma[0] + cc * sigma[1]
    f_rz, f_tt = cs * (sigma[0] - sigma[1]), sigma[2]
    det = F[0] * F[3] - F[1] * F[2]
    for k in range(5):
        l = unit(k, F, det)
        rr = 2 * (l[0] * b[0] + l[1] * b[1])
        zz = 2 * (l[2] * b[1] + l[3] * b[2])
        rz = l[0] * b[1] + l[1] * b[2] + l[2] * b[0] + l[3] * b[1]
        g1 = 0.5 * (cc * rr + 2 * cs * rz + ss * zz) / one
        g2 = 0.5 * (ss * rr - 2 * cs * rz + cc * zz) / two
        g3 = l[4] * b[3] / three
        s1 = slope[0, 0] * g1 + slope[0, 1] * g2 + slope[0, 2] * g3
        s2 = slope[1, 0] * g1 + slope[1, 1] * g2 + slope[1, 2] * g3
        s3 = slope[2, 0] * g1 + slope[2, 1] * g2 + slope[2, 2] * g3
        s12 = shear * (cs * (zz - rr) + (cc - ss) * rz)
        grow = l[0] + l[3] + l[4]
        across = cs * (s1 - s2) + (cc - ss) * s12 + f_rz * grow
        S = (
            cc * s1 - 2 * cs * s12 + ss * s2 + f_rr * grow - f_rr * l[0] - f_rz * l[1],
            across - f_rr * l[2] - f_rz * l[3],
            across - f_rz * l[0] - f_zz * l[1],
            ss * s1 + 2 * cs * s12 + cc * s2 + f_zz * grow - f_rz * l[2] - f_zz * l[3],
            s3 + f_tt * grow - f_tt * l[4],
        )
        done = piola(F, J, S)
        A[0, k], A[1, k], A[2, k], A[3, k], A[4, k] = done


@njit(cache=True)
def lasting(C, F, det, turn, kept):
    """F⁻¹ b F⁻ᵀ of the elastic strains that were kept, into C (4,)."""
    cos, sin = turn
    g1, g2, g3 = np.exp(2 * kept[0]), np.exp(2 * kept[1]), np.exp(2 * kept[2])
    a, e = cos * cos * g1 + sin * sin * g2, sin * sin * g1 + cos * cos * g2
    c = cos * sin * (g1 - g2)
    rr, rz, zr, zz = F[3] / det, -F[1] / det, -F[2] / det, F[0] / det
    C[0] = rr * rr * a + 2 * rr * rz * c + rz * rz * e
    C[1] = rr * zr * a + (rr * zz + rz * zr) * c + rz * zz * e
    C[2] = zr * zr * a + 2 * zr * zz * c + zz * zz * e
    C[3] = g3 / F[4] ** 2


@njit(cache=True)
def points(F, C, x, duration, viscosity, begin, step, table):
    """All points: F (n, 5), C_p⁻¹ (n, 4), ln D (n,).

    Returns piola (n, 5), its slope (n, 5, 5), Cauchy rr, rz, zz, θθ (n, 4), new C_p⁻¹ and ln D, and
    whether every point could be answered.
    """
    n = F.shape[0]
    P, A, sigma = np.empty((n, 5)), np.empty((n, 5, 5)), np.empty((n, 4))
    C_new, x_new = np.empty((n, 4)), np.empty(n)
    e = np.empty(3)
    for i in range(n):
        det = F[i, 0] * F[i, 3] - F[i, 1] * F[i, 2]
        J = det * F[i, 4]
        if not (det > 0 and F[i, 4] > 0):
            return P, A, sigma, C_new, x_new, False
        b, one, two, cos, sin = principal(F[i], C[i])
        e[0], e[1], e[2] = 0.5 * np.log(one), 0.5 * np.log(two), 0.5 * np.log(b[3])
        fade = 1.0
        if duration > 0 and viscosity < inf:
            fade = np.exp(-parameters(x[i], begin, step, table)[1] * duration / viscosity)
        s, slope, kept, dv = answer(e, x[i], fade, begin, step, table)
        rz = cos * sin * (s[0] - s[1])
        sigma[i, 0], sigma[i, 1] = cos * cos * s[0] + sin * sin * s[1], rz
        sigma[i, 2], sigma[i, 3] = sin * sin * s[0] + cos * cos * s[1], s[2]
        done = piola(F[i], J, (sigma[i, 0], rz, rz, sigma[i, 2], s[2]))
        P[i, 0], P[i, 1], P[i, 2], P[i, 3], P[i, 4] = done
        stiffness(A[i], F[i], J, b, (one, two, b[3]), (cos, sin), s, slope)
        lasting(C_new[i], F[i], det, (cos, sin), kept)
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
