import Kernels
import NumPyLibrary
import PythonRuntime
import Tracing

/// How scikit-learn prints an estimator: only parameters that are not their defaults, in lines of 80 characters, long texts
/// shortened in the middle.
///
/// - SeeAlso: scikit-learn, `sklearn.utils._pprint` and `BaseEstimator.__repr__`; Python's `pprint`.
struct EstimatorText {
  private let context: Context
  private let width = 80
  private let shownItems = 30
  private let shownCharacters = 700

  init(_ context: Context) {
    self.context = context
  }

  /// The `repr` of an estimator.
  func text(of estimator: Value) throws(Raised) -> PythonString {
    if context.scikitLearnRelease <= .v20 { return PythonString(try OldEstimatorText(context).text(of: estimator)) }
    var output = ""
    try format(estimator, &output, indent: 0, allowance: 0)
    return PythonString(shortened(output))
  }

  // MARK: On one line

  private func flat(_ value: Value) throws(Raised) -> String {
    if let parameters = try shown(value) {
      let list = try parameters.map { (parameter) throws(Raised) in
        if let text = parameter.text { return "\(parameter.name)=\(text)" }
        return "\(parameter.name)=\(try flat(parameter.value))"
      }
      return "\(value.typeName)(\(list.joined(separator: ", ")))"
    }
    switch value.object {
    case let list as ListObject: return "[\(try list.items.map(flat).joined(separator: ", "))]"
    case let tuple as TupleObject where tuple.type === TupleObject.type:
      let items = try tuple.items.map(flat)
      return "(\(items.joined(separator: ", "))\(items.count == 1 ? "," : ""))"
    case let dict as DictObject where dict.type === DictObject.type:
      let items = try entries(dict).map { (entry) throws(Raised) in
        "\(try flat(entry.key)): \(try flat(entry.value))"
      }
      return "{\(items.joined(separator: ", "))}"
    case let function as NativeFunction: return try NumPy.name(of: function, in: context).description
    default: return try context.repr(value).description
    }
  }

  /// The parameters that an estimator shows, those that releases before 0.23 show at their defaults as texts; `nil` for
  /// anything else.
  private func shown(_ value: Value) throws(Raised) -> [(name: PythonString, value: Value, text: String?)]? {
    if let estimator = value.object as? EstimatorObject, context.scikitLearnRelease != .later {
      return estimator.allParameters(in: context.scikitLearnRelease)
    }
    return try changed(value)?.map { (name: $0.name, value: $0.value, text: nil) }
  }

  /// The parameters that differ from their defaults; `nil` for what is no estimator.
  private func changed(_ value: Value) throws(Raised) -> [(name: PythonString, value: Value)]? {
    if let estimator = value.object as? EstimatorObject { return try estimator.changedValues(in: context) }
    guard value.object is InstanceObject, context.isInstance(value, of: ScikitLearn.baseEstimator) else { return nil }
    var shown: [(name: PythonString, value: Value)] = []
    for (name, current) in try ScikitLearn.parameters(of: value, deep: false, in: context) {
      if let standard = ScikitLearn.standard(name, of: value), try context.repr(standard) == context.repr(current) {
        continue
      }
      shown.append((name: name, value: current))
    }
    return shown
  }

  private func entries(_ dict: DictObject) throws(Raised) -> [(key: Value, value: Value)] {
    let keys = dict.keys.compactMap(\.stringValue)
    guard keys.count == dict.count else { return dict.items }
    return dict.items.sorted { ($0.key.stringValue ?? "") < ($1.key.stringValue ?? "") }
  }

  // MARK: In lines

