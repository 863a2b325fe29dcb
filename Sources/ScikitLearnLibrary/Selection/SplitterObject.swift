import Columns
import Kernels
import Learning
import NumPyLibrary
import PythonRuntime
import Tracing

/// How samples are parted: what the constructor was given, and what makes the parts.
class SplitterObject: Object {
  /// As the repr shows them.
  let parameters: [(name: PythonString, value: Value)]

  init(_ parameters: [(name: PythonString, value: Value)], type: TypeObject) {
    self.parameters = parameters
    super.init(type: type)
  }

  /// The splitter that a constructor's call asks for.
  convenience init(_ call: Call, type: TypeObject) {
    let parameters = zip(call.signature.parameters, call.values).dropFirst().map { (name: $0.pythonName, value: $1) }
    self.init(parameters, type: type)
  }

  func parameter(_ name: PythonString) -> Value { parameters.first { $0.name == name }?.value ?? .none }

  /// The training and test rows of each part. Subclasses override it.
  func folds(_ x: Value, _ y: Value, _ groups: Value, in context: Context) throws(Raised) -> [TrainTestIndices] {
    throw context.unsupportedNow("'\(type.name).split'")
  }

  /// `get_n_splits`; by default what `n_splits` says.
  func count(_ x: Value, _ y: Value, _ groups: Value, in context: Context) throws(Raised) -> Int {
    try context.index(parameter("n_splits"))
  }

  /// What makes random parts.
  func random(in context: Context) throws(Raised) -> RandomState {
    try ScikitLearn.randomState(parameter("random_state"), in: context)
  }

  func size(_ name: PythonString, in context: Context) throws(Raised) -> PartSize? {
    let value = parameter(name)
    if value.isNone { return nil }
    if let count = try context.indexIfInteger(value) { return .count(count) }
    guard let fraction = try context.double(value) else {
      throw .valueError("Invalid value for \(name): \(try context.repr(value))")
    }
    return .fraction(fraction)
  }

  func optionalInt(_ name: PythonString, in context: Context) throws(Raised) -> Int? {
    let value = parameter(name)
    return value.isNone ? nil : try context.index(value)
  }

  override func repr(in context: Context) throws(Raised) -> PythonString {
    // scikit-learn breaks lines of 75 characters, and continues them half as far as the name is long.
    let newLine = ",\n" + String(repeating: " ", count: 1 + type.name.count / 2)
    var text = "\(type.name)("
    var length = type.name.count
    for (index, parameter) in parameters.sorted(by: { $0.name < $1.name }).enumerated() {
      let item = "\(parameter.name)=\(try context.repr(parameter.value))"
      if index > 0 {
        let breaks = length + item.count >= 75 || item.contains("\n")
        text += breaks ? newLine : ", "
        length = breaks ? newLine.count : length + 2
      }
      text += item
      length += item.count
    }
    return PythonString(text + ")")
  }

  override func attribute(_ name: PythonString, in context: Context) throws(Raised) -> Value? {
    if let parameter = parameters.first(where: { $0.name == name }) { return parameter.value }
    return try super.attribute(name, in: context)
  }
}

extension ScikitLearn {
  nonisolated(unsafe) static let splitter = TypeObject(
    name: "BaseCrossValidator", module: "sklearn.model_selection._split", isOpen: true, members: Splitter.members)

  static func splitterType(_ name: String, _ members: [any Member]) -> TypeObject {
    TypeObject(name: name, module: "sklearn.model_selection._split", bases: [splitter], members: members)
  }

  /// The group or class of every row as an index among the sorted ones.
  static func codes(ofGroups groups: Value, rows: Int, in context: Context) throws(Raised) -> [Int] {
    if groups.isNone { throw .valueError("The 'groups' parameter should not be None.") }
    guard let sorted = LabelColumn.sorted(try column(groups, in: context).values) else {
      throw context.unsupportedNow("groups of mixed kinds")
    }
    guard sorted.codes.count == rows else {
      throw .valueError("Found input variables with inconsistent numbers of samples: [\(rows), \(sorted.codes.count)]")
    }
    return sorted.codes
  }
}

extension Context {
  /// What scikit-learn raises, as a Python exception.
  func raising<T>(_ body: () throws(LearningError) -> T) throws(Raised) -> T {
    do throws(LearningError) {
      return try body()
    } catch {
      throw raised(error)
    }
  }
}

extension ScikitLearn.Splitter {
  /// `split(X, y)`: pairs of index arrays.
  static let split = Method("split(self, X, y=None, groups=None)") { call in
    let folds = try call.receiver(as: SplitterObject.self).folds(
      call["X"], call["y"], call["groups"], in: call.context)
    return .object(
      ArrayIterator(
        folds.map { .tuple([ScikitLearn.array($0.train), ScikitLearn.array($0.test)]) }, type: Types.generator))
  }

  static let getNSplits = Method("get_n_splits(self, X=None, y=None, groups=None)") { call in
    .int(
      try call.receiver(as: SplitterObject.self).count(call["X"], call["y"], call["groups"], in: call.context))
  }
}
