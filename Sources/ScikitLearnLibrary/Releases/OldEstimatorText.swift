import Kernels
import PythonRuntime
import Tracing

/// How scikit-learn until 0.20 shows an estimator: all parameters, in lines of up to 75 characters.
///
/// - SeeAlso: scikit-learn 0.19, `sklearn.base._pprint`.
struct OldEstimatorText {
  private let context: Context
  private let width = 75

  init(_ context: Context) {
    self.context = context
  }

  func text(of estimator: Value) throws(Raised) -> String {
    let name = estimator.typeName
    var result = "\(name)("
    var used = name.unicodeScalars.count
    let indent = ",\n" + String(repeating: " ", count: 1 + used / 2)
    for (position, item) in try items(of: estimator).enumerated() {
      let item = shortened(item)
      if position > 0 {
        let breaks = used + item.unicodeScalars.count >= width || item.contains("\n")
        result += breaks ? indent : ", "
        used = breaks ? indent.unicodeScalars.count : used + 2
      }
      result += item
      used += item.unicodeScalars.count
    }
    return result + ")"
  }

  /// `name=value` for each parameter.
  private func items(of estimator: Value) throws(Raised) -> [String] {
    if let object = estimator.object as? EstimatorObject {
      return try object.allParameters(in: context.scikitLearnRelease).map { (parameter) throws(Raised) in
        if let text = parameter.text { return "\(parameter.name)=\(text)" }
        return "\(parameter.name)=\(try context.repr(parameter.value))"
      }
    }
    return try ScikitLearn.parameters(of: estimator, deep: false, in: context).map { (parameter) throws(Raised) in
      "\(parameter.0)=\(try context.repr(parameter.1))"
    }
  }

  /// Long values without their middle.
  private func shortened(_ item: String) -> String {
    let scalars = Array(item.unicodeScalars)
    guard scalars.count > 500 else { return item }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars.prefix(300))
    view.append(contentsOf: "...".unicodeScalars)
    view.append(contentsOf: scalars.suffix(100))
    return String(view)
  }
}

extension EstimatorObject {
  /// What a release until 0.22 shows: every parameter that it had, one that nobody gave as the text of its default.
  func allParameters(
    in release: ScikitLearnRelease
  ) -> [(name: PythonString, value: Value, text: String?)] {
    guard let list = ReleaseParameters.list("\(type.name)", in: release) else {
      return parameters.sorted { $0.name < $1.name }.map { (name: $0.name, value: $0.value, text: nil) }
    }
    return list.map { entry in
      let name = PythonString(entry.name)
      let given = parameters.first { $0.name == name }
      let isStandard = given == nil || standardParameters.contains(name)
      return (name: name, value: given?.value ?? .none, text: isStandard ? entry.standard : nil)
    }
  }
}
