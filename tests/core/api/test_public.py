from __future__ import annotations

from viewer.core.api.records import ApiKind


def names(extracted):
    return [entry.name for entry in extracted.entries]


def by_name(extracted):
    return {entry.name: entry for entry in extracted.entries}


def test_what_a_package_takes_in_and_what_it_does_not(made):
    files = {
        "made/__init__.py": "from made._in import f, _g as g\nfrom os import path\n"
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from made._in import h\n",
        "made/_in.py": "def f(): ...\ndef _g(): ...\ndef h(): ...\n",
        "made/out.py": "from made._in import f, h\ndef k(): ...\n",
    }
    assert names(made(files)) == ["made.f", "made.g", "made.out.k"]


def test_one_entry_for_what_several_modules_offer(made):
    files = {"made/__init__.py": "from made.deep.x import f, C\n", "made/deep/__init__.py": "from made.deep.x import f\n"}
    found = by_name(made({**files, "made/deep/x.py": "def f(): ...\nclass C:\n def m(self): ...\n"}))
    assert list(found) == ["made.C", "made.C.m", "made.f"]
    assert found["made.f"].aliases == ("made.deep.f", "made.deep.x.f")
    assert found["made.C.m"].aliases == ("made.deep.x.C.m",)


def test_the_same_under_another_name_is_an_entry_of_its_own(made):
    assert names(made({"made.py": "def f(): ...\ng = f\n"})) == ["made.f", "made.g"]


def test_a_function_hides_the_module_of_its_name(extracted):
    found = by_name(extracted["orchard"])
    assert found["orchard.season"].kind is ApiKind.FUNCTION
    assert found["orchard.season"].aliases == ("orchard.season.season",)
    assert found["orchard.season.hidden"].kind is ApiKind.FUNCTION


def test_a_method_bound_to_an_instance_is_a_function(extracted):
    found = by_name(extracted["orchard"])
    for name in ("orchard.shake", "orchard.jolt"):
        assert (found[name].kind, [each.name for each in found[name].signature]) == (ApiKind.FUNCTION, ["strength"])
    assert found["orchard.rest"].html == "<p>Let it rest.</p>"


def test_wrapped_functions_are_what_they_wrap(extracted):
    found = by_name(extracted["orchard"])
    assert found["orchard.water"].html == "<p>Water a tree.</p>"
    assert found["orchard.twice"].signature == found["orchard.plant"].signature


def test_what_a_recipe_names(extracted):
    found = by_name(extracted["orchard"])
    keeper = found["orchard.keeper"]
    assert (keeper.kind, keeper.html, keeper.shown) == (ApiKind.FUNCTION, "<p>Keep what a function gives.</p>", "o.keeper")
    assert found["orchard.keeper.clear"].shown == "o.keeper.clear"
    assert found["orchard.Tree.pick"].shown == "tree.pick"
    assert "Tree.pick" in found["orchard.Tree.pick"].aliases
    assert "orchard.gone.Gone" not in found


def test_two_names_of_one_thing_are_each_shown_as_themselves(made, tmp_path):
    rules = "".join(f'[[named]]\nname = "made.{name}"\npath = "made.{name}"\nshown = "m.{name}."\n' for name in ("new", "old"))
    (tmp_path / "made.toml").write_text(f'[short]\n"made." = "m."\n{rules}', "utf-8")
    found = by_name(made({"made.py": "class C:\n def m(self): ...\n\nnew = C()\nold = C()\n"}))
    assert {name: found[name].shown for name in ("made.new", "made.old", "made.old.m")} == {"made.new": "m.new", "made.old": "m.old", "made.old.m": "m.old.m"}


def test_an_instance_has_the_members_of_its_class(extracted):
    weather = by_name(extracted["orchard"])["orchard.weather"]
    assert (weather.kind, weather.signature) == (ApiKind.CLASS, ())
    assert [(member.name, member.entry) for member in weather.methods] == [("now", "orchard.Weather.now")]


def test_what_is_private_is_left_out(extracted):
    assert [name for name in names(extracted["orchard"]) if "._" in name.replace("orchard._parts", "")] == []


def test_records_and_mappings(extracted):
    found = by_name(extracted["orchard"])
    told = {name: [(each.name, each.default) for each in found[f"orchard.{name}"].signature] for name in ("Leaf", "Sub", "Point", "Options")}
    assert told["Leaf"] == [("colour", ""), ("size", "1.5"), ("veins", "list()"), ("kept", "4"), ("late", "False")]
    assert told["Sub"][-1] == ("more", '"x"')
    assert told["Point"] == [("x", ""), ("y", "0")]
    assert found["orchard.Options"].is_mapping
    assert found["orchard.Picker"].is_interface
