"""Brings Docshelf up from a bare clone: `python3 packaging/bootstrap.py run` or `... test`.

Any Python can read this file, to be told what is missing; the steps themselves are in the package `bringup`.
"""

import sys

sys.dont_write_bytecode = True  # root may start this in somebody else's clone, and must leave nothing of root's there

if sys.version_info < (3, 11):
    sys.stderr.write(
        "Docshelf needs Python 3.11 or later; this is Python %d.%d.%d.\n"
        "Install a newer one and start again with it: python3.11 packaging/bootstrap.py run\n" % sys.version_info[:3])
    sys.exit(3)

from bringup.start import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
