curl "https://example.org/api/v1/events/1991-12-16-independence-law?locale=en"
