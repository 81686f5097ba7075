"""Runs programs under Streamlit's `AppTest`, by the Python of one environment: `python runner.py < JOBS`, one JSON object a line on standard output.

Knows Streamlit and the standard library alone: nothing else of this project is in its environment. Streamlit is imported once; each program then
has a process of its own, forked from that, so that none sees what another left behind. No program reaches a network.
"""

from __future__ import annotations

import json
import os
import re
import socket
import sys
import tempfile
import tomllib
import traceback
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.handbook import driving

WARM = ("pandas", "pyarrow", "altair", "matplotlib.pyplot", "plotly.express", "pydeck", "graphviz", "sqlalchemy", "streamlit.testing.v1")
"""What programs may use; importing it here once saves it in each of them."""
_DEPRECATED = re.compile(r"deprecat|will be removed|no longer", re.IGNORECASE)
LAST_LINES = 12
PATIENCE = 3
"""A program that goes on after so many times its time limit is ended."""


def main() -> int:
    """Run the jobs on standard input; 0 whatever became of them."""
    jobs = json.load(sys.stdin)
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for name in WARM:
        import_module(name)
    for job in jobs:
        told.write(json.dumps({"id": job["id"], **_apart(job)}) + "\n")
        told.flush()
    return 0


def _apart(job: dict[str, Any]) -> dict[str, Any]:
    """Run one job in a process of its own; what it tells, or how it ended."""
    context = get_context("fork")
    ours, its = context.Pipe(duplex=False)
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        process = context.Process(target=_inside, args=(its, job, output.fileno()))
        process.start()
        its.close()
        try:
            found = ours.recv() if ours.poll(job["timeout"] * PATIENCE) else {"failures": [f"it did not end within {job['timeout'] * PATIENCE} s"]}
        except EOFError:
            process.join(job["timeout"])
            found = {"failures": [f"its process ended with status {process.exitcode}"]}
        if process.is_alive():
            process.kill()
        process.join()
        output.seek(0)
        lines = output.read().splitlines()
    notices = sorted({line.strip() for line in lines if _DEPRECATED.search(line)})
    return {"widgets": [], "driven": False, "undriven": "", **found, "notices": notices, "output": lines[-LAST_LINES:] if found["failures"] else []}


def _inside(told: Any, job: dict[str, Any], output: int) -> None:
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.chdir(job["folder"])
    sys.path.insert(0, job["folder"])  # as `streamlit run` does
    _cut_off()
    try:
        found = _run(job)
    except Exception:  # noqa: BLE001 - whatever a program does is reported
        found = {"failures": [traceback.format_exc(limit=-6).strip()]}
    told.send(found)
    told.close()
    sys.stdout.flush()
    os._exit(0)  # threads that a program left running do not keep it


def _cut_off() -> None:
    """Refuse every connection but those inside the machine's own files."""

    def refuse(_: socket.socket, address: object) -> None:
        raise ConnectionRefusedError(f"programs of the handbook reach no network: {address}")

    def unknown(host: object, *_: object, **__: object) -> None:
        raise socket.gaierror(f"programs of the handbook reach no network: {host}")

    socket.socket.connect = socket.socket.connect_ex = refuse  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = unknown  # type: ignore[assignment]


def _run(job: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"failures": [], "widgets": [], "driven": False, "undriven": ""}
    if job["entry"]:
        _run_app(job, found)
    if job["tests"]:
        import pytest  # noqa: PLC0415 - few programs want it

        status = pytest.main(["-q", "--tb=short", "-p", "no:cacheprovider", "--rootdir", job["folder"], "-c", os.devnull, *job["tests"]])
        if status:
            found["failures"].append(f"pytest ended with status {int(status)}")
        found["driven"] = True
    return found


def _run_app(job: dict[str, Any], found: dict[str, Any]) -> None:
    import streamlit  # noqa: PLC0415 - imported long since
    from streamlit import config  # noqa: PLC0415
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415

    folder = Path(job["folder"])
    settings = folder / ".streamlit" / "config.toml"
    if settings.is_file():
        config.CONFIG_FILENAMES = [str(settings)]  # older versions fixed the places where they look when they were imported
        config.get_config_options(force_reparse=True)
    app = AppTest.from_file(str(folder / job["entry"]), default_timeout=job["timeout"])
    secrets = folder / ".streamlit" / "secrets.toml"
    if secrets.is_file():  # the places where Streamlit looks were fixed when it was imported
        app.secrets = tomllib.loads(secrets.read_text(encoding="utf-8"))
    seen = _exceptions(app.run())
    found["widgets"] = _widgets(app)
    if job["drive"]:
        version = tuple(int(number) for number in streamlit.__version__.split(".")[:2])
        drive, found["undriven"] = driving.find(driving.load(Path(job["drive"])), job["name"], version)
        if drive:
            drive(app)
            found["driven"] = True
            seen += _exceptions(app)
    for page in sorted((folder / Path(job["entry"]).parent / "pages").glob("*.py")):
        seen += _exceptions(app.switch_page(str(page.relative_to((folder / job["entry"]).parent))).run())
    found["failures"] += [text for kind, text in seen if kind != job["raises"]]
    if job["raises"] and job["raises"] not in {kind for kind, _ in seen}:
        found["failures"].append(f"it does not raise {job['raises']}")


def _exceptions(app: Any) -> list[tuple[str, str]]:
    """The exceptions that an app shows: their class without its module, and what they say with the places in the program that led there."""
    folder = f"{Path.cwd()}/"
    found = []
    for shown in (element.proto for element in app.exception):
        places = [re.sub(r"\s+", " ", line.replace(folder, "")) for line in shown.stack_trace if folder in line]
        kind = shown.type.rpartition(".")[2]
        found.append((kind, " | ".join([f"{kind}: {shown.message.strip()}", *places])))
    return found


def _widgets(app: Any) -> list[str]:
    """The kinds of the elements that a person can do something with."""
    from streamlit.testing.v1 import element_tree  # noqa: PLC0415

    def is_one(node: Any) -> bool:
        if isinstance(node, element_tree.UnknownElement):
            return bool(getattr(node.proto, "id", ""))
        return isinstance(node, element_tree.Widget) or bool(getattr(getattr(node, "proto", None), "editing_mode", 0))

    return sorted({node.type for node in app._tree if is_one(node)})  # there is no public way to ask for all


if __name__ == "__main__":
    sys.exit(main())
