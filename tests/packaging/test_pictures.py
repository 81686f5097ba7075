from __future__ import annotations

from random import Random

import msgspec
import pictures
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

PAGE = """---
title: Forms
slug: /develop/concepts/architecture/forms
---

```python app="order"
first
```

```python app="order"
second
```

```python
alone
```
"""


@pytest.fixture
def handbook(tmp_path):
    file = tmp_path / "content" / "develop" / "forms.md"
    file.parent.mkdir(parents=True)
    file.write_text(PAGE)
    return tmp_path


def picture(page="/develop/concepts/architecture/forms", app="order", **more):
    return pictures.Picture(page, app, **more)


def test_a_picture_is_called_like_its_app_and_lies_beside_its_page():
    assert picture().name == "concepts/architecture/forms/order"
    assert picture(state="sent").name == "concepts/architecture/forms/order-sent"


def test_there_is_a_file_for_each_theme_or_one_for_the_app_s_own():
    folder = pictures.IMAGES / "concepts/architecture/forms"
    assert picture().files == {"light": folder / "order.webp", "dark": folder / "order.dark.webp"}
    assert picture(themed=True).files == {"light": folder / "order.webp"}


def test_the_list_is_read_and_a_mistake_in_it_named(tmp_path):
    table = tmp_path / "pictures.toml"
    table.write_text("")
    assert pictures.read_table(table) == []
    table.write_text('[[picture]]\npage = "/p"\napp = "a"\ndo = ["click Go"]\nwindow = 320\n')
    assert pictures.read_table(table) == [pictures.Picture("/p", "a", ("click Go",), window=320)]
    table.write_text('[[picture]]\npage = "/p"\napp = "a"\nwidnow = 320\n')
    with pytest.raises(msgspec.ValidationError, match="widnow"):
        pictures.read_table(table)


def test_a_picture_shows_the_last_state_of_its_app(handbook):
    found = pictures.find_programs([picture(), picture(state="sent")], handbook)
    assert list(found) == ["concepts/architecture/forms/order", "concepts/architecture/forms/order-sent"]
    assert [program.files for program in found.values()] == [{"app.py": "second\n"}] * 2


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        (picture(page="/develop/gone"), "there is no page /develop/gone"),
        (picture(app="basket"), "no program of .*/forms is called basket; its block would"),
    ],
)
def test_what_is_not_there_is_named(handbook, wanted, said):
    with pytest.raises(pictures.TableError, match=said):
        pictures.find_programs([wanted], handbook)


class Reader:
    """Somebody who notes what they are told to do."""

    def __init__(self):
        self.done = []

    def __getattr__(self, name):
        return lambda *rest: self.done.append((name, *rest))


def test_steps_of_a_reader():
    reader = Reader()
    for step in ("click Save it", "type Sum = 1 = 1", "press Tab", 'see "Thanks"'):
        pictures.act(reader, step)
    assert reader.done[:3] == [("click", "Save it"), ("type", "Sum", "1 = 1"), ("press", "Tab")]
    assert reader.done[3][1] == r'document.body.innerText.includes("\"Thanks\"")'
    with pytest.raises(pictures.TableError, match="nobody knows how to jump"):
        pictures.act(reader, "jump")


def noise(width, height):
    return QImage(Random(1).randbytes(4 * width * height), width, height, QImage.Format.Format_RGB32)


def test_a_file_loses_no_more_than_its_size_asks_for(monkeypatch):
    monkeypatch.setattr(pictures, "LARGEST", 4096)
    plain = QImage(300, 200, QImage.Format.Format_RGB32)
    plain.fill("#0d6370")
    assert QImage.fromData(pictures.as_webp(plain)).pixelColor(150, 100).name() == "#0d6370"
    assert len(pictures.as_webp(noise(60, 50))) <= 4096
    assert QImage.fromData(pictures.as_webp(noise(60, 50))).size() == QSize(60, 50)
    with pytest.raises(pictures.TableError, match=r"150 × 120 pixels takes .* bytes; show less"):
        pictures.as_webp(noise(150, 120))
