"""JSON under /api/v1: read-only, keyless, cacheable."""
