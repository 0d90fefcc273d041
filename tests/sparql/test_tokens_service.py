"""What leaves the machine, and what only looks like it."""

from __future__ import annotations

import pytest

from foc_graph.errors import UsageProblem
from foc_graph.sparql.tokens import refuse_service


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT * { SERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * {\n service silent ?where { ?s ?p ?o } }",
        "SELECT * { ?s ?p '#' . SERVICE<http://x/> {} }",
        "PREFIX a: <http://a#>\nSELECT * { {}SERVICE a:b {} }",
    ],
)
def test_a_federated_query_is_refused_with_its_line(sparql):
    with pytest.raises(UsageProblem, match=r"line \d: SERVICE is refused"):
        refuse_service(sparql)


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?service $service { ?service a <http://x/SERVICE> }",
        "SELECT * { ?s ex:service 'SERVICE <x>' } # SERVICE",
        'SELECT * { ?s service:x """a\nSERVICE\n""" }',
    ],
)
def test_the_word_elsewhere_is_no_federation(sparql):
    refuse_service(sparql)
