"""A process that reads: every page of every docset, again and again, taking in what changes, as an open window does."""

from __future__ import annotations

import os
import sys

from viewer.core.address import Address
from viewer.services import paths
from viewer.services.application import Application
from viewer.services.responder import Look, Responder

application = Application(paths.find(os.environ))
responder = Responder(application)
rounds = int(sys.argv[1])
for _ in range(rounds):
    for entry in application.docsets():
        for slug in application.docset(entry.id).docset.pages:
            responder.answer(str(Address(entry.id, slug)), Look())
    application.sweep()
application.close()
