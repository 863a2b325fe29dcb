import Kernels
import PythonRuntime

extension Standard.Contextlib {
  static let asynccontextmanager = Constant("asynccontextmanager") { context in
    try WrittenInPython.value("asynccontextmanager", "contextlib", "asynchronous", asynchronous, context)
  }
  static let aclosing = Constant("aclosing") { context in
    try WrittenInPython.value("aclosing", "contextlib", "asynchronous", asynchronous, context)
  }
  static let asyncExitStack = Constant("AsyncExitStack") { context in
    try WrittenInPython.value("AsyncExitStack", "contextlib", "asynchronous", asynchronous, context)
  }

  private static let asynchronous: StaticString = #"""
    import functools
    import sys


    class _AsyncGeneratorContextManager:
        def __init__(self, function, arguments, keywords):
            self.gen = function(*arguments, **keywords)
            self._call = function, arguments, keywords
            self.__doc__ = getattr(function, "__doc__", None)

        async def __aenter__(self):
            try:
                return await anext(self.gen)
            except StopAsyncIteration:
                raise RuntimeError("generator didn't yield") from None

        async def __aexit__(self, kind, value, traceback):
            if kind is None:
                try:
                    await anext(self.gen)
                except StopAsyncIteration:
                    return False
                raise RuntimeError("generator didn't stop")
            if value is None:
                value = kind()
            try:
                await self.gen.athrow(value)
            except StopAsyncIteration as end:
                return end is not value
            except RuntimeError as error:
                if error is value:
                    return False
                # The generator's frame turns these into errors of their own.
                if isinstance(value, (StopIteration, StopAsyncIteration)) and error.__cause__ is value:
                    return False
                raise
            except BaseException as error:
                if error is value:
                    return False
                raise
            raise RuntimeError("generator didn't stop after athrow()")

        def __call__(self, function):
            @functools.wraps(function)
            async def inside(*arguments, **keywords):
                async with type(self)(*self._call):
                    return await function(*arguments, **keywords)

            return inside


    def asynccontextmanager(func):
        @functools.wraps(func)
        def manager(*args, **kwds):
            return _AsyncGeneratorContextManager(func, args, kwds)

        return manager


    class aclosing:
        def __init__(self, thing):
            self.thing = thing

        async def __aenter__(self):
            return self.thing

        async def __aexit__(self, *details):
            await self.thing.aclose()


    class AsyncExitStack:
        def __init__(self):
            self._exits = []

        def pop_all(self):
            other = type(self)()
            other._exits, self._exits = self._exits, []
            return other

        async def enter_async_context(self, cm):
            kind = type(cm)
            try:
                enter, leave = kind.__aenter__, kind.__aexit__
            except AttributeError:
                name = f"{kind.__module__}.{kind.__qualname__}"
                raise TypeError(
                    f"'{name}' object does not support the asynchronous context manager protocol") from None
            result = await enter(cm)
            self._exits.append((True, lambda *details: leave(cm, *details)))
            return result

        def enter_context(self, cm):
            kind = type(cm)
            try:
                enter, leave = kind.__enter__, kind.__exit__
            except AttributeError:
                name = f"{kind.__module__}.{kind.__qualname__}"
                raise TypeError(f"'{name}' object does not support the context manager protocol") from None
            result = enter(cm)
            self._exits.append((False, lambda *details: leave(cm, *details)))
            return result

        def push(self, exit):
            leave = getattr(type(exit), "__exit__", None)
            self._exits.append((False, exit if leave is None else lambda *details: leave(exit, *details)))
            return exit

        def push_async_exit(self, exit):
            leave = getattr(type(exit), "__aexit__", None)
            self._exits.append((True, exit if leave is None else lambda *details: leave(exit, *details)))
            return exit

        def callback(self, callback, /, *args, **kwds):
            def leave(*details):
                callback(*args, **kwds)

            self._exits.append((False, leave))
            return callback

        def push_async_callback(self, callback, /, *args, **kwds):
            async def leave(*details):
                await callback(*args, **kwds)

            self._exits.append((True, leave))
            return callback

        async def aclose(self):
            await self.__aexit__(None, None, None)

        async def __aenter__(self):
            return self

        async def __aexit__(self, kind, value, traceback):
            first, pending, swallowed = value, value, False
            while self._exits:
                waits, leave = self._exits.pop()
                details = (None, None, None) if pending is None else (type(pending), pending, pending.__traceback__)
                try:
                    answer = leave(*details)
                    if waits:
                        answer = await answer
                    if answer and pending is not None:
                        pending, swallowed = None, True
                except BaseException as error:
                    pending = error
            if pending is not None and pending is not first:
                raise pending
            return swallowed and pending is None
    """#
}
