"""Write what queries give now as what they must give. Look at the diff before you commit it.

python tests/queries/accept.py NAME…    or all of them, without a name
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from foc_graph.dataset import load_dataset  # noqa: E402 - the checkout, not what is installed
from foc_graph.project import Project  # noqa: E402
from foc_graph.queries import OxigraphEngine, find_query, run_query, write_answer  # noqa: E402
from foc_graph.queries.results import ResultGraph  # noqa: E402

HERE = Path(__file__).parent


def cases(folder: Path) -> dict[str, dict[str, str]]:
    """Name of the expected file without its suffix -> parameters, all of them text."""
    path = folder / "cases.yaml"
    if not path.is_file():
        return {"expected": {}}
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - text only


def main(names: list[str]) -> None:
    """Run the queries and write the files."""
    project = Project(ROOT)
    engine = OxigraphEngine(load_dataset(project))
    for name in names or sorted(path.stem for path in project.queries.glob("*.rq")):
        for stem, given in cases(HERE / name).items():
            answer = run_query(find_query(project, name), engine, given)
            form, suffix = ("csv", "csv")
            if isinstance(answer.outcome, ResultGraph):
                form, suffix = "ntriples", "nt"
            path = HERE / name / f"{stem}.{suffix}"
            path.parent.mkdir(exist_ok=True)
            path.write_text(write_answer(answer, form), "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
