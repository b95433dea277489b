"""Page of maps: sodium on a ceramic, pressure and temperature, from the verb's own code."""

from _kit import NAME, OUT, load, snippet

from asperity.report.lines import to_text
from asperity.report.mapping.picture import picture
from asperity.report.mapping.terminal import render
from asperity.study import map_recipe

EXAMPLE = "na-thermal-press"
X = "steps.press.pressure=2 MPa..500 MPa"
Y = "steps.press.temperature=25 degC..110 degC"
OF = "interface-resistance"
POINTS, PRESSES = 50, 300
"""A lattice and a number of presses that a page can wait for."""


def main() -> None:
    found = map_recipe(load(EXAMPLE), x=X, y=Y, of=OF, points=POINTS, presses=PRESSES)
    (OUT / f"{NAME}.svg").write_bytes(picture(found, "svg"))
    command = (
        f"asperity map {EXAMPLE} \\\n"
        f'    --x steps.press.pressure="2 MPa..500 MPa" \\\n'
        f'    --y steps.press.temperature="25 degC..110 degC" \\\n'
        f"    --of {OF} --out map.png --out map.html"
    )
    snippet("command", f"```sh\n{command}\n```")
    snippet("told", f"```text\n{to_text(render(found), width=96).strip()}\n```")


main()
