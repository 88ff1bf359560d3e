"""HTML: pages, kiosk, assets, headers, errors."""
