"""The recipes of the handbook, tried where the programs they are for are at hand."""

import io
import os
import re
import shutil
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from ruamel.yaml import YAML

from samverka.pages.machine.hosting import HEADERS, KEPT_FOR_A_YEAR
from tests.small_site import Site, page

PROJECT = Path(__file__).parent.parent
RECIPES = (PROJECT / "docs/handbok/servern.md").read_text(encoding="utf-8")
NGINX = shutil.which("nginx")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", RECIPES, re.DOTALL | re.MULTILINE)


def test_the_recipe_for_nginx_has_the_headers_we_mean() -> None:
    (recipe,) = blocks("nginx")
    for name, value in HEADERS.items():
        assert f'add_header {name} "{value}" always;' in recipe, name
    assert f'"{KEPT_FOR_A_YEAR}"' in recipe


def test_the_recipes_for_build_servers_are_yaml_and_build_as_the_handbook_says() -> None:
    by_hand = next(block for block in blocks("sh") if "samverka build" in block)
    steps = [line for line in by_hand.splitlines() if " pip " in line or "/pip " in line]
    recipes = [block for block in blocks("yaml") if "samverka build" in block]
    assert (len(recipes), len(steps)) == (2, 2)
    for recipe in recipes:
        assert YAML(typ="safe", pure=True).load(io.StringIO(recipe))
        assert all(step in recipe for step in steps)
        assert "SITE_URL=" in recipe


def test_the_locks_the_recipes_name_are_there() -> None:
    named = set(re.findall(r"-r (\S+)", RECIPES))
    assert named == {"locks/site.txt"}
    assert all((PROJECT / name).is_file() for name in named)


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small site that nginx serves as the handbook says."""
    if NGINX is None:
        pytest.skip("there is no nginx here")
    folder = tmp_path_factory.mktemp("nginx")
    site = Site(folder).set_up().write("docs/om/a.md", page("A", "Text. " * 200, date="2022-05-06"))
    site.write("docs/fil.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n").build()
    port = free_port()
    (recipe,) = blocks("nginx")
    recipe = recipe.replace("listen 80;", f"listen 127.0.0.1:{port};")
    recipe = recipe.replace("/srv/webbplatsen", str(folder / "site"))
    user = "user root;" if os.geteuid() == 0 else ""
    kept = "".join(
        f"{name}_temp_path {folder}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    before = f"{user} pid {folder}/pid; error_log {folder}/log; events {{ }}"
    around = f"include /etc/nginx/mime.types; access_log off; {kept}"
    site.write("nginx.conf", f"{before}\nhttp {{\n{around}\n{recipe}\n}}\n")
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    subprocess.run(command, check=True)  # it answers once the port is open
    yield f"http://127.0.0.1:{port}"
    subprocess.run([*command, "-s", "quit"], check=True)


def get(address: str) -> tuple[int, dict[str, str]]:
    request = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})  # noqa: S310
    try:
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            return answer.status, dict(answer.headers)
    except URLError as refused:
        return getattr(refused, "code", 0), dict(getattr(refused, "headers", {}) or {})


@pytest.mark.parametrize("path", ["/", "/om/a/", "/finns-inte/", "/feed/alla.xml", "/fil.ics"])
def test_nginx_sends_every_header_with_everything(served: str, path: str) -> None:
    _, headers = get(served + path)
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    assert headers["Cache-Control"] == "public, max-age=300"


def test_nginx_keeps_what_never_changes_and_says_what_each_file_is(served: str) -> None:
    with urllib.request.urlopen(f"{served}/") as answer:  # noqa: S310
        html = answer.read().decode()
    style = re.search(r'href="(assets/samverka/[^"]+\.css)"', html)
    assert style
    assert get(f"{served}/{style[1]}")[1]["Cache-Control"] == KEPT_FOR_A_YEAR
    kinds = {
        "/feed/alla.xml": "application/atom+xml; charset=utf-8",
        "/feed/alla.json": "application/feed+json; charset=utf-8",
        "/fil.ics": "text/calendar; charset=utf-8",
        "/": "text/html; charset=utf-8",
    }
    assert {path: get(served + path)[1]["Content-Type"] for path in kinds} == kinds
    assert get(f"{served}/feed/alla.xml")[1].get("Content-Encoding") == "gzip"


def test_nginx_answers_for_pages_that_are_lost_moved_and_private(served: str) -> None:
    assert get(f"{served}/finns-inte/")[0] == 404
    assert get(f"{served}/_headers")[0] == 404
    assert get(f"{served}/om/a")[0] == 200
