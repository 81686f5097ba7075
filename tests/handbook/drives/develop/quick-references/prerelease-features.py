def ferries(app):
    assert app.markdown[0].value == "The next 2 ferries"
    app.slider(key="shown").set_value(4).run()
    assert app.markdown[0].value == "The next 4 ferries"
