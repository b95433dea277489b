"""Reference of the HTTP API: what the server says of itself, as tables."""

from typing import Any, cast

from _kit import snippet

from asperity.web import api
from asperity.web.api import files, runs, upload
from asperity.web.house import House

REFUSED = 400


def described() -> dict[str, Any]:
    """The description that a server hands out; nobody is asked anything."""
    app = api.made()
    for room in (runs, files, upload):
        app.include_router(room.routes(cast("House", None)))
    return app.openapi()


def sort_of(field: dict[str, Any]) -> str:
    """What a field holds, in a word."""
    if "$ref" in field:
        return str(field["$ref"]).rpartition("/")[2]
    if "enum" in field:
        return " or ".join(f"`{one}`" for one in field["enum"])
    if "anyOf" in field:
        return " or ".join(sort_of(one) for one in field["anyOf"])
    words = {"null": "nothing", "string": "text", "object": "names and values", "array": "a list"}
    kind = str(field.get("type", "any"))
    if field.get("format") == "date-time":
        return "a moment"
    if kind == "array" and "items" in field:
        return f"a list of {sort_of(field['items'])}"
    return words.get(kind, kind)


def table(headings: list[str], rows: list[list[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(" ".join(c.split()) for c in row) + " |" for row in lines)


def main() -> None:
    told = described()
    rows = []
    for path, methods in told["paths"].items():
        for method, what in methods.items():
            codes = sorted(code for code in what["responses"] if int(code) >= REFUSED)
            rows.append([f"`{method.upper()} {path}`", what["description"], ", ".join(codes)])
    snippet("paths", table(["ask", "for", "refused with"], rows))
    for name in ("NewRun", "Change", "RunTold", "ProgressTold", "PointTold", "FaceTold", "Refused"):
        shape = told["components"]["schemas"][name]
        fields = [
            [f"`{field}`", sort_of(what), what.get("description", "")]
            for field, what in shape["properties"].items()
        ]
        snippet(name.lower(), table(["field", "holds", "meaning"], fields))


if __name__ == "__main__":
    main()
