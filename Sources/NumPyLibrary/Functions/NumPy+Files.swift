import Columns
import DataFrames
import Foundation
import Kernels
import PythonRuntime
import Tracing

// Arrays in files. Nothing is written.
extension NumPy.Functions {
  static let save = Function("save(file, arr, allow_pickle=True, fix_imports=True)") { _ in .none }
  static let savez = Function("savez(file, *args, **kwds)") { _ in .none }
  static let savezCompressed = Function("savez_compressed(file, *args, **kwds)") { _ in .none }
  static let savetxt = Function(
    "savetxt(fname, X, fmt='%.18e', delimiter=' ', newline='\\n', header='', footer='', comments='# ', encoding=None)"
  ) { _ in .none }

  /// numpy `load` of an array of numbers.
  static let load = Function(
    "load(file, mmap_mode=None, allow_pickle=False, fix_imports=True, encoding='ASCII', *, max_header_size=10000)"
  ) { call in
    let path = try call.context.path(call["file"])
    let bytes = try call.context.files.read(path, in: call.context)
    guard let array = StoredArray(bytes) else { throw call.unsupported("such a file of 'numpy.load'") }
    return .object(ArrayObject(Dense(array.values, shape: array.shape, dtype: array.dtype)))
  }

  /// numpy `loadtxt`: a table of numbers.
  static let loadtxt = Function(
    "loadtxt(fname, dtype=float, comments='#', delimiter=None, converters=None, skiprows=0, usecols=None, unpack=False, ndmin=0, encoding='bytes', max_rows=None, *, quotechar=None, like=None)"
  ) { call in
    try call.refuse("converters", "ndmin", "quotechar", "like", "max_rows")
    return try call.readNumbers(skipping: try call.int("skiprows"), missing: false)
  }

  /// numpy `genfromtxt`: a table of numbers, NaN where a field is none.
  static let genfromtxt = Function(
    "genfromtxt(fname, dtype=float, comments='#', delimiter=None, skip_header=0, skip_footer=0, converters=None, missing_values=None, filling_values=None, usecols=None, names=None, **kwargs)"
  ) { call in
    try call.refuse("skip_footer", "converters", "missing_values", "filling_values", "names")
    guard call.keywords.isEmpty else { throw call.unsupported("such a 'genfromtxt'") }
    return try call.readNumbers(skipping: try call.int("skip_header"), missing: true)
  }
}

extension Call {
  /// The numbers of a text file, each column a raw field.
  fileprivate func readNumbers(skipping skipped: Int, missing: Bool) throws(Raised) -> Value {
    let path = try context.path(self["fname"])
    let text = String(decoding: try context.files.read(path, in: context), as: UTF8.self)
    let comment = try optionalString("comments")?.description ?? ""
    let delimiter = try optionalString("delimiter")?.description
    var rows: [[Double]] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).dropFirst(max(skipped, 0)) {
      let content = comment.isEmpty ? line : line.prefix(upTo: line.range(of: comment)?.lowerBound ?? line.endIndex)
      guard content.contains(where: { !$0.isWhitespace }) else { continue }
      let fields =
        delimiter.map { content.split(separator: $0, omittingEmptySubsequences: false).map(String.init) }
        ?? content.split(whereSeparator: \.isWhitespace).map(String.init)
      var numbers: [Double] = []
      for field in fields {
        let word = field.filter { !$0.isWhitespace }
        guard let number = Double(word) else {
          guard missing else {
            throw Raised.valueError(
              "could not convert string '\(word)' to float64 at row \(rows.count), column \(numbers.count + 1).")
          }
          numbers.append(.nan)
          continue
        }
        numbers.append(number)
      }
      rows.append(numbers)
    }
    let width = rows.first?.count ?? 0
    guard width > 0, rows.allSatisfy({ $0.count == width }) else { throw unsupported("such a table of numbers") }
    return try array(rows, width, path.description)
  }

  private func array(_ rows: [[Double]], _ width: Int, _ path: String) throws(Raised) -> Value {
    var used = Array(0..<width)
    if !isNone("usecols") {
      used = []
      let items = self["usecols"].object is ListObject || self["usecols"].object is TupleObject
      for item in items ? try list("usecols") : [self["usecols"]] {
        let place = try context.index(item)
        guard (-width..<width).contains(place) else { throw unsupported("such 'usecols'", argument: "usecols") }
        used.append(place < 0 ? place + width : place)
      }
    }
    let file = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? path
    let names = used.map { "column_\($0)" }
    let source = context.tracer.source(
      named: file, rowCount: rows.count, columns: names, origin: context.planOrigin)
    let domain = Domain(of: source)
    let columns = zip(used, names).map { place, name in
      context.tracer.field(name, of: source, in: domain, values: .floats(rows.map { $0[place] }), dtype: .float64)
    }
    var array =
      columns.count == 1
      ? ArrayObject(columns[0]) : ArrayObject(columns: columns, rows: rows.count, dtype: .float64)
    if isGiven("dtype"), let dtype = try dtype("dtype"), dtype != .float64 {
      array = try array.cast(to: dtype, in: context)
    }
    let isTurned = signature.parameters.contains { $0.name == "unpack" } ? try bool("unpack") : false
    return isTurned ? try context.attribute(of: .object(array), named: "T") : .object(array)
  }
}

