"""What notices that something wants out: packets on the interface, connections to this machine itself."""

from __future__ import annotations

import select
import socket
import struct
import threading
from dataclasses import dataclass, field

from tests.offline import namespace

PROXY = 9
"""Port of the proxy that is not there: everything the engine cannot be kept from asking for ends at it."""
PORTS = (80, 443, 3478, 5349, 8080, 8443, 9222)
LOOPBACKS = ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1"))
_EVERY_PROTOCOL = 3
_OUTGOING = 4
_QUIET = 1.0
"""Seconds without a packet after which the kernel has said all it says of an interface that is new."""


@dataclass
class Gauges:
    """Running from `start` to `stop`; the lists say in words what was noticed."""

    packets: list[str] = field(default_factory=list)
    loopback: list[str] = field(default_factory=list)
    accepted: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Begin, and prove that each gauge moves when it should. Raises RuntimeError for one that does not."""
        self._stop, self._ready = socket.socketpair()
        self._sniffers = {self._sniffer(namespace.INTERFACE): self.packets, self._sniffer("lo"): self.loopback}
        self._listeners = [listener for family, host in LOOPBACKS for port in PORTS for listener in _listeners(family, host, port)]
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        self._settle()
        before = namespace.sent()
        namespace.send_one_each()
        for family, host in LOOPBACKS:
            with socket.socket(family, socket.SOCK_STREAM) as caller:
                caller.connect((host, PORTS[0]))
        self._settle()
        if namespace.sent() != before + 2 or len(self.packets) < 2 or len(self.loopback) < 2 or len(self.accepted) != 2:
            raise RuntimeError(f"the gauges do not work: {namespace.sent() - before} sent, {self}")
        for seen in (self.packets, self.loopback, self.accepted):
            seen.clear()
        self._sent = namespace.sent()

    def stop(self) -> int:
        """End; how many packets the interface's own counter has seen since `start`."""
        self._settle()
        self._stop.close()
        self._thread.join()
        for watched in (*self._sniffers, *self._listeners, self._ready):
            watched.close()
        return namespace.sent() - self._sent

    def _settle(self) -> None:
        """Wait until nothing has come for a while: the kernel greets its groups on an interface that is new."""
        clock, before = threading.Event(), -1
        while before != (before := namespace.sent() + len(self.loopback) + len(self.accepted)):
            clock.wait(_QUIET)

    def _watch(self) -> None:
        watched = [self._ready, *self._sniffers, *self._listeners]
        while True:
            for ready in select.select(watched, [], [])[0]:
                if ready is self._ready:
                    return
                if ready in self._sniffers:
                    frame, address = ready.recvfrom(65535)
                    if address[2] == _OUTGOING and (said := _described(frame, every=address[0] != "lo")):
                        self._sniffers[ready].append(said)
                elif ready.type == socket.SOCK_STREAM:
                    connection, _ = ready.accept()
                    connection.close()
                    self.accepted.append(f"tcp {ready.getsockname()[:2]}")
                else:
                    ready.recv(65535)
                    self.accepted.append(f"udp {ready.getsockname()[:2]}")

    @staticmethod
    def _sniffer(interface: str) -> socket.socket:
        listener = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(_EVERY_PROTOCOL))
        listener.bind((interface, 0))
        return listener


def _listeners(family: int, host: str, port: int) -> list[socket.socket]:
    made = []
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        listener = socket.socket(family, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        if kind == socket.SOCK_STREAM:
            listener.listen(64)
        made.append(listener)
    return made


def _described(frame: bytes, *, every: bool) -> str:
    """A packet in words; of loopback's only those that begin something, and not with the dead proxy."""
    ethernet, packet = struct.unpack("!H", frame[12:14])[0], frame[14:]
    if ethernet == 0x0800:
        protocol, rest = packet[9], packet[(packet[0] & 15) * 4 :]
    elif ethernet == 0x86DD:
        protocol, rest = packet[6], packet[40:]
    else:
        return f"ethernet {ethernet:#06x}" if every else ""
    if protocol not in {6, 17}:
        return f"protocol {protocol}" if every else ""
    port = struct.unpack("!H", rest[2:4])[0]
    begins = protocol == 17 or (rest[13] & 0x12) == 0x02
    return f"{'tcp' if protocol == 6 else 'udp'} to port {port}" if every or (begins and port != PROXY) else ""
