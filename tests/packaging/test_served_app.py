from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from served_app import ServerError, served

APP = """
import http.server, json, os, sys
port = next(int(word.rpartition("=")[2]) for word in sys.argv if "server.port" in word)
server = http.server.HTTPServer(("127.0.0.1", port), type("Answer", (http.server.BaseHTTPRequestHandler,), {
    "do_GET": lambda self: (self.send_response(200), self.end_headers(), self.wfile.write(json.dumps([sys.argv[1:], os.getcwd(), os.environ["HOME"]]).encode())),
    "log_message": lambda *_: None,
}))
print("\\n  You can now view it.\\n\\n  URL: here", flush=True)
server.serve_forever()
"""


@pytest.fixture
def folder(tmp_path):
    """A folder in which `python -m streamlit` runs what is written there."""

    def made(program):
        (tmp_path / "streamlit").mkdir()
        (tmp_path / "streamlit" / "__main__.py").write_text(program)
        return Path(os.path.realpath(tmp_path))

    return made


def test_an_app_is_served_to_this_machine_alone_and_ends(folder):
    place = folder(APP)
    with served(Path(sys.executable), place, "app.py", "viewer") as url:
        with urlopen(url, timeout=30) as reply:
            told = reply.read().decode()
        words, *places = json.loads(told)
    assert url.startswith("http://127.0.0.1:")
    assert words[:2] == ["run", "app.py"]
    assert {"--server.address=127.0.0.1", "--browser.gatherUsageStats=false", "--server.headless=true", "--client.toolbarMode=viewer"} <= set(words)
    assert places == [str(place)] * 2
    with pytest.raises(OSError, match="refused"):
        urlopen(url, timeout=30)


def test_one_that_ends_at_once_says_why(folder):
    with pytest.raises(ServerError, match=r"no such option"), served(Path(sys.executable), folder("print('no such option')"), "app.py", "viewer"):
        pass
