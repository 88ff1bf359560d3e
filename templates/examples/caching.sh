address="https://example.org/api/v1/events?locale=en"
curl --silent --etag-save tag.txt --output events.json "$address"
curl --silent --etag-compare tag.txt --output none.json --write-out "%{http_code}\n" "$address"
