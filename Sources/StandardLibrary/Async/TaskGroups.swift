import Kernels
import PythonRuntime

extension Standard.Asyncio {
  static let taskGroup = Constant("TaskGroup") { context in
    try WrittenInPython.value("TaskGroup", "asyncio.taskgroups", "groups", groups, context)
  }
  static let timeoutClass = Constant("Timeout") { context in
    try WrittenInPython.value("Timeout", "asyncio.timeouts", "timeouts", timeouts, context)
  }
  static let timeout = Constant("timeout") { context in
    try WrittenInPython.value("timeout", "asyncio.timeouts", "timeouts", timeouts, context)
  }
  static let timeoutAt = Constant("timeout_at") { context in
    try WrittenInPython.value("timeout_at", "asyncio.timeouts", "timeouts", timeouts, context)
  }

  private static let groups: StaticString = #"""
    import asyncio


    class TaskGroup:
        def __init__(self):
            self._tasks = []
            self._errors = []
            self._parent = None
            self._is_inside = False
            self._is_aborting = False
            self._has_cancelled_parent = False

        async def __aenter__(self):
            if self._parent is not None:
                raise RuntimeError(f"TaskGroup {self!r} has been already entered")
            self._parent = asyncio.current_task()
            self._is_inside = True
            return self

        def create_task(self, coro, *, name=None, context=None):
            if self._parent is None:
                raise RuntimeError(f"TaskGroup {self!r} has not been entered")
            task = asyncio.create_task(coro, name=name)
            self._tasks.append(task)
            task.add_done_callback(self._ended)
            return task

        def _ended(self, task):
            if task.cancelled():
                return
            error = task.exception()
            if error is None:
                return
            self._errors.append(error)
            if self._is_aborting:
                return
            self._abort()
            if self._is_inside:
                # The body must not go on waiting.
                self._has_cancelled_parent = True
                self._parent.cancel()

        def _abort(self):
            self._is_aborting = True
            for task in self._tasks:
                if not task.done():
                    task.cancel()

        async def __aexit__(self, kind, value, traceback):
            self._is_inside = False
            cancelled = value if kind is not None and issubclass(kind, asyncio.CancelledError) else None
            if kind is not None and not self._is_aborting:
                self._abort()
            while pending := [task for task in self._tasks if not task.done()]:
                try:
                    await asyncio.wait(pending)
                except asyncio.CancelledError as error:
                    cancelled = error
                    if not self._is_aborting:
                        self._abort()
            # What the last of them raised is told in the next turn of the loop.
            await asyncio.sleep(0)
            if cancelled is not None and not self._has_cancelled_parent and not self._errors:
                raise cancelled
            if value is not None and cancelled is not value:
                self._errors.append(value)
            if self._errors:
                raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None
    """#

  private static let timeouts: StaticString = #"""
    import asyncio


    class Timeout:
        def __init__(self, when):
            self._when = when
            self._handle = None
            self._task = None
            self._has_expired = False

        def when(self):
            return self._when

        def expired(self):
            return self._has_expired

        def reschedule(self, when):
            self._when = when
            if self._handle is not None:
                self._handle.cancel()
                self._handle = None
            if when is not None:
                loop = asyncio.get_running_loop()
                self._handle = loop.call_later(max(0, when - loop.time()), self._expire)

        def _expire(self):
            self._has_expired = True
            self._task.cancel()

        async def __aenter__(self):
            self._task = asyncio.current_task()
            if self._task is None:
                raise RuntimeError("Timeout should be used inside a task")
            self.reschedule(self._when)
            return self

        async def __aexit__(self, kind, value, traceback):
            if self._handle is not None:
                self._handle.cancel()
                self._handle = None
            if self._has_expired and kind is not None and issubclass(kind, asyncio.CancelledError):
                raise TimeoutError from value


    def timeout(delay):
        return Timeout(None if delay is None else asyncio.get_running_loop().time() + delay)


    def timeout_at(when):
        return Timeout(when)
    """#
}
