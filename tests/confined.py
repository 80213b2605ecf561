"""Runs a command where only loopback exists, and tells of every packet that would have left the machine.

    unshare --user --map-root-user --net python tests/confined.py COMMAND...

A new network namespace has no way out; here its default route leads to loopback, where a raw socket sees what programs
of any language, Java included, try to send to other machines, and every question to a name server. The exit code is
the command's, or 99 when there was such a packet.
"""

from __future__ import annotations

import fcntl
import ipaddress
import socket
import struct
import subprocess
import sys
import threading

LEAK = 99
_LOOPBACK = 1  # the number of the interface `lo`, in every namespace
_SIOCGIFFLAGS, _SIOCSIFFLAGS, _UP = 0x8913, 0x8914, 0x1
_NEW_ROUTE, _REQUEST_CREATE_ACK = 24, 0x405
_MAIN_TABLE, _BOOT, _LINK_SCOPE, _UNICAST, _OUTPUT_INTERFACE = 254, 3, 253, 1, 4
_ALL_PACKETS, _IPV4, _IPV6 = 0x0003, 0x0800, 0x86DD
_TCP, _UDP, _NAME_SERVICE = 6, 17, 53


def main(command: list[str]) -> int:
    """Run `command`, print what it tried to send elsewhere, and return the exit code."""
    _open_loopback()
    _lead_to_loopback(socket.AF_INET)
    seen: set[str] = set()
    over = threading.Event()
    with socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(_ALL_PACKETS)) as tap:
        tap.bind(("lo", 0))
        tap.settimeout(0.2)
        watching = threading.Thread(target=_watch, args=(tap, seen, over))
        watching.start()
        try:
            code = subprocess.run(command, check=False).returncode
        finally:
            over.set()
            watching.join()
    for packet in sorted(seen):
        print(f"confined: a packet for {packet}", file=sys.stderr)
    return LEAK if seen else code


def _open_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        answer = fcntl.ioctl(control, _SIOCGIFFLAGS, struct.pack("16sh14x", b"lo", 0))
        flags = struct.unpack("16sh14x", answer)[1]
        fcntl.ioctl(control, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | _UP))


def _lead_to_loopback(family: int) -> None:
    """Make loopback the default route, by the kernel's netlink protocol."""
    route = struct.pack("8BI", family, 0, 0, 0, _MAIN_TABLE, _BOOT, _LINK_SCOPE, _UNICAST, 0)
    route += struct.pack("HHI", 8, _OUTPUT_INTERFACE, _LOOPBACK)
    header = struct.pack("IHHII", 16 + len(route), _NEW_ROUTE, _REQUEST_CREATE_ACK, 1, 0)
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
        kernel.send(header + route)
        (error,) = struct.unpack("i", kernel.recv(4096)[16:20])
    if error:
        raise OSError(-error, "loopback cannot be made the default route")


def _watch(tap: socket.socket, seen: set[str], over: threading.Event) -> None:
    """Put what is for other machines, or for a name server, into `seen` until the command is over."""
    while True:
        try:
            packet, address = tap.recvfrom(65535)
        except TimeoutError:
            if over.is_set():
                return
            continue
        if goal := _goal(packet, address[1]):
            seen.add(goal)


def _goal(packet: bytes, protocol: int) -> str | None:
    """Where a packet is bound for, when that is not this machine or is a name server."""
    if protocol == _IPV4:
        to, kind, content = ipaddress.ip_address(packet[16:20]), packet[9], packet[(packet[0] & 15) * 4 :]
    elif protocol == _IPV6:
        to, kind, content = ipaddress.ip_address(packet[24:40]), packet[6], packet[40:]
    else:
        return None
    port = int.from_bytes(content[2:4], "big") if kind in (_TCP, _UDP) else 0
    if to.is_loopback and port != _NAME_SERVICE:
        return None
    return f"{to}:{port}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
