"""The results as a picture."""

from xml.etree.ElementTree import Element

from pygal import HorizontalBar

from tests.bench.plan import SERVERS
from tests.bench.results import Results

_ROW_HEIGHT_PX = 60


def _drop_scripts(root: Element) -> Element:
    """Leave out what pygal writes for its tooltips."""
    for parent in root.iter():
        for script in parent.findall("{*}script"):
            parent.remove(script)
    return root


def draw_chart(results: Results) -> bytes:
    """Give an SVG without scripts: requests a second of each answer by each server, on a logarithmic axis."""
    answers = list(reversed(results.rows))
    chart = HorizontalBar(
        title="Requests a second",
        logarithmic=True,
        height=200 + _ROW_HEIGHT_PX * len(answers),
        legend_at_bottom=True,
        show_dots=False,
    )
    chart.add_xml_filter(_drop_scripts)
    chart.x_labels = answers
    for server in SERVERS:
        chart.add(server, [results.find_median(answer, server, "requests_per_second") for answer in answers])
    return bytes(chart.render())
