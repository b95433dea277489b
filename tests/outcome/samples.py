"""Outcomes made by hand, shaped like real ones, for whatever reads outcomes."""

import numpy as np

from asperity.outcome import (
    Cell,
    CriticalCurrent,
    History,
    InterfaceOutcome,
    LayerOutcome,
    Outcome,
    RecipeMark,
    Risk,
    Source,
    StepOutcome,
    Verdict,
    judge,
    weigh,
)

AREA = np.pi / 4 * 0.010**2
DIGEST = "9b1c" * 16

SOURCES = (
    Source(
        material="sodium",
        quantity="creep_prefactor",
        value="0.53",
        unit="MPa^-n/s",
        source="10.1016/j.mtla.2020.100792",
        trust="paper",
        conditions="298 K; rate = A sigma^n",
    ),
    Source(
        material="sodium",
        quantity="creep_activation_energy",
        value="44000",
        unit="J/mol",
        source="expected from lattice self-diffusion; 10.1016/j.mtla.2020.100792",
        trust="assumed",
        spread="37000 to 44000",
    ),
    Source(
        material="Na5SmSi4O12",
        quantity="conductivity",
        value="0.29",
        unit="S/m",
        source="<handbook> & more",
        trust="digest",
    ),
)


def risk(kind: str = "melting", value: float = 370.3, limit: float = 371.9) -> Risk:
    return weigh(
        kind=kind,
        where="metal",
        value=value,
        limit=limit,
        unit="K",
        marginal=limit - 3.0,
        safe=298.15,
        reason=f"sodium reaches {value - 273.15:.1f} degC and melts at {limit - 273.15:.1f} degC",
        cure="set the plates 3 K lower",
    )


def fracture(probability: float = 0.004) -> Risk:
    return weigh(
        kind="fracture",
        where="electrolyte",
        value=probability,
        limit=0.5,
        marginal=0.05,
        reason=f"a bow of 2 um bends the pellet; {probability:.1%} of such pellets crack",
        cure="grind the pellet flatter, or press it thicker",
    )


def history(
    seconds: float,
    pressure: tuple[float, float],
    heat: tuple[float, float],
    touch: tuple[float, float],
) -> History:
    time = np.linspace(0.0, seconds, 40)
    share = time / seconds
    contact = touch[0] + (touch[1] - touch[0]) * (1 - np.exp(-6 * share))
    return History(
        time_s=time,
        pressure_pa=np.interp(share, [0, 0.2, 1], [pressure[0], pressure[1], pressure[1]]),
        plate_temperature_k=np.interp(share, [0, 0.3, 1], [heat[0], heat[1], heat[1]]),
        temperature_k=heat[1] + (heat[0] - heat[1]) * np.exp(-5 * share),
        interfaces=("rod:metal", "metal:electrolyte"),
        contact_fraction=np.column_stack([contact, contact**2]),
        resistance_ohm_m2=5e-4 / np.column_stack([contact * np.nan, contact**2 + 1e-3]),
        mean_gap_m=5e-7 * np.column_stack([1 - contact, 1 - contact**2]),
        layers=("metal",),
        thickness_m=(2e-4 - 1.3e-5 * share)[:, None],
    )


def layers(metal: float = 1.87e-4) -> tuple[LayerOutcome, ...]:
    return (
        LayerOutcome(name="rod", material="steel", kind="plate", thickness_m=0.01, diameter_m=0.01),
        LayerOutcome(
            name="metal",
            material="sodium",
            kind="foil",
            thickness_m=metal,
            diameter_m=0.01,
            extruded_volume_m3=2.1e-10,
        ),
        LayerOutcome(
            name="electrolyte",
            material="Na5SmSi4O12",
            kind="pellet",
            thickness_m=1.0e-3,
            diameter_m=0.01,
            relative_density=0.97,
            conductivity_s_per_m=0.29,
            resistance_ohm=43.9,
        ),
        LayerOutcome(
            name="cathode",
            material="NaCrO2",
            kind="film",
            thickness_m=2.0e-6,
            diameter_m=0.009,
        ),
    )


