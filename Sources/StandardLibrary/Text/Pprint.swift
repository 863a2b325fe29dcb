import Kernels
import PythonRuntime

extension Standard.Pprint {
  static let pformat = Function(
    "pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False)"
  ) { call in
    var format = try PrettyFormat(call)
    return .string(try format.text(of: call["object"]))
  }

  static let pprint = Function(
    "pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False)"
  ) { call in
    try write(call)
  }

  static let pp = Function(
    "pp(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=False, underscore_numbers=False)"
  ) { call in
    try write(call)
  }

  private static func write(_ call: Call) throws(Raised) -> Value {
    var format = try PrettyFormat(call)
    let text = PythonString(bytes: try format.text(of: call["object"]).bytes + [0x0A])
    if call.isNone("stream") {
      call.context.write(text)
    } else {
      _ = try call.context.callMethod(call["stream"], "write", CallArguments([.string(text)]))
    }
    return .none
  }

  static let saferepr = Function("saferepr(object)") { call in .string(try call.context.repr(call["object"])) }
  static let printer = Constant("PrettyPrinter") { _ in .object(PrettyPrinterType.type) }
}

/// `pprint.PrettyPrinter`.
final class PrettyPrinterObject: Object {
  let format: PrettyFormat
  let stream: Value

  init(_ format: PrettyFormat, stream: Value, type: TypeObject) {
    self.format = format
    self.stream = stream
    super.init(type: type)
  }
}

enum PrettyPrinterType {
  nonisolated(unsafe) static let type = TypeObject(
    name: "PrettyPrinter", module: "pprint", members: Standard.PrettyPrinterClass.members)
}

extension Standard.PrettyPrinterClass {
  static let new = Constructor(
    "PrettyPrinter(cls, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False)"
  ) { call in
    .object(
      PrettyPrinterObject(
        try PrettyFormat(call), stream: call["stream"], type: call.receivingClass ?? PrettyPrinterType.type))
  }
  static let pformat = Method("pformat(self, object)") { call in
    var format = try call.receiver(as: PrettyPrinterObject.self).format
    return .string(try format.text(of: call["object"]))
  }
  static let pprint = Method("pprint(self, object)") { call in
    let printer = try call.receiver(as: PrettyPrinterObject.self)
    var format = printer.format
    let text = PythonString(bytes: try format.text(of: call["object"]).bytes + [0x0A])
    if printer.stream.isNone {
      call.context.write(text)
    } else {
      _ = try call.context.callMethod(printer.stream, "write", CallArguments([.string(text)]))
    }
    return .none
  }
}
