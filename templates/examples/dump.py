import hashlib
import sqlite3
from pathlib import Path

import httpx

with httpx.Client(base_url="https://example.org") as client:
    files = client.get("/api/v1/dump").raise_for_status().json()["data"]
    described = next(file for file in files if file["id"] == "timeline.sqlite")
    data = client.get(described["links"]["self"]).raise_for_status().content

if hashlib.sha256(data).hexdigest() != described["sha256"]:
    raise SystemExit("The file is damaged: fetch it again.")
Path("timeline.sqlite").write_bytes(data)

timeline = sqlite3.connect("timeline.sqlite")
for era, count in timeline.execute("SELECT era, count(*) FROM event GROUP BY era"):
    print(era, count)
timeline.close()
