from functools import wraps

from orchard._parts import grove


def measured(name, function):
    return function


def plant(kind, *seeds: "grove.Seed", depth=2.5, labels=("a", "b"), sun: int | None = None, mark='x', quote='"', after=lambda: 0, **more):
    r"""Plant a tree, with |shake|_ and ``**more``.

    Some *stress*, **more stress**, H\ :sub:`2`\ O, `a link <https://example.org/a_b>`_, `bad <javascript:x>`_, :func:`~orchard.water`,
    :py:meth:`.Tree.pick`, :class:`the tree <orchard.Tree>`, :ref:`the manual <manual>`, :math:`a < b`, :pep:`8`, trailing_ word,
    **bold ``code`` inside**, glued``code``here and broken ``literal and `text and |lost| and *this, [1]_.
    Emoji :evergreen_tree: and :material/park: stay.

    .. |shake| replace:: ``orchard.shake``
    .. _shake: https://example.org/shake

    Parameters
    ----------
    kind : :class:`str` or ``None``, optional
        What to plant:

        - an oak
        - a lime

          with two paragraphs
    *seeds
        The seeds.
    depth, mark : float
        How deep.
    labels: tuple of str
        Without a space before the colon.
    A sentence where an item should be.
    .. versionadded:: 1.1

    Other Parameters
    ----------------
    **more
        Passed on.

    Returns
    -------
    tree : Tree
        The tree.
    int
        Its age.

    Yields
    ------
    Grove

    Raises
    ------
    ValueError
        If there is no room.

    Warns
    -----
    UserWarning
        If it is late.

    See Also
    --------
    water, Tree.pick : Other things
        to do.
    :func:`shake`
    Something that is no name.

    Notes
    -----
    .. Note::
       A note.

    .. warning:: Beware.

    .. hint::
       A hint.

    .. seealso:: Elsewhere.

    .. admonition:: Watch out

       Titled.

    .. versionadded:: 1.2
       With ``seeds``.

    .. versionchanged:: 2.0

    .. versionadded::

    .. math:: a^2 < b

    .. unheard-of:: An argument
       :option: x

       And content.

    .. list-table::
       :header-rows: 1

       * - A
         - B
       * - 1
         - - x
           - y

    ===== =====
    Span of two
    -----------
    a     b
    ===== =====

    Term
        Definition.

    :field: A field list.

    -a    an option

    | Two
    | lines

    ----

    .. rubric:: A heading

    1. One
    2. Two

        A quotation.

    .. image:: apple.png

    .. [1] A footnote.

    .. [#] Numbered.

    .. _a target:

    .. A comment.

    Examples
    --------
    Text before
    >>> import orchard
    >>>
    >>> for tree in orchard.trees():  # doctest: +SKIP
    ...     tree.pick()
    ...
    apple
    ...
    <BLANKLINE>
    pear
    >>> 1 + 1
    2

    .. code-block:: toml
       :filename: app/config.toml

       depth = 2  # .. unheard-of:: stays

    .. show:: https://apps.example.org/plant/
       height: 220px

    ..  show::
        https://apps.example.org/bare/

    ::

        plain <text>

    References
    ----------
    .. include:: /etc/passwd

    .. raw:: html

       <script>

    Broken
    ------
    .. list-table::
       :widths: wrong

       text that must stay

    Curious
    -------
    Kept.
    """


def water(tree, *, litres: float = 1.0):
    """Water a tree."""
