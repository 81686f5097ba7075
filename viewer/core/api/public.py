"""The public names of a package: which there are, what each stands for, and by which of several names it is best known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import griffe
from msgspec import Struct, field

from viewer.core.api.modules import Definition, Modules, Target
from viewer.core.api.recipe import Named, Recipe


class Name(Struct):
    """A public name. `owner` is the class that it is a member of, if it is one; `members` are its own, if it is a class."""

    name: str
    target: Target
    shown: str
    owner: griffe.Class | None = None
    aliases: list[str] = field(default_factory=list)
    members: list[tuple[str, Target]] = field(default_factory=list)


def public_names(modules: Modules, recipe: Recipe) -> list[Name]:
    """All public names, sorted. The same thing offered by several modules under one last name has one entry, with aliases."""
    found: dict[str, Name] = {}
    for path in recipe.modules or [path for path in modules if not _private(path)]:
        module = modules.module(path)
        if module is None:
            continue
        if module.docstring:
            found.setdefault(path, Name(path, Target(module), recipe.shown(path)))  # a function of its name hides a module
        for last in _offered(modules, module):
            full = f"{path}.{last}"
            target = modules.target(full)
            if target and not isinstance(target.definition, griffe.Module) and _documented(target, module, last):
                found[full] = Name(full, target, recipe.shown(full))
    best = _best(found.values())
    for name in best:
        name.members = _members(modules, name.target)
    named = [name for rule in recipe.named for name in _named(modules, recipe, rule, best)]
    classes = [name for name in best if name.members and not name.target.instance]
    below = [member for name in classes for member in _below(name, name.name, f"{name.target.definition.name}.")]
    every: dict[str, Name] = {}
    for name in [*named, *best, *below]:
        first = every.setdefault(name.name, name)
        first.aliases += [alias for alias in name.aliases if alias not in first.aliases]
    return [every[name] for name in sorted(every)]


def _private(name: str) -> bool:
    return any(part.startswith("_") for part in name.split("."))


def _offered(modules: Modules, module: griffe.Module) -> Iterator[str]:
    """The names that a module offers: its `__all__`, else what it defines and, in a package, what it takes from its own modules."""
    if module.exports:
        yield from (name for name in modules.exported(module) if not name.startswith("__"))
        return
    for name in modules.exported(module):
        member = module.members.get(name)
        if member is None or isinstance(member, griffe.Alias):
            taken = module.is_init_module and (member is None or member.target_path.partition(".")[0] == module.path.partition(".")[0])
        else:
            taken = True
        if taken and (member is None or member.runtime):
            yield name


def _documented(target: Target, module: griffe.Module, name: str) -> bool:
    """Plain values count where they are said to: in `__all__`, or by a text of their own."""
    return not isinstance(target.definition, griffe.Attribute) or bool(target.definition.docstring) or name in (module.exports or ())


def _best(names: Iterable[Name]) -> list[Name]:
    """One name for what has several: the shortest, then that where it is defined, then the first by the alphabet."""
    groups: dict[tuple[str, str, bool], list[Name]] = {}
    for name in names:
        groups.setdefault((name.target.definition.path, name.name.rpartition(".")[2], name.target.instance), []).append(name)
    best = []
    for group in groups.values():
        group.sort(key=lambda name: (name.name.count("."), name.name != name.target.definition.path, name.name))
        group[0].aliases += [name.name for name in group[1:]]
        best.append(group[0])
    return best


def _members(modules: Modules, target: Target, *, inherited: bool = True) -> list[tuple[str, Target]]:
    """The methods, properties and described attributes of a class that are not private, in the order of their definition."""
    found: dict[str, Target | None] = {}
    cls = target.definition
    if not isinstance(cls, griffe.Class):
        return []
    for above in modules.lineage(cls) if inherited and not modules.is_mapping(cls) else (cls,):
        for name, member in above.members.items():
            if not name.startswith("_") and name not in found:
                found[name] = modules.followed(member)
    return [(name, target) for name, target in found.items() if target and _is_member(target.definition)]


def _is_member(definition: Definition) -> bool:
    if isinstance(definition, griffe.Attribute):
        return "property" in definition.labels or bool(definition.docstring)
    return isinstance(definition, griffe.Function)


def _below(name: Name, full: str, shown: str) -> Iterator[Name]:
    """The members of a class or an instance, as names of their own."""
    owner = name.target.definition
    assert isinstance(owner, griffe.Class)
    for member, target in name.members:
        yield Name(f"{full}.{member}", target, f"{shown}{member}", owner, [f"{alias}.{member}" for alias in name.aliases])


def _named(modules: Modules, recipe: Recipe, rule: Named, known: list[Name]) -> Iterator[Name]:
    """What a rule of the recipe offers; nothing where this version of the package lacks it."""
    target = modules.target(rule.path)
    if target is None or not isinstance(target.definition, griffe.Class):
        return
    same = [name.name for name in known if name.target == target]
    public = rule.name if rule.name in same else next(iter(same), "")
    full = rule.name if modules.target(rule.name) else public or rule.path
    alias = [] if rule.name == full else [rule.name]
    name = Name(full, target, recipe.shown(public or rule.name), aliases=alias, members=_members(modules, target, inherited=rule.inherited))
    yield name
    yield from _below(name, full, rule.shown or f"{rule.name}.")
