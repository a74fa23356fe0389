"""A server in which no device takes the memory or the connections of the others."""

from __future__ import annotations

from collections import Counter
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application

LARGEST_FORM = 256_000  # bytes
_PATIENCE_SECONDS = 60
_MOST_OF_ONE = 300  # a browser has six at once; the tablets of a room may share one address
_MOST_FILES = 4096


class FairServer(HTTPServer):
    """Serves an application, with an end to what one device may send and hold open."""

    def initialize(self, app: Application, *, is_behind_proxy: bool = False) -> None:  # type: ignore[override] # fewer
        """Take the application; behind a proxy all connections are of one address."""
        super().initialize(
            app,
            idle_connection_timeout=_PATIENCE_SECONDS,
            body_timeout=_PATIENCE_SECONDS,
            max_body_size=LARGEST_FORM,
            max_buffer_size=2 * LARGEST_FORM,
        )
        self._most = None if is_behind_proxy else _MOST_OF_ONE
        self._open: Counter[str] = Counter()
        _allow_files()

    def handle_stream(self, stream: IOStream, address: tuple[object, ...]) -> None:
        """Take a connection, unless the device has too many."""
        device = str(address[0])
        if self._most and self._open[device] >= self._most:
            stream.close()
            return
        self._open[device] += 1
        super().handle_stream(stream, address)

    def on_close(self, server_conn: Any) -> None:  # noqa: ANN401 - as tornado has it
        """Note that a connection is free again."""
        self._open[server_conn.context.remote_ip] -= 1
        super().on_close(server_conn)


def _allow_files() -> None:
    """Let this process have as many connections as a class of tablets needs: macOS allows 256."""
    try:
        import resource
    except ImportError:  # Windows has no such limit
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(_MOST_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
