"""What other programs read: feeds, calendars, JSON-LD, the sitemap and files that robots look for.

`base` is the public address of the site without a slash at the end, or empty: then addresses stay relative.
"""
