"""A SPARQL endpoint somewhere else, asked through SPARQLWrapper (SPARQL 1.1 Protocol)."""

from __future__ import annotations

import http.client
import ssl
import urllib.error
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pyoxigraph as ox

from foc_graph.errors import CouldNotRun, UsageProblem
from foc_graph.queries.credentials import Credentials
from foc_graph.queries.engines import SparqlError, is_sparql, outcome_of
from foc_graph.queries.results import ResultGraph, sorted_triples
from foc_graph.rdf.formats import N_TRIPLES, RDF_XML, TURTLE
from foc_graph.sparql.mistakes import shortened
from foc_graph.sparql.tokens import query_form, without_comments

if TYPE_CHECKING:
    from foc_graph.queries.results import Outcome
    from foc_graph.rdf.prefixes import PrefixMap

#: How long to wait for an answer, in seconds.
TIMEOUT = 30.0

#: Query forms that are answered with rows or a boolean (SPARQL 1.1 Protocol, section 2.1.6).
ROW_FORMS = frozenset({"SELECT", "ASK"})

#: Media type -> how the answer is read, in the order of our liking.
ROWS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/json": ox.QueryResultsFormat.JSON,
}
TRIPLES = {form.media_type: form for form in (N_TRIPLES, TURTLE, RDF_XML)}


#: An endpoint that asks for nothing.
NOBODY = Credentials()


class EndpointEngine:
    """Runs queries at an endpoint; its default graph should be the union of all graphs."""

    local = False

    def __init__(
        self,
        url: str,
        prefixes: PrefixMap,
        *,
        timeout: float = TIMEOUT,
        credentials: Credentials = NOBODY,
    ) -> None:
        self.url, self.timeout = _checked(url), timeout
        self._prefixes, self._credentials = prefixes, credentials

    @property
    def prefixes(self) -> PrefixMap:
        """The prefix map of the project at hand."""
        return self._prefixes

    def run(self, sparql: str) -> Outcome:
        """Send a query and read the answer.

        Raises:
            SparqlError: the endpoint says that the text is not SPARQL, and it is none.
            CouldNotRun: no answer in time, an error, an answer that is no SPARQL result, or a
                query that this engine cannot run though it is SPARQL 1.1.

        """
        rows = query_form(sparql) in ROW_FORMS
        accepted = ROWS if rows else TRIPLES
        try:
            media_type, body = self._send(without_comments(sparql), accept=", ".join(accepted))
        except SparqlError as error:
            raise self._refused(sparql, error) from error
        if media_type not in accepted:
            raise self._no_results(f"answered with {media_type or 'no media type'}")
        try:
            return self._rows(media_type, body) if rows else self._triples(media_type, body)
        except (SyntaxError, ValueError) as error:
            raise self._no_results(f"sent {media_type} that cannot be read") from error

    @staticmethod
    def _rows(media_type: str, body: bytes) -> Outcome:
        return outcome_of(ox.parse_query_results(body, format=ROWS[media_type]))

    def _triples(self, media_type: str, body: bytes) -> Outcome:
        quads = ox.parse(body, format=TRIPLES[media_type].syntax, base_iri=self.url)
        return ResultGraph(sorted_triples([quad.triple for quad in quads]))

    def _send(self, sparql: str, *, accept: str) -> tuple[str, bytes]:
        form = query_form(sparql)
        request = _request(self.url, sparql, form, self.timeout, self._credentials)
        request.addCustomHttpHeader("Accept", accept)
        return _answered(request, self.url, self.timeout)

    def _refused(self, sparql: str, error: SparqlError) -> Exception:
        if not is_sparql(sparql):
            return error
        return CouldNotRun(
            f"cannot run the query ({error.what})",
            place=self.url,
            fix="the query is SPARQL 1.1: ask another engine",
        )

    def _no_results(self, what: str) -> CouldNotRun:
        return CouldNotRun(
            f"{what}, not SPARQL results",
            place=self.url,
            fix="check that this is the address of the SPARQL endpoint itself",
        )


