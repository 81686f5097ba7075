from __future__ import annotations

import argparse
import io

from viewer.cli import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


def writer(*words):
    parser = argparse.ArgumentParser()
    progress.configure(parser)
    return progress.writer(parser.parse_args(words))


def test_a_terminal_gets_a_bar_that_goes_at_the_end(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    tell = writer()
    tell(1, 2, "pages")
    assert terminal.getvalue() == f"\r[{'#' * 15}{'.' * 15}] 1/2 pages"
    tell(2, 2, "pages")
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_nobody_else_gets_one(capsys, monkeypatch):
    writer()(1, 2, "pages")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr", Terminal())
    writer("--progress", "none")(1, 2, "pages")
    assert capsys.readouterr().err == ""


def test_steps_that_follow_close_upon_one_another_are_left_out_but_for_the_last_of_a_kind():
    told, now = [], iter([10.0, 10.02, 10.06, 10.07, 10.08, 10.2])
    tell = progress.paced(lambda *step: told.append(step), lambda: next(now))
    for step in [(1, 4, "pages"), (2, 4, "pages"), (3, 4, "pages"), (4, 4, "pages"), (1, 3, "assets"), (2, 3, "assets")]:
        tell(*step)
    assert told == [(1, 4, "pages"), (3, 4, "pages"), (4, 4, "pages"), (2, 3, "assets")]
