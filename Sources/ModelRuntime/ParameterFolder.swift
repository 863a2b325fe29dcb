public import CModelInterface
public import Kernels

/// The folder of parameter files of one model, mapped as they are asked for and for as long as the folder lives.
public final class ParameterFolder {
  private struct Mapping {
    let bytes: UnsafeRawPointer
    let count: Int
  }

  private let path: UnsafeBufferPointer<UInt8>
  private var mappings: [Mapping] = []

  /// The folder at a path, which is copied.
  public init(path: UnsafePointer<CChar>) {
    var count = 0
    while path[count] != 0 { count += 1 }
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: count + 1)
    for i in 0...count { copy[i] = UInt8(bitPattern: path[i]) }
    self.path = UnsafeBufferPointer(copy)
  }

  deinit {
    for mapping in mappings { faircopy_unmap(mapping.bytes, mapping.count) }
    path.deallocate()
  }

  /// The bytes of the file `name`.
  public func bytes(of name: StaticString) throws(ModelFailure) -> UnsafeRawBufferPointer {
    let length = name.utf8CodeUnitCount
    let whole = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: path.count + length + 1)
    defer { whole.deallocate() }
    for i in 0..<path.count - 1 { whole[i] = path[i] }
    whole[path.count - 1] = UInt8(ascii: "/")
    for i in 0..<length { whole[path.count + i] = name.utf8Start[i] }
    whole[path.count + length] = 0
    var count = 0
    let start = whole.withMemoryRebound(to: CChar.self) { faircopy_map($0.baseAddress, &count) }
    guard let start else { throw ModelFailure(Int32(FAIRCOPY_PARAMETERS), "cannot read parameter file", name) }
    mappings.append(Mapping(bytes: start, count: count))
    return UnsafeRawBufferPointer(start: start, count: count)
  }
}

extension ParameterFolder {
  /// The table in the file `name`, opened by its kernel.
  public func table<Table>(
    _ name: StaticString, _ open: (UnsafeRawBufferPointer) throws(ParameterError) -> Table
  ) throws(ModelFailure) -> Table {
    let bytes = try bytes(of: name)
    do throws(ParameterError) {
      return try open(bytes)
    } catch {
      throw ModelFailure(Int32(FAIRCOPY_PARAMETERS), text(of: error), name)
    }
  }

  private func text(of error: ParameterError) -> StaticString {
    switch error {
    case .truncated: "parameter file is cut short"
    case .notAParameterTable: "no parameter file"
    case .newerVersion: "parameter file of a newer version"
    case .otherKind: "parameter file of another kind"
    case .checksumMismatch: "parameter file does not match its checksum"
    case .malformed: "parameter file contradicts itself"
    }
  }
}
