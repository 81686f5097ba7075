"""The modules of a package as griffe sees them, each read when it is first asked for, and what a dotted name leads to among them.

Only sources are read: griffe's finder, its inspection and its look at git are not used. What cannot be read is a problem.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

import griffe
from msgspec import Struct

from viewer.core.api.recipe import Recipe
from viewer.core.model import Level, Problem

DEEPEST = 40
"""Steps from name to name that are followed before giving up."""
_RECORDS = frozenset({"dataclass", "define", "frozen", "mutable"})
_MAPPINGS = frozenset({"dict", "TypedDict", "UserDict", "OrderedDict"})

logging.getLogger("griffe").setLevel(logging.CRITICAL)

Definition = griffe.Module | griffe.Class | griffe.Function | griffe.Attribute


class Target(Struct, frozen=True):
    """What a name leads to. An `instance` of a class that the package defines is that class."""

    definition: Definition
    instance: bool = False


class Modules:
    """The modules of one distribution by dotted name."""

    def __init__(self, sources: Mapping[str, Callable[[], bytes]], recipe: Recipe) -> None:
        """`sources` reads each Python file by its path; a compiled module is known by its stub (`.pyi`)."""
        self.problems: list[Problem] = []
        self._recipe = recipe
        self._files: dict[str, tuple[str, Callable[[], bytes]]] = {}
        for path, read in sorted(sources.items(), reverse=True):  # a `.py` after, and so instead of, its `.pyi`
            parts = path.rpartition(".")[0].split("/")
            if len(parts) <= DEEPEST:
                self._files[".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)] = path, read
        for name in list(self._files):
            while name := name.rpartition(".")[0]:
                self._files.setdefault(name, (f"{name.replace('.', '/')}/__init__.py", bytes))  # a namespace has no file
        self._read: dict[str, griffe.Module | None] = {}
        self._targets: dict[str, Target | None] = {}
        self._exported: dict[str, list[str]] = {}
        self._lineages: dict[str, tuple[griffe.Class, ...]] = {}
        self._deep = 0

    def __iter__(self) -> Iterator[str]:
        """The dotted names of all modules, sorted."""
        return iter(sorted(self._files))

    def path(self, name: str) -> str:
        """The path of a module's file in the distribution."""
        return self._files[name][0]

    def module(self, name: str) -> griffe.Module | None:
        """The module of this name; None where there is none that could be read."""
        if name not in self._read:
            self._read[name] = self._visited(name) if name in self._files else None
        return self._read[name]

    def _visited(self, name: str) -> griffe.Module | None:
        path, read = self._files[name]
        above, _, last = name.rpartition(".")
        try:
            code = read().decode("utf-8-sig")
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # what Python would warn the author of, as of a wrong escape, is not ours to tell
                return griffe.visit(last, filepath=PurePosixPath(path), code=code, parent=self.module(above))  # type: ignore[arg-type]
        except SyntaxError as error:
            self._report(path, error.lineno or 0, f"It is no Python that could be read ({error.msg}).")
        except (OSError, ValueError, RecursionError, MemoryError) as error:
            self._report(path, 0, f"It could not be read ({type(error).__name__}: {error}).")
        return None

    def _report(self, path: str, line: int, message: str) -> None:
        self.problems.append(Problem(path, line, "api-source", Level.WARNING, message))

    def target(self, name: str) -> Target | None:
        """What a full name leads to, through imports and assignments; None where it leads out of the package or nowhere.

        A member comes before a module of the same name.
        """
        above, _, last = name.rpartition(".")
        holder = None
        if above in self._files:
            module = self.module(above)
            holder = Target(module) if module else None
        elif above and name.count(".") < DEEPEST:
            holder = self.target(above)
        found = self.member(holder, last) if holder else None
        module = None if found else self.module(name)
        return Target(module) if module else found

    def member(self, holder: Target, name: str) -> Target | None:
        """What `name` means in a module, a class, or an instance of one."""
        definition = holder.definition
        if isinstance(definition, griffe.Class):
            found = next((cls.members[name] for cls in self.lineage(definition) if name in cls.members), None)
            return self.followed(found) if found else None
        if not isinstance(definition, griffe.Module):
            return None
        if name in definition.members:
            return self.followed(definition.members[name])
        for star in self._stars(definition):
            if name in self.exported(star):
                return self.member(Target(star), name)
        module = self.module(f"{definition.path}.{name}")
        return Target(module) if module else None

    def _stars(self, module: griffe.Module) -> Iterator[griffe.Module]:
        """The modules of this package that a module takes all names from."""
        for member in module.members.values():
            if isinstance(member, griffe.Alias) and member.wildcard and (star := self.module(member.target_path)):
                yield star

    def exported(self, module: griffe.Module) -> list[str]:
        """The names that `from module import *` brings, in the module's order. An `__all__` that is computed counts as none."""
        if module.path not in self._exported and self._deep < DEEPEST:
            self._exported[module.path] = []  # modules that take from one another in a circle bring nothing more
            self._deep += 1
            names = self._listed(module)
            if not names:
                names = [name for name in module.members if not name.startswith("_") and "/" not in name]
                names += [name for star in self._stars(module) for name in self.exported(star)]
            self._exported[module.path] = list(dict.fromkeys(names))
            self._deep -= 1
        return self._exported.get(module.path, [])

    def _listed(self, module: griffe.Module) -> list[str]:
        """What `__all__` lists, with the lists of other modules that it takes in."""
        names: list[str] = []
        for export in module.exports or ():
            if isinstance(export, str):
                names.append(export)
                continue
            path = export.canonical_path.removesuffix(".__all__")
            other = self.module(path) or self.module(f"{module.path}.{path}")
            names += self.exported(other) if other else []
        return names

    def followed(self, member: griffe.Object | griffe.Alias) -> Target | None:
        """What a member stands for: the end of its imports and assignments."""
        if member.path not in self._targets and self._deep < DEEPEST:
            self._targets[member.path] = None  # a name on the way to itself leads nowhere
            self._deep += 1
            self._targets[member.path] = self._end_of(member)
            self._deep -= 1
        return self._targets.get(member.path)

    def _end_of(self, member: griffe.Object | griffe.Alias) -> Target | None:
        if isinstance(member, griffe.Alias):
            return self.target(member.target_path)
        if isinstance(member, griffe.Attribute) and "property" not in member.labels:
            annotated = self._value(member.annotation, member.parent)
            if annotated and isinstance(annotated.definition, griffe.Class):
                return Target(annotated.definition, instance=True)
            return self._value(member.value, member.parent) or Target(member)
        return Target(member) if isinstance(member, Definition) else None

    def _value(self, value: str | griffe.Expr | None, scope: griffe.Object | None) -> Target | None:
        """What an expression gives, if that is a name, an attribute of one, an instance, or a function in a known wrapper."""
        if isinstance(value, griffe.ExprName) and scope:
            inner = self.member(Target(scope), value.name) if isinstance(scope, griffe.Class) else None
            return inner or self.member(Target(scope.module), value.name)
        if isinstance(value, griffe.ExprAttribute):
            found = self._value(value.values[0], scope)
            for name in value.values[1:]:
                found = self.member(found, str(name)) if found else None
            return found
        if isinstance(value, griffe.ExprCall):
            called = self._handed_over(value.function, scope) or self._value(value.function, scope)
            if called and isinstance(called.definition, griffe.Class) and not called.instance:
                return Target(called.definition, instance=True)
            if called and called.definition.name in self._recipe.wrappers:
                given = (self._value(argument, scope) for argument in value.arguments)
                return next((target for target in given if target), None)
        return None

    def _handed_over(self, function: str | griffe.Expr, scope: griffe.Object | None) -> Target | None:
        """The class that the maker of the class `scope` gets as a parameter annotated `type[…]`: attributes of its instances are made from it."""
        maker = scope.members.get("__init__") if isinstance(scope, griffe.Class) else None
        if not isinstance(function, griffe.ExprName) or not isinstance(maker, griffe.Function) or function.name not in maker.parameters:
            return None
        annotation = maker.parameters[function.name].annotation
        if isinstance(annotation, griffe.ExprSubscript) and str(annotation.left).rpartition(".")[2] in {"type", "Type"}:
            return self._value(annotation.slice, scope)
        return None

    def lineage(self, cls: griffe.Class) -> tuple[griffe.Class, ...]:
        """A class and its base classes of this package, in the order in which Python looks names up."""
        if cls.path not in self._lineages and self._deep < DEEPEST:
            self._lineages[cls.path] = (cls,)  # a class among its own bases ends there
            self._deep += 1
            bases = [target.definition for base in cls.bases if (target := self._value(_plain(base), cls.parent))]
            lines = [list(self.lineage(base)) for base in bases if isinstance(base, griffe.Class) and base is not cls]
            try:
                above = griffe.c3linear_merge(*lines, [line[0] for line in lines])
            except ValueError:
                above = list(dict.fromkeys(base for line in lines for base in line))
            self._lineages[cls.path] = (cls, *above)
            self._deep -= 1
        return self._lineages.get(cls.path, (cls,))

    def bases(self, cls: griffe.Class) -> frozenset[str]:
        """The last names of all base classes, those of other packages too."""
        return frozenset(str(_plain(base)).rpartition(".")[2] for above in self.lineage(cls) for base in above.bases)

    def is_mapping(self, cls: griffe.Class) -> bool:
        """Whether a class is a kind of dictionary with set keys."""
        return not self.bases(cls).isdisjoint(_MAPPINGS)

    def is_record(self, cls: griffe.Class) -> bool:
        """Whether a class is made from its annotated fields."""
        decorators = {decorator.callable_path.rpartition(".")[2] for decorator in cls.decorators}
        return "NamedTuple" in self.bases(cls) or not decorators.isdisjoint(_RECORDS)


def _plain(base: str | griffe.Expr) -> str | griffe.Expr:
    """A base class without its type arguments."""
    return base.left if isinstance(base, griffe.ExprSubscript) else base
