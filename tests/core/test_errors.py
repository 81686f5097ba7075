from __future__ import annotations

import pytest

from viewer.core import errors

SAID = (
    (errors.UnknownDocsetError("a", ("b", "c")), "There is no docset 'a' in the library. It holds: b, c."),
    (errors.UnknownDocsetError("a", ()), "There is no docset 'a' in the library. It holds: nothing yet."),
    (errors.UnknownPageError("a", "/x", ("/y", "/z")), "The docset 'a' has no page '/x'. Nearest: /y, /z."),
    (errors.UnknownPageError("a", "/x"), "The docset 'a' has no page '/x'."),
    (errors.UnknownPlaceError("a", "/x", "y"), "The page '/x' of 'a' has no place '#y'. Leave that away to mean the page."),
    (errors.UnknownReferenceError("tide", "1.0", ("tide 2.0",)), "There is no API data of tide 1.0. The library holds: tide 2.0. To get it: docshelf api add tide==1.0"),
    (errors.UnknownReferenceError("tide", "", ()), "There is no API data of tide. The library holds none yet. To get it: docshelf api add tide"),
    (errors.ShippedReferenceError("tide", "1.0"), "The API data of tide 1.0 ships with Docshelf and stays."),
    (errors.UnknownNameError("tide.low", "1.0", ("tide 2.0",)), "There is no 'tide.low' in the API data of the library of version 1.0. It is in: tide 2.0."),
    (errors.UnknownNameError("tide.low", "", ()), "There is no 'tide.low' in the API data of the library."),
    (errors.FetchError("tide==1.0", "there is no network", "Name a wheel."), "tide==1.0 was not fetched: there is no network. Name a wheel."),
    (errors.RestoreError("a", "it was not removed"), "The docset 'a' cannot be put back: it was not removed."),
    (errors.NewerFileError("f", 9, 1), "f: The file has format 9, this version of Docshelf reads up to 1. It was left as it is. Install a newer version."),
    (errors.UnknownBookmarkError("x"), "There is no bookmark or folder 'x'. To list them: docshelf bookmarks list"),
    (errors.UnknownBackupError("x", ("y", "z")), "There is no backup 'x'. There are: y, z."),
    (errors.UnknownBackupError("", ()), "There is no backup of a day. There are: none yet."),
    (errors.FolderError("Tides"), "The folder 'Tides' cannot be moved into itself."),
    (errors.ExchangeError("f", 3, "it is no JSON", "Export it anew."), "f, line 3: it is no JSON. Export it anew."),
    (errors.ExchangeError("f", 0, "it is empty", "Export it anew."), "f: it is empty. Export it anew."),
    (errors.NoSnapshotError("Tides"), "There is no snapshot of 'Tides' yet. It is taken by itself while its page is in the library."),
    (errors.CannotRunError("There is no display.", "Run: x"), "There is no display. Run: x"),
    (errors.CannotRunError("There is no display."), "There is no display."),
)


@pytest.mark.parametrize(("error", "sentence"), SAID, ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "")
def test_every_error_is_a_sentence_for_the_reader(error, sentence):
    assert isinstance(error, errors.ViewerError)
    assert str(error) == sentence


def test_no_error_is_left_out():
    known = {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, errors.ViewerError)}
    tested_elsewhere = {errors.ViewerError, errors.AddressError, errors.UnsafePathError, errors.SourceError, errors.DamagedError}
    assert known - tested_elsewhere == {type(error) for error, _ in SAID}
