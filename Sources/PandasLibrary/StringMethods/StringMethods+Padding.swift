import Columns
import DataFrames
import Kernels
import Plans
import PythonRuntime
import Tracing

extension Pandas.StringMethods {
  /// pandas `Series.str.pad`: `side` is where the fill stands.
  static let pad = Method("pad(self, width, side='left', fillchar=' ')") { call in
    let side: PadText.Side
    switch try call.text("side") {
    case "left": side = .right
    case "right": side = .left
    case "both": side = .center
    default: throw Raised.valueError("Invalid side")
    }
    return try call.padded(side)
  }
  static let center = Method("center(self, width, fillchar=' ')") { call in try call.padded(.center) }
  static let ljust = Method("ljust(self, width, fillchar=' ')") { call in try call.padded(.left) }
  static let rjust = Method("rjust(self, width, fillchar=' ')") { call in try call.padded(.right) }

  static let isalpha = Method("isalpha(self)") { call in try call.classified(.isalpha) }
  static let isdigit = Method("isdigit(self)") { call in try call.classified(.isdigit) }
  static let isdecimal = Method("isdecimal(self)") { call in try call.classified(.isdecimal) }
  static let isnumeric = Method("isnumeric(self)") { call in try call.classified(.isnumeric) }
  static let isalnum = Method("isalnum(self)") { call in try call.classified(.isalnum) }
  static let isspace = Method("isspace(self)") { call in try call.classified(.isspace) }
  static let islower = Method("islower(self)") { call in try call.classified(.islower) }
  static let isupper = Method("isupper(self)") { call in try call.classified(.isupper) }
  static let istitle = Method("istitle(self)") { call in try call.classified(.istitle) }

  /// pandas `Series.str.removeprefix`.
  static let removeprefix = Method("removeprefix(self, prefix)") { call in
    let methods = try call.receiver(as: StringMethodsObject.self)
    let part = try call.string("prefix")
    let mask = try call.context.applying(StartsWith(part, whenMissing: false), to: methods.column, dtype: .bool)
    let rest = try call.context.applying(
      SliceText(from: part.codePointCount, to: nil), to: methods.column, dtype: methods.textDType)
    return methods.result(try call.context.choosing(mask, .column(rest), methods.column))
  }

  /// pandas `Series.str.removesuffix`.
  static let removesuffix = Method("removesuffix(self, suffix)") { call in
    let methods = try call.receiver(as: StringMethodsObject.self)
    let part = try call.string("suffix")
    guard !part.bytes.isEmpty else { return methods.result(methods.column) }
    let mask = try call.context.applying(EndsWith(part, whenMissing: false), to: methods.column, dtype: .bool)
    let rest = try call.context.applying(
      SliceText(from: nil, to: -part.codePointCount), to: methods.column, dtype: methods.textDType)
    return methods.result(try call.context.choosing(mask, .column(rest), methods.column))
  }

  /// pandas `Series.str.repeat`.
  static let repeated = Method("repeat(self, repeats)") { call in
    let methods = try call.receiver(as: StringMethodsObject.self)
    if case .int(let times) = Scalar(call["repeats"]), (1...16).contains(times) {
      var result = methods.column
      for _ in 1..<times {
        result = try call.context.applying(
          Concatenate(), to: [.column(result), .column(methods.column)], dtype: methods.textDType)
      }
      return methods.result(result)
    }
    let counts = try call.context.sequenceColumn(call["repeats"])
    if let counts, counts.count != methods.column.count { throw call.unsupported("such a 'str.repeat'") }
    return try call.eachText(reason: "'str.repeat'") { (text, row) throws(Raised) in
      let times: Value = counts.map { pythonElement($0.values[row], $0.dtype) } ?? call["repeats"]
      return try call.context.binary(.multiply, text, times)
    }
  }
}

extension Call {
  fileprivate func padded(_ side: PadText.Side) throws(Raised) -> Value {
    let fill = try string("fillchar")
    guard fill.codePointCount == 1 else { throw Raised.typeError("fillchar must be a character, not str") }
    let width = try int("width")
    try context.reserve(width, of: try receiver(as: StringMethodsObject.self).column.values.count)
    return try transformed(by: PadText(side, width: width, fill: fill))
  }

  fileprivate func classified(_ textClass: TextClass.Class) throws(Raised) -> Value {
    try test(TextClass(textClass, whenMissing: context.era == .classic ? nil : false))
  }

  /// What Python gives for each text, missing ones left out: values, but no row function.
  func eachText(reason: String, _ body: (Value, Int) throws(Raised) -> Value) throws(Raised) -> Value {
    let methods = try receiver(as: StringMethodsObject.self)
    return methods.result(try eachText(of: methods, reason: reason, body))
  }

  func eachText(
    of methods: StringMethodsObject, reason: String, _ body: (Value, Int) throws(Raised) -> Value
  ) throws(Raised) -> TracedColumn {
    let column = methods.column
    var scalars: [Scalar] = []
    for row in 0..<column.count {
      guard !column.values.isMissing(row) else {
        scalars.append(.missing)
        continue
      }
      scalars.append(Scalar(try body(pythonElement(column.values[row], column.dtype), row).supported()))
    }
    let isObjects = scalars.contains { if case .object = $0 { true } else { false } }
    let values = isObjects ? Column(.object(scalars)) : Column(scalars: scalars)
    let isText = if case .string = values.storage { true } else { false }
    return context.opaqueColumn(
      values, isText ? methods.textDType : nil, domain: column.domain, reason: "\(reason) has no operation")
  }
}
