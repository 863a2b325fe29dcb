import Kernels
import PythonRuntime

extension Standard.Sys {
  static let maxsize = Constant("maxsize") { _ in .int(Int.max) }
  static let version = Constant("version") { _ in
    .text("\(PythonVersion.text) (main, Jan  1 2024, 00:00:00) [GCC 12.2.0]")
  }
  static let argv = Constant("argv") { _ in .list(["ipykernel_launcher.py"]) }
  static let path = Constant("path") { context in context.map { .object($0.searchPath) } ?? Value.none }
  static let platform = Constant("platform") { _ in "linux" }
  static let stdout = Constant("stdout") { _ in .object(StreamObject(.output)) }
  static let stderr = Constant("stderr") { _ in .object(StreamObject(.error)) }
  static let modules = Constant("modules") { context in .object(context?.moduleTable ?? DictObject()) }
  static let setrecursionlimit = Function("setrecursionlimit(limit, /)") { _ in .none }
  static let getrecursionlimit = Function("getrecursionlimit()") { _ in 3000 }

  static let exit = Function("exit(status=None, /)") { call in
    throw Raised.exception(ExceptionObject(Exceptions.systemExit, call.isNone("status") ? [] : [call[0]]))
  }
}
