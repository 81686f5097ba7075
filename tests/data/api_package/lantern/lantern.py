"""Light, in Sphinx's style."""


class Light:
    """A light.

    :ivar colour: What it looks like.
    :vartype colour: str
    :param int power: In watts.
    """

    def __init__(self, power): ...

    def on(self, colour, warm, old=None, **kwargs):
        r"""Turn it on.
        :param colour: The colour
        of the light.
        :type colour: str or None
        :param bool warm: Whether it is warm.

            For sure.
        :param old:
            .. deprecated:: 2
               Not used.
        :param \**kwargs: More.
        :returns: What was before.
        :rtype: Light
        :raises ValueError: If it is broken.
        :meta public:

        Usage::

            >>> light.on("red", True)

        :unknown: stays
        """

    def off(self):
        """Turn it off.

        :rtype: bool
        """

    def shine(self):
        """Shine.

        :yields: Rays.
        :ytype: float
        """
