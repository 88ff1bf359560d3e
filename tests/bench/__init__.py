"""make bench: what answers cost, beside a bare ASGI app, nginx and Datasette, in interleaved rounds."""
