"""The whole contract, property by property: whatever is asked, the server keeps to what it says.

`make test` asks the edges of each parameter and a few mixtures, some 10,000 requests, the same each time;
`make fuzz` over 20,000, others each time.
"""

from typing import Any, Final

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig
from starlette.testclient import TestClient

from tests.api.golden import GOLDEN

IS_FUZZ: Final = settings.get_current_profile_name() == "fuzz"
CONFIG: Final = {
    # A redirect accepts nothing. What no schema can say, such as that two parameters don't agree, is refused.
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", "3xx", "400", "404", "414"]},
        "negative_data_rejection": {"expected-statuses": ["3xx", "400", "404", "405", "414"]},
    },
    **({} if IS_FUZZ else {"seed": 1991}),
}
BEYOND_A_SCHEMA: Final = {
    *("parameters_conflict", "empty_span", "unknown_value", "invalid_cursor", "cursor_mismatch", "too_long"),
    *("not_a_date", "bbox"),
}
schema = schemathesis.openapi.from_path(GOLDEN, config=SchemathesisConfig.from_dict(CONFIG))


def check_refusal(
    _context: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]
) -> None:
    """Refuse a refusal of what the contract allows, unless no schema could have said it."""
    is_sound = case.meta is not None and case.meta.generation.mode.is_positive
    if is_sound and response.status_code == 400 and case.method == "GET":
        faults = response.json()["errors"]
        found = {"bbox" if fault["where"] == "query.bbox" else fault["code"] for fault in faults}
        assert found <= BEYOND_A_SCHEMA, faults


@schema.parametrize()
@settings(
    max_examples=150 if IS_FUZZ else 4,
    derandomize=not IS_FUZZ,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_keeps_to_the_contract(case: schemathesis.Case[Any], reader: TestClient) -> None:
    case.call_and_validate(
        app=reader.app, base_url="http://localhost", additional_checks=[check_refusal], allow_redirects=False
    )
