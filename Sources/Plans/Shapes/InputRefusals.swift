import Kernels
import YAML

/// What a model raises for features that it does not take.
struct InputRefusals: Hashable, Sendable {
  let missing: RaisedError
  let infinite: RaisedError

  init(missing: RaisedError, infinite: RaisedError) {
    self.missing = missing
    self.infinite = infinite
  }

  init(_ reader: inout AttributeReader) throws(PlanError) {
    missing = try reader.exception("missing")
    infinite = try reader.exception("infinite")
  }

  subscript(fault: InputFault) -> RaisedError {
    switch fault {
    case .missing: missing
    case .infinite: infinite
    }
  }

  /// The kernels' arguments.
  var spelled: String { "onMissing: \(missing.spelled), onInfinite: \(infinite.spelled)" }
}

extension Attributes {
  mutating func append(_ refusals: InputRefusals) {
    append("missing", refusals.missing.yaml)
    append("infinite", refusals.infinite.yaml)
  }
}
