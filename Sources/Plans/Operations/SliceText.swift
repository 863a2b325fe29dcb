import Kernels
import YAML

/// Python's `text[start:stop:step]`, in code points.
package struct SliceText: RowOperation, TextTransform {
  package static let name = "slice"
  private let start: Int?
  private let stop: Int?
  private let step: Int?

  package init(from start: Int?, to stop: Int?, step: Int? = nil) {
    self.start = start
    self.stop = stop
    self.step = step == 1 ? nil : step
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    start = try attributes.optionalInt("start")
    stop = try attributes.optionalInt("stop")
    step = try attributes.optionalInt("step")
  }

  package var attributes: Attributes {
    var attributes = Attributes()
    for (name, value) in [("start", start), ("stop", stop), ("step", step)] {
      if let value { attributes.append(name, .int(Int64(value))) }
    }
    return attributes
  }

  func apply(_ text: Text, _ scratch: Scratch) -> Text {
    guard let step else { return sliced(text, from: start, to: stop) }
    return sliced(text, from: start, to: stop, step: step, scratch)
  }

  func call(_ text: String) -> String {
    let first = start.map(String.init) ?? "nil"
    let last = stop.map(String.init) ?? "nil"
    guard let step else { return "sliced(\(text), from: \(first), to: \(last))" }
    return "sliced(\(text), from: \(first), to: \(last), step: \(step), scratch)"
  }
}
