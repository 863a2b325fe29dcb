package import Kernels

extension BinaryOperator {
  private static let names = allCases.map { PythonString("__\($0.stem)__") }
  private static let reflectedNames = allCases.map { PythonString("__r\($0.stem)__") }
  private static let inPlaceNames = allCases.map { PythonString("__i\($0.stem)__") }

  /// `__add__`
  package var methodName: PythonString { BinaryOperator.names[Int(rawValue)] }
  /// `__radd__`
  package var reflectedMethodName: PythonString { BinaryOperator.reflectedNames[Int(rawValue)] }
  /// `__iadd__`
  package var inPlaceMethodName: PythonString { BinaryOperator.inPlaceNames[Int(rawValue)] }
}

extension ComparisonOperator {
  private static let names = allCases.map { PythonString($0.method) }

  /// `__eq__`
  package var methodName: PythonString { ComparisonOperator.names[Int(rawValue)] }
}
