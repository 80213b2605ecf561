"""A server that speaks just enough Bolt to be asked for its version, and to say that it isn't ready."""

from __future__ import annotations

import socketserver
import struct
import threading
from types import TracebackType
from typing import Self

HELLO, GOODBYE, RESET, RUN = 0x01, 0x02, 0x0F, 0x10
SUCCESS, IGNORED, FAILURE = 0x70, 0x7E, 0x7F
BOLT_4_4, BOLT_5_4 = bytes((0, 0, 4, 4)), bytes((0, 0, 4, 5))
UNAVAILABLE = {"code": "Neo.TransientError.General.DatabaseUnavailable", "message": "The database isn't ready."}


class BoltServer:
    """Listens on a port of loopback; calls itself `agent`, and answers `unready` queries with a transient failure."""

    def __init__(self, agent: str, unready: int = 0) -> None:
        outer = self
        self.agent = agent
        self.unready = unready

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                outer.serve(self)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self.uri = f"bolt://localhost:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever)

    def serve(self, handler: socketserver.StreamRequestHandler) -> None:
        """Answer one connection until it ends."""
        handler.rfile.read(20)
        handler.wfile.write(BOLT_4_4 if "/4." in self.agent else BOLT_5_4)
        failed = False
        while (message := _message(handler)) and (kind := message[1]) != GOODBYE:
            if kind == RUN and self.unready:
                self.unready -= 1
                failed = True
                handler.wfile.write(_answer(FAILURE, UNAVAILABLE))
            elif kind == RESET or not failed:
                failed = False
                about = {"server": self.agent, "connection_id": "1"} if kind == HELLO else {}
                handler.wfile.write(_answer(SUCCESS, about))
            else:
                handler.wfile.write(_answer(IGNORED, None))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _message(handler: socketserver.StreamRequestHandler) -> bytes:
    """The next message, put together from its chunks; nothing at the end of the connection."""
    message = b""
    while len(head := handler.rfile.read(2)) == 2:
        size = struct.unpack(">H", head)[0]
        if size == 0 and message:
            return message
        message += handler.rfile.read(size)
    return b""


def _answer(tag: int, values: dict[str, str] | None) -> bytes:
    """A message of one structure with a map of texts, or with nothing, as one chunk."""
    body = bytes((0xB0 if values is None else 0xB1, tag))
    if values is not None:
        body += bytes((0xA0 + len(values),)) + b"".join(_text(part) for pair in values.items() for part in pair)
    return struct.pack(">H", len(body)) + body + b"\0\0"


def _text(value: str) -> bytes:
    encoded = value.encode()
    return b"\xd0" + bytes((len(encoded),)) + encoded
