"""A module that hides behind a function of its name."""


def season(name="spring", /, *, warm: bool = True, _private=None) -> str:
    """Begin a season.

    Parameters
    ----------
    name : {"spring", "autumn"}, default: "spring"
        Which one.
    warm
        Whether it is warm.

        .. deprecated:: 2.0
            All seasons are warm.

    Returns
    -------
    The name of the season.
    """


def hidden():
    """Offered as ``orchard.season.hidden`` too."""
