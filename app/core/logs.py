"""Log records as one JSON line each; nothing from a request is ever a format string."""

import datetime as dt
import json
import logging
import sys
import traceback
from typing import Final

_OWN: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}


class JsonLines(logging.Formatter):
    """Formats a record as JSON: time (UTC), level, name, event, and whatever was passed as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line."""
        line: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "name": record.name,
            "event": record.getMessage(),
        }
        line |= {key: value for key, value in vars(record).items() if key not in _OWN}
        if record.exc_info:
            line["trace"] = "".join(traceback.format_exception(*record.exc_info))
        # All but ASCII is escaped: some programs take U+0085 and U+2028 for the end of a line.
        return json.dumps(line, default=str)


def configure_logs() -> None:
    """Send every record to standard output as JSON lines."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
