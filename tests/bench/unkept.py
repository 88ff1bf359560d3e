"""The product's own command line, but no finished answer is kept: `python -m tests.bench.unkept serve …`."""

from app.cli import main
from app.web import finish

if __name__ == "__main__":
    finish.MOST_KEPT_BYTES = 0  # type: ignore[misc] # only a measurement may change it
    main()
