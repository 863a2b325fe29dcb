import Kernels
import PythonRuntime

extension Standard.Weakref {
  /// Objects live as long as the run: what is to happen at an object's end happens when it is asked for.
  static let finalize = Constant("finalize") { context in
    try WrittenInPython.value("finalize", "weakref", "finalize", source, context)
  }

  private static let source: StaticString = #"""
    import weakref


    class finalize:
        def __init__(self, obj, func, /, *args, **kwargs):
            weakref.ref(obj)
            self._details = obj, func, args, kwargs
            self.atexit = True

        def __call__(self, _=None):
            if self._details is None:
                return None
            _, func, args, kwargs = self._details
            self._details = None
            return func(*args, **kwargs)

        def detach(self):
            details, self._details = self._details, None
            return details

        def peek(self):
            return self._details

        @property
        def alive(self):
            return self._details is not None
    """#
}