/// An array in numpy's own format: a magic word, a header that is a Python dictionary, and the elements.
private struct StoredArray {
  let values: Column
  let shape: [Int]
  let dtype: DType

  init?(_ bytes: [UInt8]) {
    guard bytes.count > 12, bytes.starts(with: [0x93] + Array("NUMPY".utf8)) else { return nil }
    let isLong = bytes[6] >= 2
    let size = Int(bytes[8]) | Int(bytes[9]) << 8 | (isLong ? Int(bytes[10]) << 16 | Int(bytes[11]) << 24 : 0)
    let start = (isLong ? 12 : 10) + size
    guard start <= bytes.count else { return nil }
    let header = String(decoding: bytes[(isLong ? 12 : 10)..<start], as: UTF8.self)
    guard let kind = StoredArray.part(header, after: "'descr': '", upTo: "'"),
      let dimensions = StoredArray.part(header, after: "'shape': (", upTo: ")"),
      header.contains("'fortran_order': False")
    else { return nil }
    shape = dimensions.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) }
    var count = 1
    for size in shape {
      let (product, overflows) = count.multipliedReportingOverflow(by: size)
      guard !overflows, size >= 0, product <= bytes.count else { return nil }
      count = product
    }
    let data = Array(bytes[start...])
    func numbers<Number>(_ width: Int, _ body: (UInt64) -> Number) -> [Number]? {
      guard data.count >= count * width else { return nil }
      return (0..<count).map { place in
        var bits: UInt64 = 0
        for byte in 0..<width { bits |= UInt64(data[place * width + byte]) << UInt64(8 * byte) }
        return body(bits)
      }
    }
    switch kind {
    case "<f8":
      guard let found = numbers(8, { Double(bitPattern: $0) }) else { return nil }
      (values, dtype) = (.floats(found), .float64)
    case "<f4":
      guard let found = numbers(4, { Float(bitPattern: UInt32(truncatingIfNeeded: $0)) }) else { return nil }
      (values, dtype) = (Column(.float32(found)), .float32)
    case "<i8":
      guard let found = numbers(8, { Int64(bitPattern: $0) }) else { return nil }
      (values, dtype) = (.ints(found), .int64)
    case "<i4":
      guard let found = numbers(4, { Int64(Int32(truncatingIfNeeded: $0)) }) else { return nil }
      (values, dtype) = (.ints(found), .int32)
    case "|b1":
      guard let found = numbers(1, { $0 != 0 }) else { return nil }
      (values, dtype) = (.bools(found), .bool)
    case "|u1":
      guard let found = numbers(1, { Int64($0) }) else { return nil }
      (values, dtype) = (.ints(found), .uint8)
    default: return nil
    }
  }

  private static func part(_ text: String, after start: String, upTo end: String) -> String? {
    guard let first = text.range(of: start), let last = text[first.upperBound...].range(of: end) else { return nil }
    return String(text[first.upperBound..<last.lowerBound])
  }
}
