"""Runs over HTTP: the same outcome as from Python, errors that can be mended."""

import json
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

import asperity
from asperity.recipe import example_text
from asperity.web.store.record import ENDED, Asked

CHANGES = {"steps.press.pressure": "20 MPa", "steps.press.dwell": "1 min"}


def begun(client, **asked):
    answer = client.post("/api/runs", json={"recipe": "na-cold-press", **asked})
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"] == f"/api/runs/{answer.json()['id']}"
    return answer.json()["id"]


def ended(client, name):
    for _ in range(1200):
        run = client.get(f"/api/runs/{name}").json()
        if run["state"] in ENDED:
            return run
        time.sleep(0.1)
    raise AssertionError(run)


@pytest.fixture(scope="module")
def pressed(place):
    _house, client = place
    name = begun(client, set=CHANGES, tags=["Monday"], notes="first")
    return name, ended(client, name)


def outcome(client, name):
    return asperity.Outcome.from_dict(client.get(f"/api/runs/{name}/outcome.json").json())


def test_the_outcome_is_that_of_python(client, pressed):
    name, run = pressed
    alone = asperity.press(asperity.load_recipe("na-cold-press").replace(CHANGES))
    assert outcome(client, name) == alone
    assert run["state"] == ("done" if alone.carried_out else "not carried out")
    assert run["summary"]["verdict"] == alone.verdict.level
    assert (run["tags"], run["notes"], run["page"]) == (["Monday"], "first", f"/runs/{name}")
    assert run["progress"]["finished"] == [step.name for step in alone.steps]
    points = client.get(f"/api/runs/{name}/points").json()
    assert len(points) == run["progress"]["points"]
    assert client.get(f"/api/runs/{name}/points?since=2").json() == points[2:]


def test_two_at_once_share_nothing(client):
    wanted = {"10 MPa": None, "40 MPa": None}
    with ThreadPoolExecutor(2) as people:
        names = list(people.map(lambda p: begun(client, set={"steps.press.pressure": p}), wanted))
        list(people.map(lambda name: ended(client, name), names))
    recipe = asperity.load_recipe("na-cold-press")
    for pressure, name in zip(wanted, names, strict=True):
        alone = asperity.press(recipe.replace({"steps.press.pressure": pressure}))
        assert outcome(client, name) == alone
        assert pressure in client.get(f"/api/runs/{name}/recipe.toml").text


def test_files(client, pressed):
    name, run = pressed
    assert set(run["files"]) == {"recipe", "outcome", "report", "pdf", "figures"}
    report = client.get(run["files"]["report"])
    assert report.headers["content-type"].startswith("text/html")
    assert report.headers["content-security-policy"].startswith("default-src 'none'")
    assert report.text.startswith("<!doctype html>")
    assert client.get(run["files"]["pdf"]).content.startswith(b"%PDF-")
    figures = client.get(run["files"]["figures"]).json()
    first = next(iter(figures.values()))
    assert "<svg" in client.get(first).text
    assert client.get(first.replace(".svg", ".png")).content.startswith(b"\x89PNG")
    kept = client.get(f"/api/runs/{name}/outcome.json?keep=true").headers["content-disposition"]
    assert kept.startswith("attachment; filename=")
    assert asperity.load_recipe("na-cold-press").replace(CHANGES).digest in json.dumps(run)


def test_a_recipe_as_it_was_sent(client, house):
    text = "# mine\n" + example_text("na-cold-press")
    asked = Asked(recipe=text)
    name = house.store.add(asked, title="x", digest="d", state="waiting").id
    assert client.get(f"/api/runs/{name}/recipe.toml").text == text
    for file in ("outcome.json", "report.html", "report.pdf", "maps.nc", "figures"):
        answer = client.get(f"/api/runs/{name}/{file}")
        assert (answer.status_code, answer.json()["where"]) == (404, "id"), file
    assert client.ask("DELETE", f"/api/runs/{name}").status_code == 409
    house.store.change(name, state="interrupted")
    assert client.ask("DELETE", f"/api/runs/{name}").status_code == 204
    assert client.get(f"/api/runs/{name}").status_code == 404


