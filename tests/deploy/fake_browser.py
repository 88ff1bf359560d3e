"""A browser that speaks Chromium's pipe and plays a plan: what the page does each time it is loaded.

Arguments: plan file, log file, then Chromium's own switches. The plan is a JSON list, one word a load: a
state such as "attract" or "boot"; "crash", "hang", "exit" do what they say when the page is probed; "brief"
is "attract" once and then crashes; "stuck" hangs and can't be ended; "early" crashes before it came;
"refused" doesn't come at all. The last word stays. The log gets a line for each message: its method and,
of a load, the address.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

COMMANDS, ANSWERS = 3, 4
TAB = "tab"


class Page:
    """The page that is shown."""

    def __init__(self, plan: Path, log: Path, address: str) -> None:
        """Show an address before any load."""
        self.plan, self.log, self.address, self.word = plan, log, address, "splash"

    def answer(self, method: str, params: dict[str, Any]) -> dict[str, Any] | None:
        """Give the result of a message, None when there is none."""
        with self.log.open("a") as log:
            print(method, params.get("url", ""), file=log)
        if method == "Target.getTargets":
            inner = {"type": "page", "url": "chrome://inner/", "targetId": "inner"}
            return {"targetInfos": [inner, {"type": "page", "url": self.address, "targetId": TAB}]}
        if method == "Target.attachToTarget":
            return {"sessionId": f"session of {params['targetId']}"}
        if method == "Page.navigate":
            return self.load(params["url"])
        if method == "Page.crash":
            if self.word != "stuck":
                self.crash()
            return None
        return self.probe(params["expression"]) if method == "Runtime.evaluate" else {}

    def load(self, address: str) -> dict[str, Any] | None:
        """Load an address, as the plan's next word says."""
        words = json.loads(self.plan.read_text())
        self.address, self.word = address, words[0]
        self.plan.write_text(json.dumps(words[1:] or words))
        if self.word == "early":
            self.crash()
            return None
        return {"frameId": "frame", **({"errorText": "net::ERR_FAILED"} if self.word == "refused" else {})}

    def probe(self, expression: str) -> dict[str, Any] | None:
        """Give the value of an expression of the supervisor."""
        if self.word == "exit":
            sys.exit(1)
        if self.word == "crash":
            self.crash()
        if self.word == "brief":
            self.word = "crash"
            return {"result": {"value": "attract"}}
        if self.word in ("hang", "stuck", "crashed"):
            return None
        return {"result": {"value": "true" if "ready" in expression else self.word}}

    def crash(self) -> None:
        """End the renderer."""
        self.word = "crashed"
        send({"method": "Target.targetCrashed", "params": {"targetId": TAB, "status": "crashed"}})


def send(message: dict[str, Any]) -> None:
    """Write a message."""
    os.write(ANSWERS, json.dumps(message).encode() + b"\0")


def main() -> None:
    """Answer until the pipe closes."""
    page = Page(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[-1])
    unread = b""
    while data := os.read(COMMANDS, 65536):
        *texts, unread = (unread + data).split(b"\0")
        for message in map(json.loads, texts):
            result = page.answer(message["method"], message["params"])
            if result is not None:
                send({"id": message["id"], "result": result})


if __name__ == "__main__":
    main()
