"""What a probe changes is changed back: at the end of its ``with``, or at the end of the proof that forgot."""

import contextlib
from types import TracebackType
from typing import Self

_open: list["Probe"] = []


class Probe:
    """Something that lasts for a while: ``with probe.clock() as clock: …``, or ``start()`` and ``stop()``.

    A subclass says in ``begin`` what is done, and puts on ``self.undo`` how each step is undone.
    """

    def __init__(self) -> None:
        self.undo = contextlib.ExitStack()

    def begin(self) -> None:
        """Do what the probe does; a step that fails undoes those before it."""

    def start(self) -> Self:
        """Begin, unless it has begun, and return the probe."""
        if self not in _open:
            with contextlib.ExitStack() as failed:
                failed.callback(self.undo.close)
                self.begin()
                failed.pop_all()
            _open.append(self)
        return self

    def stop(self) -> None:
        """End it, and put back what was changed; a second time does nothing."""
        if self in _open:
            _open.remove(self)
            self.undo.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def begun() -> list[Probe]:
    """Return the probes that have begun and not ended, the latest last."""
    return list(_open)


def end_all() -> None:
    """End the probes that a proof left open, the latest first. An error of one does not keep the others."""
    for probe in reversed(begun()):
        with contextlib.suppress(BaseException):  # also a lifespan that ends in sys.exit()
            probe.stop()
