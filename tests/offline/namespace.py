"""A network of this process's own: loopback, and an interface that leads nowhere but looks like the way to everywhere.

Linux alone, by iproute2. Knows nothing of what is measured on it.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

INTERFACE = "docs0"
INSIDE = "DOCSHELF_TEST_NETWORK"
"""Environment variable that says that this process is in the network already."""
KINDS = (("dummy",), ("veth", "peer", "name", "docs1"))
"""Kinds of interface that lead nowhere, best first; not every kernel has the first. The second ends at a peer that nobody answers at."""
SETUP = f"""
ip link set lo up
ip addr add 192.0.2.2/24 dev {INTERFACE}
ip link set {INTERFACE} up
ip -6 addr add 2001:db8::2/64 dev {INTERFACE} nodad
ip neigh add 192.0.2.1 lladdr 02:00:00:00:00:01 dev {INTERFACE} nud permanent
ip -6 neigh add 2001:db8::1 lladdr 02:00:00:00:00:01 dev {INTERFACE} nud permanent
ip route add default via 192.0.2.1 dev {INTERFACE}
ip -6 route add default via 2001:db8::1 dev {INTERFACE}
"""


def why_not() -> str:
    """Why no such network can be had here; "" if it can."""
    if sys.platform != "linux":
        return "network namespaces are a matter of Linux"
    missing = [tool for tool in ("unshare", "ip") if shutil.which(tool) is None]
    if missing:
        return f"{' and '.join(missing)} not found (util-linux, iproute2)"
    run = subprocess.run([*_unshare(), sys.executable, "-m", __name__], capture_output=True, text=True, check=False)
    return f"a network namespace with an interface cannot be made here ({run.stderr.strip().rpartition(chr(10))[2]})" if run.returncode else ""


def run_inside(words: list[str]) -> int:
    """Run a Python module with its words in a new network; its exit status."""
    return subprocess.run([*_unshare(), sys.executable, "-m", *words], env={**os.environ, INSIDE: "1"}, check=False).returncode


def set_up() -> None:
    """Give the new network its two interfaces; called from inside. Raises subprocess.CalledProcessError."""
    for kind in KINDS:
        run = subprocess.run(["ip", "link", "add", INTERFACE, "type", *kind], capture_output=True, check=False)
        if not run.returncode:
            break
    run.check_returncode()
    _silence_kernel(kind)
    for line in SETUP.strip().splitlines():
        subprocess.run(line.split(), check=True)


def sent() -> int:
    """Packets that have left by the interface."""
    for line in Path("/proc/self/net/dev").read_text().splitlines():
        name, _, figures = line.partition(":")
        if name.strip() == INTERFACE:
            return int(figures.split()[9])
    raise RuntimeError(f"{INTERFACE} is not there")


def _silence_kernel(kind: tuple[str, ...]) -> None:
    """Let the kernel ask no router and no neighbour for anything by itself."""
    for name in ("router_solicitations", "accept_ra", "dad_transmits", "autoconf"):
        with suppress(OSError):
            Path(f"/proc/sys/net/ipv6/conf/{INTERFACE}/{name}").write_text("0")
    if len(kind) > 1:
        Path(f"/proc/sys/net/ipv6/conf/{kind[-1]}/disable_ipv6").write_text("1")
        subprocess.run(["ip", "link", "set", kind[-1], "up"], check=True)


def send_one_each() -> None:
    """Send a packet of either kind to the world: what the gauges must see."""
    for family, address in ((socket.AF_INET, "198.51.100.1"), (socket.AF_INET6, "2001:db8:1::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as out:
            out.sendto(b"seen?", (address, 53))


def _unshare() -> list[str]:
    return ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--net", "--user", "--map-root-user"]


if __name__ == "__main__":
    set_up()
