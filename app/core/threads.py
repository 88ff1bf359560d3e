"""Threads beside the event loop: it goes first, since whoever asks for a kept answer waits for it alone."""

import asyncio
import os
import sys
import threading
from typing import Final

NICE: Final = 5
_known: Final = threading.local()


def give_way() -> None:
    """Let the system prefer others to this thread, unless it is the main one or runs an event loop."""
    if getattr(_known, "gives_way", False):
        return
    _known.gives_way = True
    # Elsewhere the number of a thread isn't that of something with a priority.
    if sys.platform != "linux" or threading.current_thread() is threading.main_thread():
        return
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
