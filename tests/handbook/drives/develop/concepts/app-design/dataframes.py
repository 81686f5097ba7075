"""What the page on dataframes says comes back from tables that were edited or selected from.

`AppTest` cannot touch tables. The drives therefore send what a browser sends: the state of the widget, as JSON.
"""

from __future__ import annotations

import json


def _send(app, state, place=0):
    tables = [element for element in app if element.type in {"arrow_data_frame", "dataframe"} and element.proto.id]
    states = app._tree.get_widget_states()
    states.widgets.add(id=tables[place].proto.id, string_value=json.dumps(state))
    app._run(states)


def _edit(app, edited=(), added=(), deleted=()):
    _send(app, {"edited_rows": dict(edited), "added_rows": list(added), "deleted_rows": list(deleted)})


def orchard(app):
    assert app.metric[0].value == "29"
    _edit(app, {"1": {"Crates": 11}})
    assert app.metric[0].value == "31"
    assert app.dataframe[0].value["Crates"].tolist() == [14, 9, 6]


def pick(app):
    assert app.markdown[0].value == "0 crates"
    _send(app, {"selection": {"rows": [1], "columns": []}})
    assert app.markdown[0].value == "9 crates"


def harvest(app):
    assert app.markdown[0].value == "2 varieties, 23 crates"
    _edit(app, {"0": {"value": 15}}, [{"_index": "Glockenapfel", "value": 6}])
    assert app.markdown[0].value == "3 varieties, 30 crates"
    _edit(app, deleted=[1])
    assert app.markdown[0].value == "1 varieties, 14 crates"


def changes(app):
    _edit(app, {"1": {"variety": "Graham"}}, [{"variety": "Topaz"}], [0])
    assert [text.value for text in app.markdown] == ["UPDATE 102: {'variety': 'Graham'}", "INSERT: {'variety': 'Topaz'}", "DELETE 101"]


def columns(app):
    _edit(app, {"0": {"use": "juice"}})


def planting(app):
    assert app.markdown[0].value == "0 trees to plant"
    _edit(app, added=[{"Variety": "Boskoop", "Trees": 4}, {"Variety": "Topaz", "Trees": 1}])
    assert app.markdown[0].value == "5 trees to plant"
