import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "data" / "golden"


def test_a_bench_prints_one_document_with_its_figures_and_bars():
    command = [sys.executable, "-m", "tests.bench", "render", "--json", "--pairs", "1", "--source", str(GOLDEN)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr == ""
    document = json.loads(done.stdout)
    assert set(document) == {"bench", "figures", "bars"}
    assert document["bench"] == "render"
    assert document["figures"]["pages"] == document["figures"]["files"] == len(list(GOLDEN.rglob("*.md")))
    assert all(value > 0 for value in document["figures"].values())
    [bar] = document["bars"]
    assert set(bar) == {"name", "value", "limit", "ok"}
    assert bar["name"] == "render_ratio"
    assert bar["limit"] == 1.6
    assert bar["ok"] is (bar["value"] <= bar["limit"])
    assert done.returncode == (0 if bar["ok"] else 1)
