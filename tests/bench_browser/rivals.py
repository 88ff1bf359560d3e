"""Pages of other timelines with our events, each as its own guide makes one; served as plain files."""

import json
import shutil
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from app.settings import ROOT

MODULES: Final = ROOT / ".bench" / "browser" / "node_modules"
# What their pages load, by the folder that it lies in below the page.
_FILES: Final = {
    "timelinejs": {"js": "@knight-lab/timelinejs/dist/js", "css": "@knight-lab/timelinejs/dist/css"},
    "vis": {"js": "vis-timeline/standalone/umd", "css": "vis-timeline/styles"},
}
_TIMELINEJS: Final = """<!doctype html><html lang="kk"><meta charset="utf-8"><title>TimelineJS3</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="css/timeline.css"><script src="js/timeline.js"></script>
<div id="timeline" style="width: 100%; height: 600px"></div>
<script>window.timeline = new TL.Timeline("timeline", "events.json", { language: "kk" });</script>
"""
_VIS: Final = """<!doctype html><html lang="kk"><meta charset="utf-8"><title>vis-timeline</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="css/vis-timeline-graph2d.min.css">
<script src="js/vis-timeline-graph2d.min.js"></script>
<div id="timeline"></div>
<script>
fetch("events.json").then((answer) => answer.json()).then((events) => {
  const items = new vis.DataSet(events);
  window.timeline = new vis.Timeline(document.getElementById("timeline"), items, { maxHeight: 600 });
});
</script>
"""


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that it has there
        """Say nothing."""


def _make_item(slide: Mapping[str, Any]) -> dict[str, object]:
    """Give an event for vis-timeline: what is known of its days, its title, its summary as a hint."""

    def write(day: Mapping[str, int]) -> str:
        return f"{day['year']:04}-{day.get('month', 1):02}-{day.get('day', 1):02}"

    end = {"end": write(slide["end_date"])} if "end_date" in slide else {}
    text = slide["text"]
    words = {"content": text["headline"], "title": text["text"]}
    return {"id": slide["unique_id"], "start": write(slide["start_date"]), **end, **words}


def write_pages(folder: Path, slides: Mapping[str, Any]) -> None:
    """Write a page of each other timeline with these events, which are in the form of TimelineJS3."""
    events = {"timelinejs": slides, "vis": [_make_item(slide) for slide in slides["events"]]}
    for name, page in (("timelinejs", _TIMELINEJS), ("vis", _VIS)):
        for part, place in _FILES[name].items():
            shutil.copytree(MODULES / place, folder / name / part)
        (folder / name / "index.html").write_text(page, encoding="utf-8")
        (folder / name / "events.json").write_text(json.dumps(events[name], ensure_ascii=False), "utf-8")


@contextmanager
def serve_files(folder: Path) -> Iterator[str]:
    """Serve the files of a folder; gives the address without a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
