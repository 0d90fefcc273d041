"""The whole dataset against all shapes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measuring import Candidate, measure
from benchmarks.tables import comparison

if TYPE_CHECKING:
    from benchmarks.material import Material

FOC = (sys.executable, "-m", "foc_graph", "validate")

#: Exit code 1 is an answer too: pyshacl gives it for warnings.
ANSWERS = (0, 1)


def section(rounds: int, material: Material) -> str:
    """Measure both engines of ours and the pyshacl command."""
    return (
        "## Validation\n\n"
        f"The whole dataset ({material.files} files, {material.triples:,} triples) against all"
        " shapes. The pyshacl command is given the data, derived triples included, and the shapes"
        " as one Turtle file each.\n\n" + comparison(measure(candidates(material), rounds))
    )


def candidates(material: Material) -> list[Candidate]:
    """What is compared; the first one is the measure."""
    pyshacl = str(Path(sys.executable).parent / "pyshacl")
    command = (pyshacl, "--shacl", str(material.shapes), str(material.data))
    return [
        Candidate("`foc-graph validate`", FOC),
        Candidate("`foc-graph validate --engine pyshacl`", (*FOC, "--engine", "pyshacl")),
        Candidate("`pyshacl` (one round)", command, accepted=ANSWERS, most_rounds=1),
    ]
