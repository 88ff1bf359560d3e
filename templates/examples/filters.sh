curl --get "https://example.org/api/v1/events" \
  --data locale=en --data from=1991 --data to=1995-08 \
  --data theme=independence --data theme=statehood --data limit=5
