"""A wire between a browser and the site, which is cut in the middle and mended."""

import socket
import threading
from contextlib import suppress


class Wire:
    """Passes bytes both ways; after so many from the browser it is cut, until it is mended."""

    def __init__(self, port: int) -> None:
        self.target = port
        self.passed = 0
        self.cut_after: int | None = None
        self.ends: list[socket.socket] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.is_cut = False
        threading.Thread(target=self._welcome, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cut_at(self, more: int) -> None:
        self.passed, self.cut_after = 0, more

    def cut(self) -> None:
        self.is_cut = True
        for end in self.ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self.ends.clear()

    def mend(self) -> None:
        self.passed, self.cut_after, self.is_cut = 0, None, False

    def close(self) -> None:
        self.cut()
        self.door.close()

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self.door.accept()
                if self.is_cut:
                    near.close()
                    continue
                far = socket.create_connection(("127.0.0.1", self.target))
                self.ends += [near, far]
                threading.Thread(target=self._up, args=(near, far), daemon=True).start()
                threading.Thread(target=self._down, args=(far, near), daemon=True).start()

    def _up(self, near: socket.socket, far: socket.socket) -> None:
        with suppress(OSError):
            while piece := near.recv(65536):
                self.passed += len(piece)
                if self.cut_after is not None and self.passed > self.cut_after:
                    self.cut()
                    return
                far.sendall(piece)
        with suppress(OSError):
            far.shutdown(socket.SHUT_WR)

    def _down(self, far: socket.socket, near: socket.socket) -> None:
        with suppress(OSError):
            while piece := far.recv(65536):
                near.sendall(piece)
        with suppress(OSError):
            near.shutdown(socket.SHUT_WR)
