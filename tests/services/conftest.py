from __future__ import annotations

import pytest

from viewer.core.api import data
from viewer.core.api.records import ApiEntry, ApiKind, ApiPackage, Parameter, ParameterKind
from viewer.services.application import Application
from viewer.services.paths import Paths
from viewer.services.reference import References

HOME = """---
title: Develop
slug: /develop
---

# Develop

## Guides

[Guide](/develop/guide) and [its end](/develop/guide#The%2DEnd), [old](/old/guide), [deploy](/deploy/cloud), [nowhere](/develop/nowhere),
[lost](#not-here), [outside](https://example.org), [gone part](/develop/gone/page).

![there](/images/there.png) ![missing](/images/missing.png)

## Reference

[API](/develop/api)
"""
GUIDE = """---
title: The `guide`
slug: /develop/guide
---

# Guide

## The End

Text to read.

## More
"""
API = """---
title: API
slug: /develop/api
previousLink: /develop/other
previousTitle: By hand
nextLink: https://example.org/next
nextTitle: Outside
---

<Autofunction function="streamlit.write" />
<Autofunction function="streamlit.write" />

<Note>Mind the gap.</Note>
"""
OTHER = "---\ntitle: Other page\nslug: /develop/other\n---\n\nWords.\n"
FILES = {
    "content/develop/_index.md": HOME,
    "content/develop/guide.md": GUIDE,
    "content/develop/api.md": API,
    "content/develop/other.md": OTHER,
    "public/images/there.png": "a picture",
    "public/_redirects": "/old/guide /develop/guide#the-end\n",
}


@pytest.fixture
def source(tmp_path, write_tree):
    """A documentation tree with a bit of everything."""
    return write_tree(tmp_path / "docs", FILES)


@pytest.fixture
def paths(tmp_path, write_tree):
    resources = write_tree(tmp_path / "resources", {"page/page.css": "body {}", "page/fonts/a.woff2": "font"})
    content = write_tree(
        tmp_path / "content",
        {
            "manual/docset.toml": '[docset]\nid = "manual"\ntitle = "Manual"\nstart = "/first"\n',
            "manual/first.md": "# First\n\n[Second](/second)\n",
            "manual/second.md": "# Second\n",
            "notes.txt": "no docset",
        },
    )
    return Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache", resources, content)


@pytest.fixture
def streamlit_data():
    """Puts small API data of two versions, of which the newer one lacks a name, in place."""

    def put(references):
        for version, words in {"1.0": "About writing.", "2.0": ""}.items():
            write = ApiEntry(
                "streamlit.write", ApiKind.FUNCTION, "st.write", signature=(Parameter("args", ParameterKind.VAR_POSITIONAL),), html=f"<p>{words}</p>"
            )
            entries = [write] if words else [ApiEntry("streamlit.other", ApiKind.FUNCTION, "st.other")]
            references.put("streamlit", version, lambda file, v=version, e=entries: data.write(file, ApiPackage("streamlit", v, len(e)), e, {}))

    return put


@pytest.fixture
def application(paths):
    made = Application(paths)
    yield made
    made.close()


@pytest.fixture
def quiet():
    return lambda _done, _total, _what: None


@pytest.fixture
def references(tmp_path):
    made = References(tmp_path / "api")
    yield made
    made.close()