def _checked(url: str) -> str:
    """Nothing but HTTP: the library below would open a local file as well."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise UsageProblem(
            "is not the address of an endpoint", place=url, fix="give one like https://…/sparql"
        )
    return url


def send_update(url: str, sparql: str, credentials: Credentials, *, timeout: float) -> None:
    """Send a SPARQL update, as it is: servlets limit forms (SPARQL 1.1 Protocol, section 2.2.2).

    Raises:
        CouldNotRun: it is refused, or there is no answer: what it did is not known then.

    """
    from SPARQLWrapper import POSTDIRECTLY

    request = _request(_checked(url), sparql, "INSERT", timeout, credentials)
    request.setRequestMethod(POSTDIRECTLY)
    try:
        _answered(request, url, timeout)
    except SparqlError as error:
        raise CouldNotRun(
            f"refuses an update ({error})", place=url, fix="check the profile of the store"
        ) from error


def _request(
    url: str, sparql: str, form: str | None, timeout: float, credentials: Credentials
) -> Any:  # noqa: ANN401 - untyped
    from SPARQLWrapper import DIGEST, JSON, POST, TURTLE

    from foc_graph.queries.endpoint_request import EndpointRequest

    expected = JSON if form in ROW_FORMS else TURTLE
    request = EndpointRequest(url, returnFormat=expected, agent="foc-graph")
    request.setOnlyConneg(onlyConneg=True)  # no parameters that the standard does not know
    request.setMethod(POST)
    request.setTimeout(max(1, round(timeout)))
    request.queryType, request.queryString = form, sparql
    if credentials.auth == "bearer":
        request.addCustomHttpHeader("Authorization", f"Bearer {credentials.secret}")
    elif credentials.auth != "none":
        request.setCredentials(credentials.user, credentials.secret)
        if credentials.auth == "digest":
            request.setHTTPAuth(DIGEST)
    return request


def _answered(request: Any, url: str, timeout: float) -> tuple[str, bytes]:  # noqa: ANN401
    from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, SPARQLWrapperException

    try:
        response = request.query().response
        return response.headers.get_content_type(), response.read()
    except QueryBadFormed as error:
        raise SparqlError(_answer(error)) from error
    except (OSError, http.client.HTTPException, SPARQLWrapperException) as error:
        what, fix = _explain(error, timeout)
        raise CouldNotRun(what, place=url, fix=fix) from error


#: HTTP status -> what it means here, and what to do.
STATUS = {
    401: ("wants a name and a password", "ask those who run it for an open address"),
    403: ("refuses the query", "ask those who run it for an open address"),
    404: ("is not there (404)", "check the address of the endpoint"),
    405: ("takes no query there (405)", "check the address of the endpoint"),
    429: ("has had too many queries from here (429)", "wait a little and try again"),
    503: ("is not available (503)", "try again later"),
    504: ("gave up on the query (504)", "ask for less, or try again later"),
}


def _explain(error: Exception, timeout: float) -> tuple[str, str]:
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return f"did not answer within {timeout:g} s", "raise --timeout, or ask for less"
    if found := certificate_problem(error):
        return found
    if isinstance(error, urllib.error.HTTPError):
        return STATUS.get(error.code, (f"answered {error.code}", "ask those who run it"))
    if isinstance(error, urllib.error.URLError | ConnectionError):
        what = str(getattr(reason, "strerror", None) or reason).lower()
        return f"cannot be reached ({what})", "check the address, and that it is running"
    if isinstance(error, http.client.HTTPException | OSError):
        return "broke off its answer", "check that the address is one of a web server"
    return STATUS.get(
        _STATUS_OF.get(type(error).__name__, 0),
        (f"failed ({_answer(error)})", "try again, or ask those who run it"),
    )


def certificate_problem(error: BaseException) -> tuple[str, str] | None:
    """Return what is wrong with the certificate of a host, and what to do; None for other errors.

    HTTP libraries wrap the error of `ssl` in their own, some of them twice.
    """
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, urllib.error.URLError) and isinstance(seen.reason, OSError):
            seen = seen.reason
        if isinstance(seen, ssl.SSLCertVerificationError):
            what = f"has a certificate that is not valid ({seen.verify_message})"
            return what, "ask those who run it to mend it, or name its authority in SSL_CERT_FILE"
        seen = seen.__cause__ or seen.__context__
    return None


#: SPARQLWrapper's exceptions for single statuses.
_STATUS_OF = {"EndPointNotFound": 404, "Unauthorized": 401}


def _answer(error: Exception) -> str:
    """Return the first line of what the endpoint said; SPARQLWrapper quotes it as bytes."""
    text = str(error)
    _, found, response = text.partition("Response:\n")
    if found and response.startswith(("b'", 'b"')):
        text = response[2:-1].replace("\\n", "\n").replace("\\'", "'")
    return shortened(next((line for line in text.splitlines() if line.strip()), ""))
