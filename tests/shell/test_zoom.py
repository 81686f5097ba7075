from __future__ import annotations

from viewer.shell.zoom import FACTORS, Zoom


def test_steps_lead_through_all_factors_and_end(qtbot):
    zoom = Zoom(1.0)
    told = []
    zoom.changed.connect(told.append)
    for _ in range(20):
        zoom.step(1)
    for _ in range(20):
        zoom.step(-1)
    up = [factor for factor in FACTORS if factor > 1]
    assert told == [*up, *sorted(FACTORS[:-1], reverse=True)]
    zoom.step(0)
    assert zoom.factor == 1.0
    with qtbot.assertNotEmitted(zoom.changed):
        zoom.step(0)


def test_from_between_two_factors_a_step_goes_to_the_next():
    zoom = Zoom(1.2)
    zoom.step(1)
    assert zoom.factor == 1.25
    zoom.set(1.2)
    zoom.step(-1)
    assert zoom.factor == 1.1
