"""The vocabulary of names: which properties name a node, and how one without a name is called.

CURIEs of the project, else of the standard prefixes.
"""

from __future__ import annotations

#: The first that a node has is its name.
NAMING = (
    "foc:symbol",
    "skos:prefLabel",
    "dcterms:title",
    "schema:name",
    "skosxl:literalForm",
    "rdfs:label",
)

#: By what else people know it.
CODES = ("foc:symbol", "skos:notation", "schema:identifier", "dcterms:identifier")
ALTERNATIVES = ("skos:altLabel", "skos:hiddenLabel", "dcterms:alternative", "schema:alternateName")

#: A property that tells a kind of record -> how those without a name of their own are called.
COMPOSED = {
    "org:organization": "{org:member} · {org:role} · {org:organization}",
    "foc:decidedOn": "{foc:decidedOn} · {foc:outcome}",
    "foc:inDecision": "{foc:actor} · {foc:position} · {foc:inDecision}",
    "foc:ofInstrument": "{foc:actor} · {foc:role} · {foc:ofInstrument}",
    "foc:principle": "{foc:actor} · {foc:performative} · {foc:principle}",
    "foc:requestedAction": "{foc:actor} · {foc:performative} · {foc:requestedAction}",
    "foc:expressedIn": "{foc:actor} · {foc:performative}",
    "cito:hasCitedEntity": "{cito:hasCitingEntity} → {cito:hasCitedEntity}",
    "oa:hasSource": "{oa:hasSource}",
    "oa:exact": "{oa:exact}",
    "rdf:subject": "{rdf:predicate} · {foc:basis}",
}

#: What a page without a name is known by.
ADDRESS = "schema:url"

#: What a part belongs to, and what its place in it is made of: ``A/HRC/RES/20/8 OP1``.
PART_OF, SECTION, NUMBERS = "eli:is_part_of", "eli:type_subdivision", ("eli:number", "foc:ordinal")
SECTION_MARKS = {"preambular": "PP", "operative": "OP"}

#: Terms of others whose own name says little to a reader.
WORDED = {
    "eli:date_document": "date",
    "eli:work_type": "type of text",
    "eli:type_subdivision": "section",
    "dcterms:spatial": "place",
    "org:organization": "organisation",
}

#: Prefixes of catalogues of others, which say nothing to a reader -> their names.
CATALOGUES = {"wd": "Wikidata", "m49": "UN M49", "geonames": "GeoNames", "viaf": "VIAF"}
