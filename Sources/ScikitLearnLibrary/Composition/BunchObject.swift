import Kernels
import PythonRuntime

/// `sklearn.utils.Bunch`: a dictionary whose keys are attributes too.
final class BunchObject: DictObject {
  nonisolated(unsafe) static let bunch = TypeObject(
    name: "Bunch", module: "sklearn.utils._bunch", bases: [DictObject.type], members: ScikitLearn.Bunch.members)

  init(_ items: [(PythonString, Value)]) {
    super.init(type: BunchObject.bunch)
    for (name, value) in items { self[name] = value }
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let value = try super.attribute(name, in: context) { return value }
    return self[name]
  }

  override func setAttribute(_ name: PythonString, to value: Value, in context: Context) throws(Raised) {
    self[name] = value
  }
}

extension ScikitLearn {
  package enum Bunch {}
}

extension ScikitLearn.Bunch {
  /// What `dir` tells: the keys alone.
  static let directory = Method("__dir__(self)") { call in
    .list(try call.receiver(as: BunchObject.self).keys)
  }
}
