import Columns
package import Kernels
import YAML

/// A function of one float64 whose code numpy chooses by the processor; integers and bools become floats, NaN and missing
/// give NaN.
package protocol ElementaryFunction: RowOperation, ProcessorRounded {
  /// Whose code computes it.
  var code: ElementaryCode { get }

  init(by code: ElementaryCode)

  /// The kernel's name in Swift.
  static var kernel: String { get }

  static func value(_ x: Double, by code: ElementaryCode) -> Double
}

extension ElementaryFunction {
  /// With Python's own code.
  package init() {
    self.init(by: .scalar)
  }

  package init(attributes: inout AttributeReader) throws(PlanError) {
    let isWide = attributes.unread.contains("code")
    self.init(by: isWide ? try attributes.choice("code", of: ElementaryCode.allCases) : .scalar)
  }

  package var attributes: Attributes {
    code == .scalar ? Attributes() : Attributes(["code": .string("\(code)")])
  }

  package func type(of inputs: [ValueType]) throws(TypeMismatch) -> ValueType {
    try Self.expectFloat64(inputs)
  }

  package func evaluate(_ inputs: [RowValues], failures: inout RowFailures) -> RowValues {
    .column(.floats((inputs[0].column?.float64s ?? []).map { Self.value($0, by: code) }))
  }

  package func spelled(_ inputs: [SwiftExpression], in scope: inout SwiftScope) -> SwiftExpression {
    let type = ValueType(.float64, nullable: inputs[0].type.isNullable)
    let argument = inputs[0].cast(to: .float64)
    let call = code == .scalar ? "\(Self.kernel)(\(argument))" : "\(Self.kernel)(\(argument), by: .\(code))"
    return SwiftExpression(call, type)
  }
}
