"""Comments are kept where they belong to something, else refused; never lost."""

from __future__ import annotations

import pytest

from foc_graph.errors import NotConforming
from foc_graph.turtle import Layout, format_turtle
from foc_graph.turtle.comments import has_comments

PLAIN = Layout({"u": "urn:"})

KEPT = [
    # Head, above two subjects that change places, end.
    (
        (
            "# head\n\n# more\n@prefix u: <urn:> .\n# on b\nu:b\n  a u:C .\n\n"
            "# on a,\n# long\nu:a\n  a u:C .\n# end\n"
        ),
        (
            "# head\n\n# more\n@prefix u: <urn:> .\n\n# on a,\n# long\nu:a\n  a u:C .\n\n"
            "# on b\nu:b\n  a u:C .\n\n# end\n"
        ),
    ),
    # Without directives before it, a comment that touches the subject is the subject's.
    (
        "# on b\n<urn:b> a <urn:C> .\n<urn:a> a <urn:C> .",
        "@prefix u: <urn:> .\n\nu:a\n  a u:C .\n\n# on b\nu:b\n  a u:C .\n",
    ),
    # … and one with a line between is the file's.
    ("# head\n\n<urn:a> a <urn:C> .", "# head\n@prefix u: <urn:> .\n\nu:a\n  a u:C .\n"),
    # Two blocks of one subject come together.
    (
        "# one\n<urn:a> a <urn:C> .\n# two\n<urn:a> <urn:p> 1 .",
        "@prefix u: <urn:> .\n\n# one\n# two\nu:a\n  a u:C ;\n  u:p 1 .\n",
    ),
    # The subject is found through prefix, base and case.
    (
        'PREFIX x: <urn:>\n\n# é "quoted" <urn:z> .\nx:b a x:C.\n# end',
        '@prefix u: <urn:> .\n\n# é "quoted" <urn:z> .\nu:b\n  a u:C .\n\n# end\n',
    ),
]


@pytest.mark.parametrize(("before", "after"), KEPT)
def test_comments_stay_at_the_head_above_their_subject_and_at_the_end(before, after):
    assert format_turtle(before, PLAIN) == after
    assert format_turtle(after, PLAIN) == after


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("<urn:a> a <urn:C> ; # why\n <urn:p> 1 .", "x:1"),
        ("<urn:a> a <urn:C> ;\n# why\n <urn:p> 1 .", "x:2"),
        ("<urn:a> a <urn:C> . # why", "x:1"),
        ("<urn:a> <urn:p> [\n <urn:q> 1 # why\n] .", "x:2"),
        ("<urn:a> <urn:p> '''\n#no'''@en, ( 1 #why\n) .", "x:2"),
        ("@prefix u: <urn:> . # ours\n<urn:a> a <urn:C> .", "x:1"),
        ("@base <urn:b> .\n# ours\n@prefix u: <urn:> .\n<urn:a> a <urn:C> .", "x:2"),
        ("<urn:a> a <urn:C> .\n\n# Part two\n\n<urn:b> a <urn:C> .", "x:3"),
        ("<urn:a> a <urn:C> .\n# on nobody\n[] a <urn:D> .", "x:2"),
    ],
)
def test_any_other_comment_is_refused_with_its_line(text, place):
    with pytest.raises(NotConforming, match="a comment would lose its place") as caught:
        format_turtle(text, PLAIN, place="x")
    assert caught.value.place == place


@pytest.mark.parametrize(
    "text",
    [
        "<urn:a#b> <urn:p> <x#y> .",
        '<urn:a> <urn:p> "#no", """ "# no \\""" # """, \'#\', \'\'\'\n#\'\'\' .',
        "u:a\\#b u:c u:d\\'e .",
        "<urn:a> <urn:p> 'it\\'s # no' .",
    ],
)
def test_a_number_sign_in_an_iri_a_string_or_an_escape_is_no_comment(text):
    assert not has_comments(text)


def test_a_number_sign_right_behind_a_name_is_a_comment():
    assert has_comments("u:a u:b u:c#d\n.")
