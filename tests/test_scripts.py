"""The two commands, tried as a person meets them: as files, in folders with odd names."""

import ast
import hashlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import chromium
import debian
import environment
import mailtools
import packages
import preview
import webtools
from checking import Step, marker_arguments, run_step
from environment import Home
from messages import Stop

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted((ROOT / "scripts").glob("*.py"))
LOCKS = sorted((ROOT / "locks").glob("*.txt"))

MARKER = r"[a-z_]+ [<>=!]+ '[\w.]+'"
PACKAGE_LINE = re.compile(rf"[a-z0-9][a-z0-9.-]*==[0-9][\w.+!-]*( ; {MARKER}( and {MARKER})*)? \\")
HASH_LINE = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")

STAND_IN = """
import json, pathlib, sys, time
asked = json.loads(pathlib.Path("codes.json").read_text())
try:
    print("samverka", *sys.argv[1:], flush=True)
    time.sleep(asked.get("sleep", 0))
except KeyboardInterrupt:
    sys.exit(130)
sys.exit(asked.get(sys.argv[1], 0))
"""
"""Stands for the real command: says what it was asked, and ends as the test wants it to."""


def pins(lock: Path) -> dict[str, str]:
    found = re.findall(r"^([\w.-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in found}


def annotations(tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation
        if isinstance(node, ast.FunctionDef) and node.returns:
            yield node.returns


def pip_here(folder: Path, **settings: str) -> packages.Pip:
    kept = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    plain = {k: v for k, v in kept.items() if not k.startswith("PIP_")}
    given = {**plain, "PIP_CONFIG_FILE": os.devnull, **settings}
    return packages.Pip(Path(sys.executable), folder, given)


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def write_wheel(folder: Path) -> Path:
    wheel = folder / "liten-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("liten-1.0.dist-info/METADATA", "Name: liten\nVersion: 1.0\n")
        archive.writestr("liten-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\n")
        archive.writestr("liten-1.0.dist-info/RECORD", "")
    return wheel


def write_lock(folder: Path, digest: str) -> Path:
    lock = folder / "lock.txt"
    lock.write_text(f"liten==1.0 \\\n    --hash=sha256:{digest}\n", encoding="utf-8")
    return lock


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A clone that is set up as far as the scripts can tell, with a stand-in for the command."""
    home = Home(tmp_path / "en mapp på skrivbordet")
    for name in ("scripts", "locks"):
        shutil.copytree(ROOT / name, home.root / name)
    shutil.copy(ROOT / "pyproject.toml", home.root)
    (home.root / "inbox").mkdir()
    (home.root / "inbox" / "möte.docx").touch()
    (home.root / "samverka").mkdir()
    (home.root / "samverka" / "__main__.py").write_text(STAND_IN, encoding="utf-8")
    (home.root / "codes.json").write_text("{}", encoding="utf-8")
    home.python.parent.mkdir(parents=True)
    home.python.symlink_to(sys.executable)
    environment.write_stamp(home, ["site"])
    return home


def run_script(home: Home, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=home.root.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def script(home: Home, name: str) -> str:
    return str(home.root / "scripts" / name)


def test_an_old_python_is_told_which_one_to_install() -> None:
    with pytest.raises(Stop, match=r"Python 3\.8\.18(.|\n)*sudo apt install python3"):
        environment.check_python((3, 8, 18))


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 2), (4, 0, 0)])
def test_a_python_that_is_new_enough_is_let_through(version: tuple[int, ...]) -> None:
    environment.check_python(version)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_an_old_python_can_read_every_script_up_to_the_message(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 7))
    newer = [
        ast.unparse(annotation)
        for annotation in annotations(tree)
        if any(isinstance(part, ast.Subscript | ast.BinOp) for part in ast.walk(annotation))
    ]
    assert newer == [], "an old Python would trip over these; put them in quotes"


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_needs_nothing_but_the_standard_library(path: Path) -> None:
    beside_it = {script.stem for script in SCRIPTS}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    direct = [n.name for node in ast.walk(tree) if isinstance(node, ast.Import) for n in node.names]
    from_ = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    roots = {name.split(".")[0] for name in [*direct, *from_]}
    assert roots <= beside_it | sys.stdlib_module_names


def test_a_python_without_ensurepip_is_told_what_to_install() -> None:
    with pytest.raises(Stop, match=r"saknar ensurepip_som_saknas(.|\n)*apt install python3-venv"):
        environment.check_modules(("venv", "ensurepip_som_saknas"))


def test_no_network_is_named_and_not_shown_as_a_fault_in_a_package(tmp_path: Path) -> None:
    lock = write_lock(tmp_path, "0" * 64)
    index = f"http://127.0.0.1:{closed_port()}/simple"
    with pytest.raises(Stop, match="Det går inte att nå nätet"):
        packages.install_locked(pip_here(tmp_path, PIP_INDEX_URL=index), lock)


def test_a_file_that_differs_from_the_lock_is_refused(tmp_path: Path) -> None:
    write_wheel(tmp_path)
    pip = pip_here(tmp_path, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path))
    with pytest.raises(Stop, match="inte det som låsfilen anger"):
        packages.install_locked(pip, write_lock(tmp_path, "0" * 64))


def test_locked_packages_are_counted_as_they_come(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    digest = hashlib.sha256(write_wheel(tmp_path).read_bytes()).hexdigest()
    pip = pip_here(tmp_path, PIP_NO_INDEX="1", PIP_FIND_LINKS=str(tmp_path), PIP_DRY_RUN="1")
    progress = packages.Progress(1)
    arguments = ["install", "--require-hashes", "-r", str(write_lock(tmp_path, digest))]
    packages.follow(pip, arguments, progress)
    assert progress.fetched == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("output", "told"),
    [
        ("SSLError: CERTIFICATE_VERIFY_FAILED, connection broken", "certifikat"),
        ("OSError: [Errno 28] No space left on device", "Disken är full"),
        ("ERROR: something nobody thought of", "something nobody thought of"),
    ],
)
def test_pip_giving_up_is_explained(output: str, told: str) -> None:
    assert told in str(packages.explain(output))


def test_a_finished_set_up_is_recognised(home: Home) -> None:
    assert environment.read_stamp(home) == ["site"]


def test_a_changed_lock_asks_for_a_new_set_up(home: Home) -> None:
    with home.lock("site").open("a", encoding="utf-8") as lock:
        lock.write("\n")
    assert environment.read_stamp(home) == []


def test_a_set_up_that_lost_its_python_is_made_again(home: Home) -> None:
    home.python.unlink()
    home.python.symlink_to(home.root / "borttagen")
    assert environment.read_stamp(home) == []


def test_a_moved_clone_asks_for_a_new_set_up(home: Home) -> None:
    moved = Home(home.root.rename(home.root.with_name("flyttad")))
    assert environment.read_stamp(moved) == []


def test_a_half_made_set_up_is_made_again(home: Home) -> None:
    home.stamp.write_text("", encoding="utf-8")
    assert environment.read_stamp(home) == []
    home.stamp.unlink()
    assert environment.read_stamp(home) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_packages_and_hashes_and_nothing_else(lock: Path) -> None:
    lines = lock.read_text(encoding="utf-8").splitlines()
    strange = [
        line for line in lines if not (PACKAGE_LINE.fullmatch(line) or HASH_LINE.fullmatch(line))
    ]
    assert lines
    assert strange == []


def test_the_locks_hold_what_the_project_asks_for() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, build = asked["project"], asked["dependency-groups"]["build"]
    for lock, wanted in (
        ("site", [*project["dependencies"], *build]),
        ("test", project["optional-dependencies"]["test"]),
    ):
        locked = pins(ROOT / "locks" / f"{lock}.txt")
        for requirement in map(Requirement, wanted):
            version = locked.get(canonicalize_name(requirement.name), "")
            assert requirement.specifier.contains(version), f"{requirement} in {lock}.txt"


def test_the_lock_of_the_tests_holds_all_of_the_sites() -> None:
    assert pins(ROOT / "locks/site.txt").items() <= pins(ROOT / "locks/test.txt").items()


@pytest.mark.parametrize(
    ("imported", "built", "answer"), [(0, 0, 0), (1, 0, 1), (2, 0, 2), (0, 1, 1), (1, 2, 2)]
)
def test_the_site_is_built_whatever_the_import_said(
    home: Home, imported: int, built: int, answer: int
) -> None:
    codes = f'{{"import": {imported}, "build": {built}}}'
    (home.root / "codes.json").write_text(codes, encoding="utf-8")
    done = run_script(home, script(home, "site.py"))
    assert done.stdout.splitlines()[:2] == ["samverka import inbox", "samverka build"]
    assert ("site/index.html" in done.stdout) == (built < 2)
    assert (done.returncode, done.stderr) == (answer, "")


def test_an_empty_inbox_is_nothing_to_refuse(home: Home) -> None:
    (home.root / "inbox" / "möte.docx").rename(home.root / "inbox" / ".gitkeep")
    done = run_script(home, script(home, "site.py"))
    assert "samverka import" not in done.stdout
    assert "inbox/) är tom" in done.stdout
    assert done.returncode == 0


def test_further_arguments_reach_the_build(home: Home) -> None:
    done = run_script(home, script(home, "site.py"), "--strict")
    assert "samverka build --strict\n" in done.stdout


def test_the_scheduled_import_leaves_its_report(home: Home) -> None:
    done = run_script(home, script(home, "import_word.py"), "--dry-run")
    report = Path(".samverka") / "import.json"
    assert done.stdout == f"samverka import inbox --report {report} --dry-run\n"


def test_the_scheduled_digest_is_one_command(home: Home) -> None:
    done = run_script(home, script(home, "weekly_digest.py"), "--audience", "Skola")
    assert done.stdout == "samverka digest --scheduled --audience Skola\n"


@pytest.mark.parametrize("name", ["site.py", "test.py", "import_word.py", "weekly_digest.py"])
def test_help_comes_in_swedish_without_setting_anything_up(home: Home, name: str) -> None:
    home.stamp.unlink()
    done = run_script(home, script(home, name), "--help")
    assert "Exempel:" in done.stdout
    assert f"scripts/{name}" in done.stdout.replace("\\", "/")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="a console's Ctrl-C cannot be sent to one program")
def test_ctrl_c_ends_without_a_trace(home: Home) -> None:
    (home.root / "codes.json").write_text('{"sleep": 60}', encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, script(home, "site.py")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
    ) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "samverka import inbox\n"
        os.killpg(running.pid, signal.SIGINT)
        _, complaints = running.communicate(timeout=30)
    assert (running.returncode, complaints.strip()) == (130, "")


def test_a_failed_check_is_told_with_its_last_line(
    home: Home, capfd: pytest.CaptureFixture[str]
) -> None:
    (home.root / "faller.py").write_text("print('nej')\nraise SystemExit(3)\n", encoding="utf-8")
    outcome = run_step(home, Step("Provet", ["faller"]))
    assert (outcome.passed, outcome.last_line) == (False, "nej")
    assert "== Provet" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("slow", "browser", "expected"),
    [
        (True, True, ["-m", "not covered"]),
        (False, True, ["-m", "not slow"]),
        (False, False, ["-m", "not slow and not browser"]),
    ],
)
def test_what_is_left_out_is_what_was_not_asked_for(
    *, slow: bool, browser: bool, expected: list[str]
) -> None:
    assert marker_arguments(slow=slow, browser=browser) == expected


def test_a_browser_is_found_where_one_is_told(tmp_path: Path) -> None:
    browser = tmp_path / "webbläsare"
    browser.touch()
    assert chromium.find_chromium({chromium.TOLD: str(browser)}) == str(browser)


def test_a_browser_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    nowhere = {chromium.TOLD: str(tmp_path / "borta"), "PATH": str(tmp_path)}
    if chromium.usual_places(nowhere):
        pytest.skip("this system has places of its own for browsers")
    assert chromium.find_chromium(nowhere) == ""


def test_what_the_web_tests_lack_is_known_by_debians_names() -> None:
    programs: dict[str, tuple[str, ...]] = {
        "sh": ("dash",),
        "xmllint-that-is-nowhere": webtools.WISHED["xmllint"],
    }
    assert webtools.packages_of_missing(programs) == ["libxml2-utils"]


def test_nothing_is_installed_on_a_system_that_is_not_debian() -> None:
    assert debian.apt_commands("ID=fedora\nID_LIKE=rhel\n", ("chromium",)) == []


def test_no_service_is_started_while_programs_are_installed(tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    with mailtools.no_services(policy):
        assert subprocess.run([str(policy)], check=False).returncode == 101
    assert not policy.exists()


def test_what_the_system_says_of_services_is_left_as_it_was(tmp_path: Path) -> None:
    policy = tmp_path / "policy-rc.d"
    policy.write_text("#!/bin/sh\nexit 104\n", encoding="ascii")
    with mailtools.no_services(policy):
        assert "104" in policy.read_text(encoding="ascii")
    assert policy.exists()


@contextmanager
def served(folder: Path) -> Iterator[int]:
    with preview.open_server(folder, (0,)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield int(server.server_address[1])
        server.shutdown()
        thread.join()


def ask(port: int, path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode("utf-8")
    connection.close()
    return answer.status, body


def test_a_missing_page_shows_the_sites_own_page(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("Välkommen", encoding="utf-8")
    (tmp_path / "404.html").write_text("Sidan finns inte", encoding="utf-8")
    with served(tmp_path) as port:
        assert ask(port, "/") == (200, "Välkommen")
        assert ask(port, "/borta/") == (404, "Sidan finns inte")


def test_a_taken_port_is_passed_over(tmp_path: Path) -> None:
    with (
        preview.open_server(tmp_path, (0,)) as first,
        preview.open_server(tmp_path, (int(first.server_address[1]), 0)) as second,
    ):
        assert second.server_address[0] == "127.0.0.1"
        assert second.server_address[1] != first.server_address[1]
