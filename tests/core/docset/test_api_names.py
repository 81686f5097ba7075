from __future__ import annotations

import pytest

from viewer.core.docset.api_names import read
from viewer.core.docset.sidecar import Sidecar
from viewer.core.model import ApiPlace, Page, PageMeta


@pytest.fixture
def found():
    """Reads bodies by slug."""
    return lambda bodies, own=None: read([Page(PageMeta(f"{slug}.md", slug, slug), body, body, 1) for slug, body in bodies.items()], own or Sidecar())


def test_a_name_leads_to_the_page_that_is_about_it_most(found):
    api = found(
        {
            "/a": '<Autofunction function="p.one" />\n<Autofunction function="p.two" />\n',
            "/b": "<Autofunction function='p.two' oldName='p.zwei'/>\n\nText.\n",
            "/c": '<Autofunction function="p.one" />\n\n<Autofunction function="p.three" />\n\n<Autofunction function="p.four" hideHeader />',
            "/d": "No entry.\n",
        }
    )
    assert api.places == {
        "p.four": ApiPlace("/c"),
        "p.one": ApiPlace("/a"),
        "p.three": ApiPlace("/c", "p.three"),
        "p.two": ApiPlace("/b"),
        "p.zwei": ApiPlace("/b"),
    }
    assert api.package == "p"


def test_an_older_name_gives_way_to_an_entry_of_that_name(found):
    api = found({"/new": '<Autofunction function="p.new" oldStreamlitFunction="p.old" />', "/old": 'Text.\n\n<Autofunction function="p.x" />\n<Autofunction function="p.old" />'})
    assert api.places["p.old"] == ApiPlace("/old", "p.old")


def test_tags_may_span_lines_and_hold_signs_and_code_is_passed_over(found):
    text = '<Autofunction\n  deprecated={true}\n  deprecatedText="a > <code>b</code>"\n  function="p.a"\n/>\n\n```\n<Autofunction function="p.code" />\n```\n\n<Autofunction />\n\n'
    assert list(found({"/a": text + '~~~\n<Autofunction function="p.open" />'}).places) == ["p.a"]


def test_the_sidecar_says_package_versions_and_aliases(found):
    body = {"/a": '<Autofunction function="s.a" /><Autofunction function="t.a" /><Autofunction function="s.b" />'}
    api = found(body, Sidecar(api_versions=("1.0",), api_aliases={"s": "sea"}))
    assert (api.package, api.versions, api.aliases) == ("sea", ("1.0",), {"s": "sea"})
    assert found(body, Sidecar(api_package="tide")).package == "tide"
    assert found({}).package == ""
