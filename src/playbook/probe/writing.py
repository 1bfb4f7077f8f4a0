"""Everything that a program writes: records, streams and file descriptors, whoever holds them since when."""

import contextlib
import io
import json
import logging
import os
import sys
import tempfile
from typing import Any, TextIO

from playbook.probe.ends import Probe

_DESCRIPTORS = (1, 2)
_MOST_BYTES = 50_000_000


class Written(Probe):
    """What was written since it began: ``text`` as on a screen, ``records`` as logging's own objects."""

    def __init__(self, level: str | None = None) -> None:
        super().__init__()
        self._level = level
        self.records: list[logging.LogRecord] = []
        self._file: Any = None
        self._streams: list[TextIO] = []
        self._last = ""

    def begin(self) -> None:
        """Turn the descriptors and streams to one file, and look at each record on its way to the handlers."""
        self._streams = _consoles()
        self._flush()
        for stream in self._streams:
            self._unbuffer(stream)
        self.undo.callback(self._read_last)
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the probe ends
        for number in _DESCRIPTORS:
            self._turn(number)
        ours = io.TextIOWrapper(
            io.FileIO(self._file.fileno(), "w", closefd=False), "utf-8", errors="replace", write_through=True
        )
        for name in ("stdout", "stderr"):
            self.undo.callback(_put_stream_back, name, ours, getattr(sys, name))
            setattr(sys, name, ours)
        self._turn_handlers(ours)
        self._listen()
        if self._level is not None:
            self.undo.callback(logging.root.setLevel, logging.root.level)
            logging.root.setLevel(self._level)

    def _unbuffer(self, stream: TextIO) -> None:
        """Let each line arrive as it is written, and so in its order among all that is written."""
        if isinstance(stream, io.TextIOWrapper) and not stream.line_buffering:
            stream.reconfigure(line_buffering=True)
            self.undo.callback(stream.reconfigure, line_buffering=False)

    def _turn(self, number: int) -> None:
        with contextlib.suppress(OSError):  # a process may run without it
            before = os.dup(number)
            os.dup2(self._file.fileno(), number)
            self.undo.callback(os.close, before)
            self.undo.callback(os.dup2, before, number)
            self.undo.callback(self._flush)

    def _turn_handlers(self, ours: TextIO) -> None:
        """Turn the log handlers that took a console stream which no descriptor stands behind."""
        for reference in list(vars(logging)["_handlerList"]):
            handler = reference()
            stream = vars(handler).get("stream") if isinstance(handler, logging.StreamHandler) else None
            if handler is not None and any(stream is console for console in self._streams):
                handler.setStream(ours)
                self.undo.callback(handler.setStream, stream)

    def _listen(self) -> None:
        handle = logging.Logger.callHandlers

        def listened(logger: logging.Logger, record: logging.LogRecord) -> None:
            self.records.append(record)
            handle(logger, record)

        logging.Logger.callHandlers = listened  # type: ignore[assignment,method-assign] # whoever logs comes by here
        self.undo.callback(setattr, logging.Logger, "callHandlers", handle)

    def _flush(self) -> None:
        for stream in self._streams:
            with contextlib.suppress(Exception):
                stream.flush()

    def _read_last(self) -> None:
        self._last = self.text
        self._file.close()
        self._file = None

    @property
    def text(self) -> str:
        """Everything that reached stdout or stderr, in the order in which it came; also what a child process wrote."""
        if self._file is None:
            return self._last
        self._flush()
        return bytes(os.pread(self._file.fileno(), _MOST_BYTES, 0)).decode("utf-8", errors="replace")

    @property
    def lines(self) -> list[str]:
        """The lines of ``text`` that are not empty."""
        return [line for line in self.text.splitlines() if line.strip()]

    def json_lines(self) -> list[dict[str, Any]]:
        """Return the lines that are JSON objects, read."""
        return [entry for entry in map(_entry, self.lines) if entry is not None]

    def other_lines(self) -> list[str]:
        """Return the lines that a log collector cannot read: no JSON object."""
        return [line for line in self.lines if _entry(line) is None]


def written(level: str | None = None) -> Written:
    """Catch all that is written: stdout, stderr, their descriptors, warnings, and every log record.

    Handlers that took ``sys.stderr`` long ago are caught too, loggers that do not propagate, ``lastResort``, child
    processes. What a handler writes to a stream of its own, a file or a StringIO, goes there as ever; its
    records are in ``records``. With a level, the root logger is set to it meanwhile: ``"DEBUG"`` shows what is written
    on the day on which somebody looks for a fault. It begins and ends in one prompt, since each prompt has its own
    ``sys.stdout``.

    Examples:
        >>> with written() as out:
        ...     logging.getLogger("clinic").warning("no reply from %s", "gateway")
        ...     _ = os.write(2, b"raw")
        >>> out.lines, [record.levelname for record in out.records]
        (['no reply from gateway', 'raw'], ['WARNING'])
    """
    return Written(level)


def _consoles() -> list[TextIO]:
    streams = (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)
    return [stream for stream in streams if stream is not None]


def _put_stream_back(name: str, ours: TextIO, before: TextIO) -> None:
    if getattr(sys, name) is ours:  # a prompt that ended since has put its own back
        setattr(sys, name, before)


def _entry(line: str) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None
    return entry if isinstance(entry, dict) else None
