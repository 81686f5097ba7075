from __future__ import annotations

import re

from viewer.core.search.version import FORMAT, WHOOSH


def test_they_can_stand_in_the_name_of_a_folder():
    assert re.fullmatch(r"\d+", str(FORMAT))
    assert re.fullmatch(r"\d+(\.\d+)*", WHOOSH)
