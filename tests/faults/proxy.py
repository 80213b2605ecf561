"""A TCP proxy on loopback that cuts connections where it is told to."""

from __future__ import annotations

import contextlib
import socket
import threading
from types import TracebackType
from typing import Self


class Proxy:
    """Forwards to a port of this machine; cuts every connection after so many bytes, as often as it is told."""

    def __init__(self, port: int) -> None:
        self.cuts = 0
        self.cut_after: int | None = None
        self._target = port
        self._times = 0
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def cut(self, after: int, times: int = 1) -> None:
        """Cut connections when this many bytes, counted from now, were sent to the server; so many times."""
        self.cut_after, self._times = after, times

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for each in (self._listener, *self._open):
            _end(each)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._target))
                self._open += [client, server]
                for source, sink, counts in ((client, server, True), (server, client, False)):
                    thread = threading.Thread(target=self._forward, args=(source, sink, counts))
                    self._threads.append(thread)
                    thread.start()

    def _forward(self, source: socket.socket, sink: socket.socket, counts: bool) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(4096):
                if counts and self.cut_after is not None and self._times:
                    self.cut_after -= len(data)
                    if self.cut_after <= 0:
                        self.cuts += 1
                        self._times -= 1
                        break
                sink.sendall(data)
        _end(source)
        _end(sink)


def _end(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
