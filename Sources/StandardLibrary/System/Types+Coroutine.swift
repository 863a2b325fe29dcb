import Kernels
import PythonRuntime

extension Standard.TypesModule {
  /// A generator function as one that gives something to await.
  static let coroutine = Constant("coroutine") { context in
    try WrittenInPython.value("coroutine", "types", "coroutine", source, context)
  }

  private static let source: StaticString = #"""
    import functools


    class _Awaitable:
        def __init__(self, generator):
            self._generator = generator
            self.__name__ = generator.__name__
            self.__qualname__ = generator.__qualname__

        def __await__(self):
            return self._generator

        def __iter__(self):
            return self._generator

        def __next__(self):
            return next(self._generator)

        def send(self, value):
            return self._generator.send(value)

        def throw(self, *details):
            return self._generator.throw(*details)

        def close(self):
            return self._generator.close()


    def coroutine(func):
        if not callable(func):
            raise TypeError("types.coroutine() expects a callable")

        @functools.wraps(func)
        def wrapped(*args, **kwargs):
            made = func(*args, **kwargs)
            return _Awaitable(made) if type(made).__name__ == "generator" else made

        return wrapped
    """#
}
