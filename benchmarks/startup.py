"""From the command line to the last line of the answer."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.measuring import ROOT, Candidate, measure
from benchmarks.tables import comparison

if TYPE_CHECKING:
    from pathlib import Path

FOC = (sys.executable, "-m", "foc_graph")
DATE = "2014-04-28"

#: What `query members --param on=…` asks, for rdflib: who had joined by then and had not left.
MEMBERS = f"""
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
BASE <https://w3id.org/foc-graph/id/>
SELECT ?state ?name ?start WHERE {{
    ?membership a org:Membership ; org:organization <org/foc> ; org:member ?state ;
        org:role <concept/role/member> ; schema:startDate ?start .
    ?state skos:prefLabel ?name .
    FILTER (STR(?start) <= "{DATE}")
    OPTIONAL {{ ?membership schema:endDate ?end }}
    FILTER (!BOUND(?end) || STR(?end) >= "{DATE}")
}} ORDER BY ?name
"""


def section(rounds: int, folder: Path) -> str:
    """Measure start-up and the question after the members."""
    question = folder / "members.rq"
    question.write_text(MEMBERS, "utf-8")
    return (
        "## Start\n\n"
        "Wall time of a fresh process. rdflib reads the same files and runs a query of its own"
        " that asks for the same members, without labels and sources.\n\n"
        + comparison(measure(candidates(question), rounds))
    )


def candidates(question: Path) -> list[Candidate]:
    """What is compared; the first one is the measure."""
    python = sys.executable
    peer = (python, "-m", "benchmarks.peers", "query", str(ROOT), str(question))
    return [
        Candidate("`python -c pass`", (python, "-c", "pass")),
        Candidate("`foc-graph --version`", (*FOC, "--version")),
        Candidate("`foc-graph query --list`", (*FOC, "query", "--list")),
        Candidate(
            f"`foc-graph query members --param on={DATE}`",
            (*FOC, "query", "members", "--param", f"on={DATE}"),
        ),
        Candidate("rdflib: read the files, ask for the members", peer),
    ]
