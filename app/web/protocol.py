"""Limits on a connection itself, before a request is whole: time, bytes without an end, what is no HTTP.

What a whole request may be is for `app.web.security` to say, in the words of a page or of the API.
"""

import logging
import struct
from asyncio import BaseTransport, Transport
from asyncio.events import TimerHandle
from collections import Counter
from http import HTTPStatus
from socket import SO_LINGER, SOL_SOCKET
from typing import Final, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from app.web.monitor import CLOSED
from app.web.security import API_CSP, EVERYWHERE, LONGEST_HEADERS_BYTES, LONGEST_TARGET_BYTES

log = logging.getLogger("app.web.protocol")
# For one whole request from its first byte, and for the first byte of a new connection.
RECEIVE_SECONDS: Final = 10.0
# Of an answer that waits for its reader, so much must go in so many seconds: 1 KiB a second.
TAKE_SECONDS: Final = 8.0
LEAST_TAKEN_BYTES: Final = 8 * 1024
_NO_LINGER: Final = struct.pack("ii", 1, 0)
_HEADERS: Final = {
    **EVERYWHERE,
    "Content-Security-Policy": API_CSP,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
    "Content-Type": "text/plain; charset=utf-8",
    "Connection": "close",
}


def word_refusal(status: int) -> bytes:
    """Give the answer to what never became a request; it carries the headers of every other answer."""
    phrase = HTTPStatus(status).phrase
    headers = {**_HEADERS, "Content-Length": str(len(phrase))}
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name.lower()}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", phrase]).encode()


class LimitedProtocol(HttpToolsProtocol):
    """uvicorn's protocol with an end to everything: to what arrives, and to what nobody takes.

    A request that came in one piece arms no timer; a body is read when its route asks for it.
    """

    _arriving: TimerHandle | None = None
    _taking: TimerHandle | None = None
    _left_bytes = 0
    # The request whose head is being counted, and the bytes of it after its first piece.
    _counted: object = None
    _head_bytes = 0
    url = b""

    @property
    def _latest(self) -> RequestResponseCycle | None:
        """Give the latest request whose head is whole."""
        return self.cycle

    def connection_made(self, transport: BaseTransport) -> None:
        """Begin; a client that stays silent is not waited for."""
        super().connection_made(cast(Transport, transport))
        self._arriving = self.loop.call_later(RECEIVE_SECONDS, self._close, "silent")

    def connection_lost(self, exc: Exception | None) -> None:
        """End every timer."""
        super().connection_lost(exc)
        self._stop_arriving()
        self._stop_taking()

    def data_received(self, data: bytes) -> None:
        """Take what came, and look whether the client owes us more."""
        super().data_received(data)
        if self.timeout_keep_alive_task is None or self._arriving is not None:
            self._look(len(data))

    def _look(self, size: int) -> None:
        cycle, is_new = self._latest, self.scope is not self._counted
        if cycle is not None and cycle.scope is self.scope:  # its head is whole
            is_idle = cycle.response_complete and self.timeout_keep_alive_task is None
            if cycle.more_body and not cycle.response_complete:
                self.flow.pause_reading()
            elif not is_idle:
                self._stop_arriving()
                return
        elif is_new:
            self._stop_arriving()
            self._counted, self._head_bytes = self.scope, 0
        else:
            self._head_bytes += size
            self._limit_head()
        if self._arriving is None and not self.transport.is_closing():
            self._arriving = self.loop.call_later(RECEIVE_SECONDS, self._close, "slow")

    def _limit_head(self) -> None:
        if len(self.url) > LONGEST_TARGET_BYTES:
            self._refuse(414)
        elif self._head_bytes > LONGEST_TARGET_BYTES + LONGEST_HEADERS_BYTES:
            self._refuse(431)

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - the parser's words stay here
        """Refuse what is no HTTP."""
        self._refuse(400)

    def _refuse(self, status: int) -> None:
        """Say what is wrong, unless that would stand in the middle of another answer, and close."""
        if self.transport.is_closing():
            return
        if self._latest is None or self._latest.response_complete:
            self.transport.write(word_refusal(status))
        self._close(str(status))

    def _unsupported_upgrade_warning(self) -> None:
        """Answer what asks for another protocol, and close: the parser reads nothing behind it."""
        self.cycle.keep_alive = False
        if self.cycle.response_complete:
            self.transport.close()

    def _close(self, reason: str) -> None:
        closed: Counter[str] = self.app_state.get(CLOSED, Counter())
        closed[reason] += 1
        if reason != "400":  # uvicorn has said so
            log.info("closed", extra={"reason": reason})
        self._stop_arriving()
        self.transport.close()
        self._await_reader()

    def _stop_arriving(self) -> None:
        if self._arriving is not None:
            self._arriving.cancel()
            self._arriving = None

    def timeout_keep_alive_handler(self) -> None:
        """Close a connection on which nothing comes any more, be its last answer taken or not."""
        super().timeout_keep_alive_handler()
        self._await_reader()

    def on_response_complete(self) -> None:
        """Go on with the next request; what is closed now must still be taken."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._await_reader()

    def pause_writing(self) -> None:
        """Wait for the reader, but not for ever."""
        super().pause_writing()
        self._await_reader()

    def resume_writing(self) -> None:
        """Write on."""
        super().resume_writing()
        if not self.transport.is_closing():
            self._stop_taking()

    def _await_reader(self) -> None:
        left = self.transport.get_write_buffer_size()
        if left and self._taking is None:
            self._left_bytes = left
            self._taking = self.loop.call_later(TAKE_SECONDS, self._check_reader)

    def _check_reader(self) -> None:
        self._taking = None
        if self.transport.get_write_buffer_size() > self._left_bytes - LEAST_TAKEN_BYTES:
            self._close("untaken")
            # Else the system would keep what is left, and go on trying.
            self.transport.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, _NO_LINGER)
            self.transport.abort()
        else:
            self._await_reader()

    def _stop_taking(self) -> None:
        if self._taking is not None:
            self._taking.cancel()
            self._taking = None
