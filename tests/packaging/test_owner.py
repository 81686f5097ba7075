from __future__ import annotations

from pathlib import Path

from bringup.owner import owner_environment


def test_the_owner_gets_a_home_and_nothing_that_points_into_roots():
    root = {"HOME": "/root", "USER": "root", "LOGNAME": "root", "XDG_RUNTIME_DIR": "/run/user/0", "XDG_DATA_HOME": "/root/data",
            "SUDO_USER": "ada", "PATH": "/usr/bin", "DISPLAY": ":0", "PIP_NO_INDEX": "1", "DOCSHELF_HOME": "/srv/shelf"}
    assert owner_environment(root, "ada", Path("/home/ada")) == {
        "HOME": str(Path("/home/ada")), "USER": "ada", "LOGNAME": "ada",
        "PATH": "/usr/bin", "DISPLAY": ":0", "PIP_NO_INDEX": "1", "DOCSHELF_HOME": "/srv/shelf"}