def faces(contact: float = 0.9973) -> tuple[InterfaceOutcome, ...]:
    return (
        InterfaceOutcome(between=("rod", "metal"), contact_fraction=1.0, mean_gap_m=0.0),
        InterfaceOutcome(
            between=("metal", "electrolyte"),
            contact_fraction=contact,
            clean_fraction=contact,
            mean_gap_m=(1 - contact) * 4e-7,
            gas_pressure_pa=1.0e5,
            charge_transfer_ohm_m2=5e-4 / contact,
            constriction_ohm_m2=2e-6,
            resistance_ohm_m2=5e-4 / contact + 2e-6,
            current_focusing=1 / contact,
        ),
    )


def step(name: str, **changes: object) -> StepOutcome:
    usual: dict[str, object] = {
        "name": name,
        "kind": "press",
        "duration_s": 600.0,
        "applied_pressure_pa": 1.0e7,
        "temperature_k": 370.15,
        "highest_temperature_k": 370.3,
        "force_n": 1.0e7 * AREA,
        "area_m2": AREA,
        "layers": layers(),
        "interfaces": faces(),
        "risks": (risk(), fracture()),
        "cell_resistance_ohm": 50.3,
        "ended": "dwell over",
    }
    return StepOutcome(**(usual | changes))  # type: ignore[arg-type]


def thermal_press(title: str = "Sodium pressed warm on Na5SmSi4O12") -> Outcome:
    steps = (
        step(
            "warm",
            kind="heat",
            duration_s=900.0,
            applied_pressure_pa=1e6,
            force_n=1e6 * AREA,
            interfaces=faces(0.21),
            layers=layers(2e-4),
            history=history(900.0, (0.0, 1e6), (298.15, 370.15), (0.0, 0.46)),
            ended="temperature reached",
        ),
        step("press", history=history(600.0, (1e6, 1e7), (370.15, 370.15), (0.46, 1.0))),
        step(
            "cool",
            kind="cool",
            duration_s=1800.0,
            temperature_k=303.15,
            highest_temperature_k=370.15,
            history=history(1800.0, (1e7, 1e7), (370.15, 303.15), (1.0, 1.0)),
            ended="temperature reached",
        ),
        step(
            "release",
            kind="release",
            temperature_k=303.15,
            highest_temperature_k=303.15,
            duration_s=10.0,
            applied_pressure_pa=0.0,
            force_n=0.0,
        ),
    )
    cell = Cell(
        resistance_ohm=50.3,
        area_m2=float(AREA),
        critical_current_a_per_m2=CriticalCurrent(stripping=8.0),
        protocol="0.1 mA/cm^2 steps of 1 h, 25 degC, no pressure",
    )
    return outcome(steps, cell, title)


def molten() -> Outcome:
    hot = step(
        "press",
        risks=(risk(value=372.2, limit=371.06),),
        ended="molten",
        carried_out=False,
        history=None,
    )
    return outcome((hot,), None, "Too hot")


def powder_cell() -> Outcome:
    green = LayerOutcome(
        name="electrolyte",
        material="Li6PS5Cl",
        kind="powder",
        thickness_m=6e-4,
        diameter_m=0.01,
        relative_density=0.86,
        conductivity_s_per_m=0.12,
        resistance_ohm=63.7,
    )
    crimper = weigh(
        kind="press",
        where="coin-cell-crimper",
        value=19635.0,
        limit=9806.65,
        unit="N",
        reason="250 MPa on 10 mm take 2.0 t, the crimper gives 1.0 t",
        cure="use a press of 2 t or more",
    )
    done = step("densify", kind="compact", layers=(green,), interfaces=faces(0.62))
    return outcome((done, step("grip", layers=(green,), risks=(crimper,))), None, "Powder")


def outcome(steps: tuple[StepOutcome, ...], cell: Cell | None, title: str) -> Outcome:
    verdict: Verdict = judge(steps, cell)
    return Outcome(
        recipe=RecipeMark(title=title, digest=DIGEST),
        steps=steps,
        cell=cell,
        verdict=verdict,
        warnings=("rod and metal: no topography given, taken as in perfect contact",),
        sources=SOURCES,
        versions={"asperity": "0.1.0", "numpy": np.__version__},
    )


SAMPLES = {"thermal": thermal_press, "molten": molten, "powder": powder_cell}
