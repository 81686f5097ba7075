"""Ships, in Google's style.

Example:
    A session::

        >>> dock("Anna")
        'Anna'
"""

from harbour import ships
from harbour.ships import Ship, dock

__all__ = ["dock", *ships.__all__]
__all__ += ships.__all__
