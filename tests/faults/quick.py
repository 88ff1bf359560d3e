"""The product's own command line, two connections, a second: `python -m tests.faults.quick serve …`."""

import os

from app.cli import main
from app.web import protocol

if __name__ == "__main__":
    protocol.RECEIVE_SECONDS = protocol.TAKE_SECONDS = 1.0  # type: ignore[misc] # only a drill may change them
    os.environ["ALTYN_CONNECTIONS"] = "2"
    main()