def test_notes_and_search(client, pressed):
    name, _run = pressed
    path = f"/api/runs/{name}"
    changed = client.ask("PATCH", path, json={"tags": ["Tuesday"]}).json()
    assert (changed["tags"], changed["notes"]) == (["Tuesday"], "first")
    found = client.get("/api/runs", params={"text": "FIRST tuesday", "tag": "Tuesday"}).json()
    assert [run["id"] for run in found] == [name]
    assert client.get("/api/runs", params={"text": "first", "tag": "Monday"}).json() == []
    assert client.ask("PATCH", path, json={"tags": ["x" * 61]}).status_code == 422
    assert client.post(f"{path}/stop").json()["state"] in ENDED, "it has ended, and stays so"
    assert client.post(f"{path}/resume").status_code == 409


BAD = {
    "no toml": ({"recipe": "x = ["}, "recipe"),
    "no recipe": ({"recipe": "title = 'x'"}, ""),
    "unknown path": ({"recipe": "na-foil", "set": {"steps.press.presure": "1 MPa"}}, "steps"),
    "no unit": ({"recipe": "na-cold-press", "set": {"steps.press.pressure": "3"}}, "steps"),
    "nothing": ({}, "body.recipe"),
    "a kind": ({"recipe": "na-foil", "kind": "bake"}, "body.kind"),
    "a name": ({"recipe": "na-foil", "option": {}}, "body.option"),
    "too long": ({"recipe": "#" * 1_000_001}, "recipe"),
    "other files": (
        {
            "recipe": "na-cold-press",
            "set": {"interfaces.metal:electrolyte.map": "face.npy"},
        },
        "interfaces",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_refusals(client, house, case):
    asked, where = BAD[case]
    before = len(house.store.find(limit=500))
    answer = client.post("/api/runs", json=asked)
    assert answer.status_code == 422
    told = answer.json()
    assert set(told) == {"where", "found", "instead", "also"}
    assert told["where"].startswith(where), told
    assert len(house.store.find(limit=500)) == before


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/runs/0123456789ab", 404),
        ("GET", "/api/runs/..%2f..%2fetc%2fpasswd", 404),
        ("GET", "/api/runs/x/recipe.toml", 404),
        ("POST", "/api/runs/x/stop", 404),
        ("POST", "/api/runs/x/resume", 404),
        ("PATCH", "/api/runs/x", 422),
        ("DELETE", "/api/runs/x", 404),
        ("GET", "/api/nothing", 404),
        ("PUT", "/api/runs", 405),
        ("DELETE", "/api/faces", 405),
        ("GET", "/api/runs/x/stop", 405),
        ("GET", "/api/runs?limit=0", 422),
        ("GET", "/api/runs?state=lost", 422),
    ],
)
def test_errors_are_all_alike(client, method, path, status):
    answer = client.ask(method, path)
    assert answer.status_code == status
    assert set(answer.json()) == {"where", "found", "instead", "also"}


def test_it_is_documented(client):
    told = client.get("/api/openapi.json").json()
    assert set(told["paths"]) >= {
        "/api/runs", "/api/runs/{id}", "/api/runs/{id}/stop", "/api/runs/{id}/resume",
        "/api/runs/{id}/recipe.toml", "/api/runs/{id}/outcome.json", "/api/runs/{id}/report.html",
        "/api/runs/{id}/report.pdf", "/api/runs/{id}/maps.nc", "/api/faces",
    }  # fmt: skip
    for path, methods in told["paths"].items():
        for method, what in methods.items():
            assert what.get("description") or what.get("summary"), (method, path)
            assert "401" in what["responses"], (method, path)
    assert client.get("/docs").status_code == 404, "a page that would fetch from elsewhere"
