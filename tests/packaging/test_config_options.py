from __future__ import annotations

import zipfile

import config_options
import pytest

CONFIG = '''
class CustomThemeCategories(str, Enum):
    """What it is."""
    SIDEBAR = "sidebar"
    DARK_SIDEBAR = "dark.sidebar"

def _create_option(key): ...

def _create_theme_options(name, categories):
    for category in categories:
        _create_option(f"{category}.{name}", default_val=1)

_create_section("server", "...")
_create_option("server.port", description="...", default_val=8501)
_create_option("server.hidden", visibility="hidden", default_val=1)
_create_option("server.kinds", default_val=Kinds.ALL.value)

@_create_option("server.address")
@memoize
def _address(): ...

_create_theme_options("base", categories=["theme"], default_val="light")
_create_theme_options("font", categories=["theme", CustomThemeCategories.SIDEBAR, CustomThemeCategories.DARK_SIDEBAR])
_create_theme_options("odd", categories=CATEGORIES)
'''


@pytest.fixture
def wheel(tmp_path):
    def make(text):
        file = tmp_path / "streamlit-1.0.0-py3-none-any.whl"
        with zipfile.ZipFile(file, "w") as opened:
            opened.writestr(config_options.MODULE, text)
        return file

    return make


def test_visible_options_are_found_with_what_is_plain_of_their_defaults(wheel):
    assert config_options.options(wheel(CONFIG)) == {
        "server.address": "", "server.kinds": "", "server.port": "8501",
        "theme.base": "'light'", "theme.dark.sidebar.font": "", "theme.font": "", "theme.sidebar.font": "",
    }  # fmt: skip


def test_a_version_without_sections_of_themes(wheel):
    assert config_options.options(wheel('_create_option("theme.base")')) == {"theme.base": ""}


def test_nothing_is_run(wheel, tmp_path):
    config_options.options(wheel(f"open({str(tmp_path / 'ran')!r}, 'w')"))
    assert not (tmp_path / "ran").exists()


def test_a_wheel_without_a_configuration_is_no_streamlit(tmp_path):
    file = tmp_path / "other.whl"
    with zipfile.ZipFile(file, "w"):
        pass
    with pytest.raises(KeyError):
        config_options.options(file)
