"""One material point brought back to its yield surface: all of it in one unknown.

With the trial elastic strain e_v (compression positive) and e_q, the compaction Δv of the step and

    p = K (e_v - Δv)        m = (p - p_a) c,   c = 1/R² on the cap, tan² β on the shear line
    q = e_q/(1/(3G) + Δv/m)                    flow: Δs/Δv = q/m

the yield function falls in Δv from the trial value to below zero: Δv > 0 on the cap, where every
parameter is that of the new density; Δv < 0 in shear, where the powder dilates and softens: there
all but p_b is that of the step's beginning, since softening at once would leave no state to find.
The flow of the cap is associated; that of shear is normal to √(((p_a - p) tan β)² + q²), as in the
source of `asperity.solid.cap`. Both are purely deviatoric at p = p_a, so that there is no corner.
"""

# mypy: disable-error-code="no-untyped-def"
from __future__ import annotations

# `stress` compiles these into its own loops and keeps them (numba looks at its file alone): after a
# change here delete `__pycache__`.
import numpy as np
from numba import njit

MOST = 100
DIGITS = 1e-14
CORNER = 1e-10


@njit(cache=True)
def between(row, i, share):
    """A row of the table between two samples."""
    return row[i] + share * (row[i + 1] - row[i])


@njit(cache=True)
def parameters(x, begin, step, table):
    """K, G, tan β, d, R, p_b at x = ln D, and the sample and share where they were read."""
    place = (x - begin) / step
    i = int(min(max(place, 0.0), table.shape[1] - 2.0))
    s = min(max(place - i, 0.0), 1.0)
    return (
        between(table[0], i, s),
        between(table[1], i, s),
        between(table[2], i, s),
        between(table[3], i, s),
        between(table[4], i, s),
        between(table[5], i, s),
        i,
        1.0 / step if 0.0 <= place - i <= 1.0 else 0.0,
    )


@njit(cache=True)
def surface(dv, ev, eq, x, side, begin, step, table):
    """Yield function and its slopes by Δv, e_v, e_q; then p and q with theirs: 4 + 3 + 4."""
    K, G, t, d, R, pb, i, n = parameters(x + dv, begin, step, table)
    if side < 0:
        K, G, t, d, R, _, _, _ = parameters(x, begin, step, table)
    K1, G1 = n * (table[0, i + 1] - table[0, i]), n * (table[1, i + 1] - table[1, i])
    t1, d1 = n * (table[2, i + 1] - table[2, i]), n * (table[3, i + 1] - table[3, i])
    R1, pb1 = n * (table[4, i + 1] - table[4, i]), n * (table[5, i + 1] - table[5, i])
    if side < 0:
        K1 = G1 = t1 = d1 = R1 = 0.0
    pa = (pb - R * d) / (1 + R * t)
    pa1 = ((pb1 - R1 * d - R * d1) - pa * (R1 * t + R * t1)) / (1 + R * t)
    p = K * (ev - dv)
    p_dv = K1 * (ev - dv) - K
    m, m_dv = p - pa, p_dv - pa1
    reach, reach1 = d + pa * t, d1 + pa1 * t + pa * t1
    if side * m <= 0.0:  # past the meeting point: certainly inside
        return -reach, 0.0, 0.0, 0.0, p, p_dv, K, 0.0, 0.0, 0.0, 0.0
    if side > 0:
        c, c1 = 1 / R**2, -2 * R1 / R**3
    else:
        c, c1 = t * t, 2 * t * t1
    w, w_dv, w_ev = m * c, m_dv * c + m * c1, K * c
    B = 1 / (3 * G) + dv / w
    B_dv = -G1 / (3 * G * G) + 1 / w - dv * w_dv / w**2
    B_ev = -dv * w_ev / w**2
    q = eq / B
    q_dv, q_ev, q_eq = -q * B_dv / B, -q * B_ev / B, 1 / B
    if side > 0:
        S = np.sqrt((m / R) ** 2 + q * q)
        F = S - reach
        F_dv = (m * m_dv / R**2 - m * m * R1 / R**3 + q * q_dv) / S - reach1
        F_ev, F_eq = (m * K / R**2 + q * q_ev) / S, q * q_eq / S
    else:
        F = q - p * t - d
        F_dv, F_ev, F_eq = q_dv - p_dv * t - p * t1 - d1, q_ev - K * t, q_eq
    return F, F_dv, F_ev, F_eq, p, p_dv, K, q, q_dv, q_ev, q_eq


@njit(cache=True)
def bracket(ev, eq, x, side, begin, step, table):
    """A Δv at which the point is certainly inside its yield surface."""
    if side > 0:
        return ev
    far = -1e-3
    for _ in range(60):
        if surface(far, ev, eq, x, side, begin, step, table)[0] <= 0.0:
            return far
        far *= 2
    return far


@njit(cache=True)
def returned(ev, eq, x, begin, step, table):
    """Δv, p, q and d(p, q)/d(e_v, e_q) of a trial strain at x = ln D: 3 + 4.

    Newton steps kept inside a bracket that always holds the root.
    """
    K, G, t, d, R, pb, _, _ = parameters(x, begin, step, table)
    pa = (pb - R * d) / (1 + R * t)
    p, q = K * ev, 3 * G * eq
    reach = d + pa * t
    m = p - pa
    excess = np.sqrt((m / R) ** 2 + q * q) - reach if m > 0 else q - p * t - d
    if excess <= 1e-12 * reach:
        return 0.0, p, q, K, 0.0, 0.0, 3 * G
    if abs(m) <= CORNER * pa:
        return 0.0, p, d + p * t, K, 0.0, K * t, 0.0
    side = 1.0 if m > 0 else -1.0
    inside, outside = bracket(ev, eq, x, side, begin, step, table), 0.0
    dv = 0.0
    f = surface(dv, ev, eq, x, side, begin, step, table)
    for _ in range(MOST):
        new = dv - f[0] / f[1] if f[1] != 0.0 else np.inf
        if not min(inside, outside) < new < max(inside, outside):
            new = 0.5 * (inside + outside)
        moved = abs(new - dv)
        dv = new
        f = surface(dv, ev, eq, x, side, begin, step, table)
        if f[0] > 0:
            outside = dv
        else:
            inside = dv
        if abs(f[0]) <= 1e-13 * reach or moved <= DIGITS * (abs(ev) + eq):
            break
    _, F_dv, F_ev, F_eq, p, p_dv, p_ev, q, q_dv, q_ev, q_eq = f
    if F_dv == 0.0:
        return dv, p, q, K, 0.0, 0.0, 3 * G
    by_ev, by_eq = -F_ev / F_dv, -F_eq / F_dv
    return (
        dv, p, q, p_ev + p_dv * by_ev, p_dv * by_eq, q_ev + q_dv * by_ev, q_eq + q_dv * by_eq,
    )  # fmt: skip
