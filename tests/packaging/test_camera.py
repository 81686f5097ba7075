from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
PAGE = """<!doctype html><title>Quay</title>
<style>
body { margin: 0; height: 400px; background: #fff; font: 16px/24px sans-serif }
label, button, i { display: block }
i { width: 9px; height: 9px; background: red; animation: go 1s infinite alternate }
@keyframes go { to { margin-left: 90px } }
button:hover, button:focus { background: lime }
</style>
<i></i><label>Name <input aria-label="Name" value="old"></label> <button>Moor</button> <p id="said"></p>
<script>
  const said = document.querySelector("#said"), field = document.querySelector("input");
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") said.textContent += `<${field.value}>`; });
  document.querySelector("button").addEventListener("click", () => { requestAnimationFrame(() => said.textContent += `moored ${field.value}`); });
  fetch("http://127.0.0.2:" + location.port + "/elsewhere").catch(() => {}).finally(() => { document.title = "asked"; });
</script>"""
TAKE = """
import json, sys
sys.path.insert(0, sys.argv[1])
import camera
pictures, said = [], []
for _ in range(2):
    one = camera.Camera(300, 200, dark=True)
    one.open(sys.argv[2])
    one.wait("document.title === 'asked'", "Nobody asked")
    one.type("Name", "Tern")
    one.press("Return")
    one.click("Moor")
    one.wait("document.body.innerText.includes('moored Tern')", "Nobody moored")
    pictures.append(one.picture(0, 150))
    said.append(one.ask("document.querySelector('#said').textContent + matchMedia('(prefers-color-scheme: dark)').matches"))
    if len(said) == 2:
        camera.PATIENCE_MS = 2000
        try:
            one.click("Sail")
        except camera.CameraError as error:
            said.append(str(error))
    one.close()
first, second = pictures
print(json.dumps([said, first == second, first.width(), first.height(), sorted({first.pixelColor(x, 4).name() for x in range(600)})]))
"""


@pytest.fixture
def quay():
    """A server of one page, and the hosts that it was asked for things by."""
    asked = []

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(f"{self.headers['Host'].partition(':')[0]}{self.path}")
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(PAGE.encode())

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("", 0), Answer)
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}/", asked
    server.shutdown()
    server.server_close()


def test_it_acts_as_a_reader_and_takes_the_same_picture_twice(quay):
    url, asked = quay
    environ = {name: value for name, value in os.environ.items() if name != "QTWEBENGINE_CHROMIUM_FLAGS"}
    run = subprocess.run([sys.executable, "-c", TAKE, str(PACKAGING), url], env=environ, capture_output=True, text=True, timeout=220, check=False)
    assert run.returncode == 0, run.stderr
    said, same, width, height, colours = json.loads(run.stdout)
    assert said[:2] == ["<Tern>moored Terntrue"] * 2
    assert said[2].startswith("Nothing called 'Sail' was there to act on within 2 seconds; the page says: ")
    assert same
    assert (width, height) == (600, 300)
    assert colours == ["#ff0000", "#ffffff"]  # what moves stands still, and the stamp is not in the picture
    assert "127.0.0.1/" in asked
    assert "127.0.0.2/elsewhere" not in asked
