import Kernels
import PythonRuntime

extension Standard.Sys {
  static let floatInfo = Constant("float_info") { context in
    try structure(
      "sys.float_info",
      [
        ("max", .float(.greatestFiniteMagnitude)), ("max_exp", 1024), ("max_10_exp", 308),
        ("min", .float(.leastNormalMagnitude)), ("min_exp", -1021), ("min_10_exp", -307), ("dig", 15),
        ("mant_dig", 53), ("epsilon", .float(.ulpOfOne)), ("radix", 2), ("rounds", 1),
      ], context)
  }

  static let intInfo = Constant("int_info") { context in
    try structure(
      "sys.int_info",
      [
        ("bits_per_digit", 30), ("sizeof_digit", 4), ("default_max_str_digits", 4300),
        ("str_digits_check_threshold", 640),
      ], context)
  }

  static let hashInfo = Constant("hash_info") { context in
    try structure(
      "sys.hash_info",
      [
        ("width", 64), ("modulus", .int((1 << 61) - 1)), ("inf", 314159), ("nan", 0), ("imag", 1_000_003),
        ("algorithm", "siphash13"), ("hash_bits", 64), ("seed_bits", 128), ("cutoff", 0),
      ], context)
  }

  static let versionInfo = Constant("version_info") { context in try versionNumbers(context) }

  /// What Python says of itself; its `name` is that of CPython, whose behaviour this is.
  static let implementation = Constant("implementation") { context in
    let implementation = NamespaceObject(type: NamespaceObject.type)
    implementation.attributes["name"] = "cpython"
    implementation.attributes["cache_tag"] = "cpython-311"
    implementation.attributes["version"] = try versionNumbers(context)
    implementation.attributes["hexversion"] = 0x030B_07F0
    return .object(implementation)
  }

  private static func versionNumbers(_ context: Context?) throws -> Value {
    let names: [PythonString] = ["major", "minor", "micro", "releaselevel", "serial"]
    return try structure("sys.version_info", Array(zip(names, PythonVersion.parts)), context)
  }

  private static func structure(
    _ name: String, _ fields: [(PythonString, Value)], _ context: Context?
  ) throws(Raised) -> Value {
    guard let context else { return .none }
    let type = try NamedTupleClass.shared(name, fields.map(\.0), context, isQualified: true)
    return .object(TupleObject(fields.map(\.1), type: type))
  }

  static let maxunicode = Constant("maxunicode") { _ in 1_114_111 }
  static let byteorder = Constant("byteorder") { _ in "little" }
  static let executable = Constant("executable") { _ in "/usr/bin/python3" }
  static let prefix = Constant("prefix") { _ in "/usr" }
  static let basePrefix = Constant("base_prefix") { _ in "/usr" }
  static let execPrefix = Constant("exec_prefix") { _ in "/usr" }
  static let hexversion = Constant("hexversion") { _ in 0x030B_07F0 }
  static let apiVersion = Constant("api_version") { _ in 1013 }
  static let copyright = Constant("copyright") { _ in "Copyright (c) 2001-2023 Python Software Foundation." }
  static let flags = Constant("flags") { context in
    try structure(
      "sys.flags",
      [
        ("debug", 0), ("inspect", 0), ("interactive", 0), ("optimize", 0), ("dont_write_bytecode", 0),
        ("no_user_site", 0), ("no_site", 0), ("ignore_environment", 0), ("verbose", 0), ("bytes_warning", 0),
        ("quiet", 0),
        ("hash_randomization", 1), ("isolated", 0), ("dev_mode", false), ("utf8_mode", 0),
        ("warn_default_encoding", 0), ("safe_path", false), ("int_max_str_digits", 4300),
      ], context)
  }
  static let dontWriteBytecode = Constant("dont_write_bytecode") { _ in false }
  static let warnoptions = Constant("warnoptions") { _ in .list([]) }
  static let stdin = Constant("stdin") { _ in .object(SinkObject("sys.stdin")) }

  static let defaultEncoding = Function("getdefaultencoding()") { _ in "utf-8" }
  static let fileSystemEncoding = Function("getfilesystemencoding()") { _ in "utf-8" }
  static let intern = Function("intern(string, /)") { call in
    guard call[0].stringValue != nil else {
      throw Raised.typeError("intern() argument must be str, not \(call[0].typeName)")
    }
    return call[0]
  }
  static let switchInterval = Function("getswitchinterval()") { _ in 0.005 }
  static let setSwitchInterval = Function("setswitchinterval(interval, /)") { _ in .none }
  static let digitLimit = Function("get_int_max_str_digits()") { _ in 4300 }

  static let excInfo = Function("exc_info()") { call in
    guard let exception = call.context.handledException else { return .tuple([.none, .none, .none]) }
    let traceback = try call.context.attributeIfAny(of: .object(exception), named: "__traceback__") ?? .none
    return .tuple([.object(exception.type), .object(exception), traceback])
  }

  static let exception = Function("exception()") { call in
    call.context.handledException.map { .object($0) } ?? .none
  }
}
