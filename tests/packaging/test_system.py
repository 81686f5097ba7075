from __future__ import annotations

import sys

import pytest
from bringup.console import CannotRunError
from bringup.system import NEEDED, debian_packages, is_debian, loads, missing_here, packages_refusal, provide_packages

from viewer.services.libraries import ENGINE, SCREEN

BOOKWORM = {"ID": "debian", "VERSION_ID": "12", "VERSION_CODENAME": "bookworm"}
RELEASES = {
    "Debian 12": (BOOKWORM, "libasound2"),
    "Debian 13": ({"ID": "debian", "VERSION_ID": "13", "VERSION_CODENAME": "trixie"}, "libasound2t64"),
    "Debian unstable": ({"ID": "debian"}, "libasound2t64"),
    "Ubuntu 22.04": ({"ID": "ubuntu", "ID_LIKE": "debian", "VERSION_CODENAME": "jammy", "UBUNTU_CODENAME": "jammy"}, "libasound2"),
    "Ubuntu 24.04": ({"ID": "ubuntu", "ID_LIKE": "debian", "VERSION_CODENAME": "noble", "UBUNTU_CODENAME": "noble"}, "libasound2t64"),
    "Mint 21": ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian", "VERSION_CODENAME": "victoria", "UBUNTU_CODENAME": "jammy"}, "libasound2"),
    "LMDE 6": ({"ID": "linuxmint", "ID_LIKE": "debian", "VERSION_CODENAME": "faye", "DEBIAN_CODENAME": "bookworm"}, "libasound2"),
}


@pytest.mark.parametrize(("release", "sound"), RELEASES.values(), ids=RELEASES)
def test_each_release_is_asked_for_the_names_it_has(release, sound):
    assert is_debian(release)
    assert debian_packages(["ensurepip", "libasound.so.2", "libEGL.so.1"], release) == ("python3-venv", sound, "libegl1")


def test_both_renamed_packages_are_known():
    new = debian_packages(NEEDED, RELEASES["Debian 13"][0])
    assert set(new) - set(debian_packages(NEEDED, BOOKWORM)) == {"libasound2t64", "libglib2.0-0t64"}


@pytest.mark.parametrize("release", [{}, {"ID": "fedora"}, {"ID": "rocky", "ID_LIKE": "rhel centos fedora"}])
def test_other_systems_are_not_taken_for_debian(release):
    assert not is_debian(release)


def test_a_user_of_debian_gets_one_line_to_paste():
    text = packages_refusal(["ensurepip", "libgbm.so.1"], BOOKWORM)
    assert [line for line in text.splitlines() if line.startswith("sudo")] == [
        "sudo apt-get install -y --no-install-recommends python3-venv libgbm1"]


def test_a_user_of_another_system_gets_the_names_of_the_libraries():
    text = packages_refusal(["libgbm.so.1", "libnss3.so"], {"ID": "fedora"})
    assert "libgbm.so.1, libnss3.so" in text
    assert "apt-get" not in text


def test_modules_are_found_by_looking():
    assert loads("json")
    assert not loads("no_such_module_anywhere")


@pytest.mark.skipif(sys.platform != "linux", reason="libraries have other names elsewhere")
def test_libraries_are_found_by_loading():
    assert loads("libc.so.6")
    assert not loads("libno-such-library.so.9")


def test_a_machine_that_runs_these_tests_lacks_nothing():
    assert missing_here() == ()
    provide_packages(may_install=False)


def test_what_is_missing_is_refused_where_it_may_not_be_installed(monkeypatch):
    monkeypatch.setitem(NEEDED, "libno-such-library.so.9", "libnone9")
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(CannotRunError, match=r"libno-such-library|libnone9"):
        provide_packages(may_install=False)


def test_what_is_installed_here_is_what_the_program_itself_looks_for():
    assert {name: package for name, package in NEEDED.items() if name.startswith("lib")} == ENGINE | SCREEN
