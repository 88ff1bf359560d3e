"""The whole contract, property by property: whatever is asked, the server keeps to what it says.

`make test` asks a few dozen questions of each operation, the same ones each time; `make fuzz` asks many more,
others each time.
"""

from typing import Final

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from starlette.testclient import TestClient

from app.settings import ROOT

GOLDEN: Final = ROOT / "tests" / "fixtures" / "openapi.json"
# A redirect accepts nothing; what a schema can't say, such as two parameters that don't go together, is refused.
CHECKS: Final = {
    "positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", "400", "404", "414"]},
    "negative_data_rejection": {"expected-statuses": ["3xx", "400", "404", "405", "414"]},
}
BEYOND_A_SCHEMA: Final = {
    *("parameters_conflict", "empty_span", "unknown_value", "invalid_cursor", "cursor_mismatch", "too_long"),
    *("not_a_date", "bbox"),
}
schema = schemathesis.openapi.from_path(GOLDEN, config=SchemathesisConfig.from_dict({"checks": CHECKS}))


def check_refusal(
    _context: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case
) -> None:
    """Hold a refusal of what the contract allows against what a schema can't say."""
    if case.meta is None or not case.meta.generation.mode.is_positive or response.status_code != 400:
        return
    if case.operation.method == "get":
        faults = response.json()["errors"]
        found = {"bbox" if fault["where"] == "query.bbox" else fault["code"] for fault in faults}
        assert found <= BEYOND_A_SCHEMA, faults


@schema.parametrize()
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_answer_keeps_to_the_contract(case: schemathesis.Case, reader: TestClient) -> None:
    with open('/tmp/w/o_count','a') as f: f.write('.')
    case.call_and_validate(
        app=reader.app, base_url="http://localhost", additional_checks=[check_refusal], allow_redirects=False
    )
