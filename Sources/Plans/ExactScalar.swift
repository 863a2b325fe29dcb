package import Columns
import Kernels
package import YAML

/// A scalar that operations hold as an attribute: compared by its bits, so that NaN equals itself and -0.0 is not 0.0.
///
/// Python's `None` is kept as missing.
package struct ExactScalar: Hashable, Sendable {
  package let value: Scalar

  package init(_ value: Scalar) {
    self.value = value == .none ? .missing : value
  }

  package static func == (a: ExactScalar, b: ExactScalar) -> Bool {
    if case .float(let x) = a.value, case .float(let y) = b.value { return x.bitPattern == y.bitPattern }
    return a.value == b.value
  }

  package func hash(into hasher: inout Hasher) {
    if case .float(let number) = value { hasher.combine(number.bitPattern) } else { hasher.combine(value) }
  }
}

extension ExactScalar {
  /// The type of a value that is this one; `nil` for missing, whose type something else must tell, and for objects.
  package var type: ValueType? {
    switch value {
    case .bool: .bool
    case .int: .int64
    case .float: .float64
    case .string: .string
    case .missing, .none, .object: nil
    }
  }

  /// As plans write it. Strings that are not UTF-8 are written by their bytes: `{bytes: [237, 160, 128]}`.
  package var yaml: YAMLValue {
    switch value {
    case .missing, .none, .object: return .null
    case .bool(let flag): return .bool(flag)
    case .int(let number): return .int(number)
    case .float(let number): return .float(number)
    case .string(let string):
      let text = string.description
      if text.utf8.elementsEqual(string.bytes) { return .string(text) }
      return .map(["bytes": YAMLNode(.list(string.bytes.map { YAMLNode(Int($0)) }))])
    }
  }

  /// Reads what `yaml` wrote; `nil` for anything else.
  package init?(yaml: YAMLValue) {
    switch yaml {
    case .null: self.init(.missing)
    case .bool(let flag): self.init(.bool(flag))
    case .int(let number): self.init(.int(number))
    case .float(let number): self.init(.float(number))
    case .string(let text): self.init(.string(PythonString(text)))
    case .map(let map):
      guard map.count == 1, case .list(let items)? = map["bytes"]?.value else { return nil }
      var bytes: [UInt8] = []
      for item in items {
        guard case .int(let number) = item.value, let byte = UInt8(exactly: number) else { return nil }
        bytes.append(byte)
      }
      self.init(.string(PythonString(bytes: bytes)))
    case .list: return nil
    }
  }
}
