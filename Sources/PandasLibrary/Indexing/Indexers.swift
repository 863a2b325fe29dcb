import PythonRuntime

extension Pandas.Series {
  static let loc = Property("loc") { call in .object(LocObject(try call.series, .labels)) }
  static let iloc = Property("iloc") { call in .object(LocObject(try call.series, .positions)) }
  static let at = Property("at") { call in .object(LocObject(try call.series, .labels, isScalar: true)) }
  static let iat = Property("iat") { call in .object(LocObject(try call.series, .positions, isScalar: true)) }
}

extension Pandas.DataFrame {
  static let loc = Property("loc") { call in .object(LocObject(try call.frame, .labels)) }
  static let iloc = Property("iloc") { call in .object(LocObject(try call.frame, .positions)) }
  static let at = Property("at") { call in .object(LocObject(try call.frame, .labels, isScalar: true)) }
  static let iat = Property("iat") { call in .object(LocObject(try call.frame, .positions, isScalar: true)) }
}
