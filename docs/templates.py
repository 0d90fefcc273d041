"""The template of CONTRIBUTING.md: its text, what its lines mean, and what mistakes look like."""

from __future__ import annotations

import re
import shutil
import tempfile
from pathlib import Path

from blocks import ROOT, console, output_of

FOLDER = Path(__file__).resolve().parent / "template"

#: Where a curator puts the files of the template.
PLACES = {
    "source.ttl": "data/source/freedomonlinecoalition-joint-statement-on-public-wi-fi.ttl",
    "statement.ttl": "data/doc/foc-2027-public-wifi.ttl",
}

#: What every line says; `template_guide` fails where a line of the template is missing here.
GUIDE = {
    "@base": "short names such as `<org/foc>` are completed with this address; leave it",
    "@prefix": "abbreviations that the file uses; `fmt` adds and removes them",
    "foc:Affirmation": "**who affirms what**: a record with a name of its own, made of `act/`, the"
    " text and a word or two; leave it out if the statement affirms nothing that we follow",
    "foc:actor": "who affirms: the Coalition as a whole, not each of its members",
    "foc:expressedIn": "in which text; `<doc/foc-2027-public-wifi#pp3>` once the paragraph is"
    " described too",
    "foc:performative": "the opening verb: reaffirms, recalls, calls upon, …",
    "foc:principle": "which principle; the files of `data/principle/` describe them",
    "cito:Citation": "**what cites what**: `citation/`, the citing text, the cited text",
    "cito:hasCitedEntity": "the cited text: the symbol with `-` for each `/`",
    "cito:hasCitingEntity": "the citing text",
    "foc:Instrument": "**the text itself**",
    "adms:status": "`draft` until a second person has compared it with the source, then `checked`",
    "dcterms:creator": "who issued it",
    "dcterms:source": "where you read this: the source that you described in step 2",
    "dcterms:subject": "topics, from `ontology/vocabulary/topic.ttl`; several are parted by commas",
    "dcterms:title": "the title as printed, and its language",
    "eli:date_document": "the date: `xsd:date` for a day, `xsd:gYearMonth` for a month,"
    " `xsd:gYear` for a year",
    "eli:work_type": "what kind of text, from `ontology/vocabulary/doctype.ttl`",
    "schema:url": "where it can be read",
}

#: Mistakes to show: what is changed in the statement (old, new), and the command that tells.
MISTAKES = {
    "syntax": ('"Joint Statement on Public Wi-Fi"@en ;', '"Joint Statement on Public Wi-Fi"@en'),
    "time": ('"2027-03-04"^^xsd:date', '"2011-03-04"^^xsd:date'),
}


def template(name: str) -> str:
    """A file of the template as a block."""
    return f"```turtle\n{(FOLDER / name).read_text('utf-8')}```\n"


def template_guide() -> str:
    """What the lines of the statement mean, in their order."""
    lines = (FOLDER / "statement.ttl").read_text("utf-8").splitlines()
    said = (line for line in lines if line.strip() and not line.startswith("<"))
    terms = list(dict.fromkeys(_term(line) for line in said))
    rows = [f"| `{term}` | {GUIDE[term]} |" for term in terms]
    return "\n".join(["| line | what it says |", "|---|---|", *rows, ""])


def _term(line: str) -> str:
    """The word that the line is about: its class, its property or its directive."""
    found = re.search(r"^@\w+|(?<= a )\S+|^\s+(?!a )\S+", line)
    if found is None:
        raise ValueError(f"not understood: {line}")
    return found.group().strip()


def mistake(name: str) -> str:
    """What `validate` says of the statement with this mistake in it."""
    old, new = MISTAKES[name]
    return _console(f"foc-graph validate {PLACES['statement.ttl']}", old, new)


def counting() -> str:
    """What `validate` says of the whole graph when there are more records than were announced."""
    return _console("foc-graph validate --severity violation", "", "")


def _console(command: str, old: str, new: str) -> str:
    """Run a command that finds something, with `old` in the statement replaced by `new`."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_with_template(Path(folder))
        statement = copy / PLACES["statement.ttl"]
        text = statement.read_text("utf-8")
        if old not in text:
            raise ValueError(f"the template does not have {old}")
        statement.write_text(text.replace(old, new) if old else text, "utf-8")
        printed = output_of(command, exit_code=1, folder=copy)
        return console(command, [*printed.partition("\nIn numbers:")[0].splitlines(), "…"])


def copy_with_template(folder: Path) -> Path:
    """A copy of the project with the files of the template in their places."""
    for part in ("ontology", "data"):
        shutil.copytree(ROOT / part, folder / part)
    for name, place in PLACES.items():
        shutil.copy(FOLDER / name, folder / place)
    return folder
