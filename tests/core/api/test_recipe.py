from __future__ import annotations

from pathlib import Path

import pytest

from viewer.core.api.docstrings import Style
from viewer.core.api.recipe import Recipe, normal, read_recipe
from viewer.core.errors import DamagedError

RECIPES = Path(__file__).parents[3] / "resources" / "api"


def test_a_package_without_a_recipe(tmp_path):
    assert read_recipe(tmp_path, "kit") == Recipe()
    assert Recipe().shown("kit.button") == "kit.button"


@pytest.mark.parametrize("recipe", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
def test_our_own_recipes_can_be_read(recipe):
    found = read_recipe(RECIPES, recipe.stem)
    assert found != Recipe()
    assert found.source_url.format(version="1", path="a.py", line=2)
    assert len({rule.name for rule in found.named}) == len(found.named)


def test_the_longest_beginning_tells_what_is_shown():
    recipe = Recipe(short={"kit.": "k.", "kit.parts.": ""})
    assert [recipe.shown(name) for name in ("kit.f", "kit.parts.g", "other.kit.f")] == ["k.f", "g", "other.kit.f"]


def test_a_recipe_is_found_by_the_normal_name(tmp_path):
    (tmp_path / "my-kit.toml").write_text('style = "google"\n')
    assert read_recipe(tmp_path, "My_Kit").style is Style.GOOGLE
    assert normal("A__b.-c") == "a-b-c"


@pytest.mark.parametrize("text", ["style = ", 'style = "odd"', "apps = 1", 'unknown = "x"', b"\xff"])
def test_a_recipe_that_is_broken(tmp_path, text):
    (tmp_path / "kit.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DamagedError, match=r"kit\.toml: The recipe cannot be read"):
        read_recipe(tmp_path, "kit")
