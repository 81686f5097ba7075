"""How the reader's file came to be, format by format: what stands here is never edited, only added to.

Format n+1 is made of format n by the n-th script, counted from 0; a new file goes through all of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

APPLICATION = 0x446F6352
"""What SQLite's `application_id` says in the reader's file."""

_FIRST = """
create table state (key text primary key, value integer not null) without rowid;
insert into state values ('changes', 0), ('shelf', 0);
create table folder (
  id text primary key, title text not null, parent text references folder on delete cascade, position integer not null, added real not null, removed real
);
create index folder_parent on folder (parent);
create table bookmark (
  id text primary key, docset text not null, slug text not null, anchor text not null, api text not null, title text not null,
  folder text references folder on delete cascade, position integer not null, tags text not null, heading text not null, page_title text not null,
  docset_title text not null, version text not null, added real not null, changed real not null, removed real, snapshot text not null, taken real not null
);
create index bookmark_folder on bookmark (folder);
create table visit (
  id integer primary key, docset text not null, slug text not null, anchor text not null, api text not null, title text not null, said text not null,
  at real not null
);
create index visit_at on visit (at);
create table place (
  docset text not null, slug text not null, scroll real not null, anchor text not null, at real not null, primary key (docset, slug)
) without rowid;
"""
"""`state` counts changes: `changes` all of them, `shelf` those of folders and bookmarks. The top folder is null; `tags` is a JSON array;
`said` what a visit is searched by."""

SCRIPTS = (_FIRST,)
FORMAT = len(SCRIPTS)


def forward(base: sqlite3.Connection, scripts: Sequence[str] = SCRIPTS) -> None:
    """Bring a file of any earlier format (0: an empty one) to the newest, in one transaction. Raises sqlite3.Error; the file is then as it was."""
    base.execute("begin immediate")
    try:
        (version,) = base.execute("pragma user_version").fetchone()
        if version < len(scripts):  # else another process was faster
            for statement in ";".join(scripts[version:]).split(";"):
                base.execute(statement)
            base.execute(f"pragma application_id = {APPLICATION}")
            base.execute(f"pragma user_version = {len(scripts)}")
        base.execute("commit")
    except BaseException:
        base.rollback()
        raise
