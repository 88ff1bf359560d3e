import httpx

with httpx.Client(base_url="https://example.org") as client:
    address = "/api/v1/events?locale=en&milestone=true&limit=10"
    while address:
        page = client.get(address).raise_for_status().json()
        for event in page["data"]:
            print(event["date"], event["title"])
        address = page["links"]["next"]
