__all__ = ["Ship"]


class Ship:
    """A ship.

    Attributes:
        name (str): What it is called.
    """

    def __init__(self, name, crew=0):
        """Build a ship.

        Args:
            name (str): What it is called.
            crew (Optional[int], optional): How many.

        Raises:
            ValueError: If the name
                is empty.
            Anything else.
        """

    def load(self, cargo, *args, **kwargs):
        """Load it.

        Note:
            Slowly.

        Args:
            cargo (Union[str,
                Callable[[], str]]): What to load.

                In two paragraphs.
            *args: More of it.
            **kwargs (dict): Even more.

        Returns:
            dict[str, int]: How much of
            what.

        Yields:
            Just a sentence: with a colon too far from the beginning of it all to be a type.

        Keyword Args:
            plainly: x

        Unknown:
            Stays text.

        Args: no section.
        """


def dock(name):
    """Dock.

    ```python
    dock("Anna")
    ```

    Returns:
        The name.

    Args:
        Nothing that is an item.
        name: The name.
    """
