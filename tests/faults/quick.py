"""The product's own command line with limits of a second: `python -m tests.faults.quick serve …`."""

from app.cli import main
from app.web import protocol

if __name__ == "__main__":
    protocol.RECEIVE_SECONDS = protocol.TAKE_SECONDS = 1.0  # type: ignore[misc] # only a drill may change them
    main()
