"""Progress bars for every step that takes longer than a moment."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn


class Bars:
    """One bar for each step, named by the first words of what is being done ("Schritt: Einzelheit").

    Called with (what, done, total); a new step opens a new bar.
    """

    def __init__(self, console: Console) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=False,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Bars:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def __call__(self, what: str, done: int, total: int) -> None:
        """Show that of ``total`` parts ``done`` are done."""
        step, _, detail = what.partition(": ")
        if step not in self._tasks:
            self._finish()
            self._tasks[step] = self._progress.add_task(step, total=total)
        description = f"{step} · {detail}" if detail else step
        self._progress.update(self._tasks[step], completed=done, total=total, description=description[:70])

    def _finish(self) -> None:
        """A new step says that those before it are done, whether or not they told so."""
        for task in self._progress.tasks:
            self._progress.update(task.id, completed=task.total)
