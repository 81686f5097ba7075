"""How large pages are drawn: the steps of the zoom, and the factor of the tab on the screen."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

FACTORS = (0.5, 0.67, 0.75, 0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)


class Zoom(QObject):
    """One factor; 1.0 is the normal size."""

    changed = Signal(float)

    def __init__(self, factor: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.factor = factor

    def set(self, factor: float) -> None:
        """Draw at `factor`."""
        if factor != self.factor:
            self.factor = factor
            self.changed.emit(factor)

    def step(self, steps: int) -> None:
        """One step larger (positive) or smaller (negative), as far as there are any; 0: the normal size."""
        now = self.factor
        beyond = [factor for factor in FACTORS if (factor > now + 0.001 if steps > 0 else factor < now - 0.001)]
        self.set(1.0 if steps == 0 else now if not beyond else beyond[0 if steps > 0 else -1])
