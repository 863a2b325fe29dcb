import Kernels
import PythonRuntime

// What a machine is called differs from run to run: a neutral one is told.

extension Standard.Platform {
  static let system = Function("system()") { _ in "Linux" }
  static let node = Function("node()") { _ in "localhost" }
  static let release = Function("release()") { _ in "6.1.0" }
  static let version = Function("version()") { _ in "#1 SMP" }
  static let machine = Function("machine()") { _ in "x86_64" }
  static let processor = Function("processor()") { _ in "x86_64" }
  static let platform = Function("platform(aliased=0, terse=0)") { _ in "Linux-6.1.0-x86_64-with-glibc2.36" }
  static let architecture = Function("architecture(executable='', bits='', linkage='')") { _ in
    .tuple(["64bit", "ELF"])
  }
  static let pythonVersion = Function("python_version()") { _ in .text(PythonVersion.text) }
  static let pythonVersionTuple = Function("python_version_tuple()") { _ in
    .tuple(PythonVersion.text.split(separator: ".").map { .text(String($0)) })
  }
  static let pythonImplementation = Function("python_implementation()") { _ in "CPython" }
  static let pythonCompiler = Function("python_compiler()") { _ in "GCC 12.2.0" }
  static let pythonBuild = Function("python_build()") { _ in .tuple(["main", "Jan  1 2024 00:00:00"]) }

  static let uname = Function("uname()") { call in
    let type = try NamedTupleClass.shared(
      "platform.uname_result", ["system", "node", "release", "version", "machine"], call.context)
    return .object(TupleObject(["Linux", "localhost", "6.1.0", "#1 SMP", "x86_64"], type: type))
  }
}

/// The Python that the replay is.
enum PythonVersion {
  static let text = "3.11.7"
  static var parts: [Value] { [3, 11, 7, "final", 0] }
}
