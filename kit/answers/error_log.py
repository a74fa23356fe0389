"""Where unexpected errors are written down, so that somebody can find them later: a file next to the answers."""

from __future__ import annotations

import logging
from pathlib import Path

_LOGGER = logging.getLogger("kit")
_FORMAT = logging.Formatter("%(asctime)s %(levelname)s %(message)s")


class _File(logging.FileHandler):
    """A log file that says so when it cannot be written."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - as logging calls it
        raise OSError(record.getMessage())


def log_error(folder: Path, what: str, error: Exception) -> Path | None:
    """Write an error, with file and line, into ``kit.log`` of a folder.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the answers; made when it is missing.
    what : str
        What was asked for when it happened.
    error : Exception
        What went wrong.

    Returns
    -------
    pathlib.Path or None
        The file; None when it cannot be written, and the error went to stderr.
    """
    path = folder / "kit.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _log(_File(path, encoding="utf-8"), what, error)
    except OSError:
        _log(logging.StreamHandler(), what, error)
        return None
    return path


def _log(handler: logging.Handler, what: str, error: Exception) -> None:
    handler.setFormatter(_FORMAT)
    _LOGGER.addHandler(handler)
    try:
        _LOGGER.error(what, exc_info=error)
    finally:
        _LOGGER.removeHandler(handler)
        handler.close()