  private func format(_ value: Value, _ output: inout String, indent: Int, allowance: Int) throws(Raised) {
    let text = try flat(value)
    guard length(text) > width - indent - allowance else { return output += text }
    if let parameters = try shown(value) {
      let name = value.typeName
      output += "\(name)("
      let pairs = parameters.map { parameter in
        let text = parameter.text.map { "\(parameter.name)=\($0)" }
        return (text: text ?? parameter.name.description, middle: text == nil ? "=" : "", value: parameter.value)
      }
      try formatPairs(pairs, &output, indent: indent + length(name), allowance: allowance + 1)
      output += ")"
      return
    }
    switch value.object {
    case let list as ListObject:
      output += "["
      try formatItems(list.items, &output, indent: indent, allowance: allowance + 1)
      output += "]"
    case let tuple as TupleObject where tuple.type === TupleObject.type:
      let end = tuple.items.count == 1 ? ",)" : ")"
      output += "("
      try formatItems(tuple.items, &output, indent: indent, allowance: allowance + end.count)
      output += end
    case let dict as DictObject where dict.type === DictObject.type:
      output += "{"
      let pairs = try entries(dict).map { (entry) throws(Raised) in
        (text: try flat(entry.key), middle: ": ", value: entry.value)
      }
      try formatPairs(pairs, &output, indent: indent, allowance: allowance + 1)
      output += "}"
    default: output += text
    }
  }

  private func formatPairs(
    _ pairs: [(text: String, middle: String, value: Value)], _ output: inout String, indent: Int, allowance: Int
  ) throws(Raised) {
    try fill(pairs, &output, indent: indent + 1, allowance: allowance) { (pair) throws(Raised) in
      pair.middle.isEmpty ? pair.text : pair.text + pair.middle + (try flat(pair.value))
    } inLines: { (pair, output, allowance) throws(Raised) in
      output += pair.text + pair.middle
      if pair.middle.isEmpty { return }
      let start = indent + 1 + length(pair.text) + pair.middle.count
      try format(pair.value, &output, indent: start, allowance: allowance)
    }
  }

  private func formatItems(
    _ items: [Value], _ output: inout String, indent: Int, allowance: Int
  ) throws(Raised) {
    try fill(items, &output, indent: indent + 1, allowance: allowance) { (item) throws(Raised) in
      try flat(item)
    } inLines: { (item, output, allowance) throws(Raised) in
      try format(item, &output, indent: indent + 1, allowance: allowance)
    }
  }

  /// As many items a line as there is room for.
  private func fill<Item>(
    _ items: [Item], _ output: inout String, indent: Int, allowance: Int,
    flat: (Item) throws(Raised) -> String,
    inLines: (Item, inout String, Int) throws(Raised) -> Void
  ) throws(Raised) {
    let newLine = ",\n" + String(repeating: " ", count: indent)
    var delimiter = ""
    var room = width - indent + 1
    var most = room
    for (position, item) in items.enumerated() {
      if position == shownItems {
        output += ", ..."
        return
      }
      let isLast = position == items.count - 1
      if isLast {
        most -= allowance
        room -= allowance
      }
      let text = try flat(item)
      let needed = length(text) + 2
      if room < needed {
        room = most
        if !delimiter.isEmpty { delimiter = newLine }
      }
      if room >= needed {
        room -= needed
        output += delimiter + text
        delimiter = ", "
        continue
      }
      output += delimiter
      delimiter = newLine
      try inLines(item, &output, isLast ? allowance : 1)
    }
  }

  private func length(_ text: String) -> Int { text.unicodeScalars.count }

  // MARK: Shortened

  /// Leaves out the middle of a text of more than 700 characters that are not blank.
  private func shortened(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    let count = scalars.count { !$0.properties.isWhitespace }
    guard count > shownCharacters else { return text }
    let left = end(scalars)
    let reversed = Array(scalars.reversed())
    var right = end(reversed)
    guard left <= scalars.count - right else { return text }
    if scalars[left..<(scalars.count - right)].contains("\n"),
      let line = reversed[right...].firstIndex(of: "\n")
    {
      right = line + 1
    }
    guard left + 3 < scalars.count - right else { return text }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[..<left])
    result.append(contentsOf: "...".unicodeScalars)
    result.append(contentsOf: scalars[(scalars.count - right)...])
    return String(result)
  }

  /// Where the first 350 characters that are not blank end.
  private func end(_ scalars: [Unicode.Scalar]) -> Int {
    var seen = 0
    for (index, scalar) in scalars.enumerated() where !scalar.properties.isWhitespace {
      seen += 1
      if seen == shownCharacters / 2 { return index + 1 }
    }
    return scalars.count
  }
}
