"""What the page on classes of one's own says is true in the first run and in later ones."""

from __future__ import annotations


def _said(app):
    return [text.value.rpartition(": ")[2] for text in app.markdown]


def parcel(app):
    assert _said(app) == ["True", "True"]
    app.button[0].click().run()
    assert _said(app) == ["False", "False"]


def post(app):
    app.button[0].click().run()
    assert _said(app) == ["True", "True"]


def label(app):
    app.button[0].click().run()
    assert _said(app) == ["True"]


def weights(app):
    assert _said(app) == ["True", "True"]
    app.button[0].click().run()
    assert _said(app) == ["True", "False"]


def scales(app):
    assert app.markdown[0].value == "1 weighed, own class: True"
    app.button[0].click().run()
    assert app.markdown[0].value == "2 weighed, own class: False"


def counter(app):
    for _ in range(2):
        assert app.markdown[0].value == "7.50, known: True"
        app.run()


def sorting(app):
    assert _said(app) == ["True", "True"]
    for _ in range(2):
        app.button[0].click().run()
        assert _said(app) == ["True", "False"]
