/// What a parameter table holds; a number that is never reused.
public struct ParameterKind: RawRepresentable, Equatable, Sendable {
  /// The number that tables carry.
  public let rawValue: UInt16

  /// The kind of a number.
  @inlinable
  public init(rawValue: UInt16) {
    self.rawValue = rawValue
  }

  /// Decision trees whose leaf values are averaged: `TreeEnsemble`.
  public static var treeEnsemble: ParameterKind { ParameterKind(rawValue: 1) }
  /// Coefficients and intercepts: `LinearScores`.
  public static var linearScores: ParameterKind { ParameterKind(rawValue: 2) }
  /// Values by key: `LookupTable`.
  public static var lookupTable: ParameterKind { ParameterKind(rawValue: 3) }
  /// Samples with their answers: `Neighbours`.
  public static var neighbours: ParameterKind { ParameterKind(rawValue: 16) }
  /// Means and variances of each class: `GaussianClasses`.
  public static var gaussianClasses: ParameterKind { ParameterKind(rawValue: 17) }
  /// Means and directions of each class: `QuadraticScores`.
  public static var quadraticScores: ParameterKind { ParameterKind(rawValue: 18) }
  /// Support vectors and their coefficients: `SupportVectors`.
  public static var supportVectors: ParameterKind { ParameterKind(rawValue: 19) }
  /// Weights of a network: `DenseLayers`.
  public static var denseLayers: ParameterKind { ParameterKind(rawValue: 20) }
  /// Trees over binned features whose leaf values are added: `HistogramTrees`.
  public static var histogramTrees: ParameterKind { ParameterKind(rawValue: 22) }
  /// Points to be near to: `CentreDistances`.
  public static var centreDistances: ParameterKind { ParameterKind(rawValue: 21) }
  /// Quantiles of each feature: `QuantileMap`.
  public static var quantileMap: ParameterKind { ParameterKind(rawValue: 48) }
  /// How rare each term is: `TermWeights`.
  public static var termWeights: ParameterKind { ParameterKind(rawValue: 49) }
}

/// Why bytes are not the parameter table that was asked for.
public enum ParameterError: Error, Equatable, Sendable {
  /// Fewer bytes than the header, or than the header announces.
  case truncated
  /// The bytes do not begin with `FCPT`.
  case notAParameterTable
  /// Written by a newer Faircopy; holds its format version.
  case newerVersion(UInt16)
  /// A table of another kind; holds the kind found.
  case otherKind(UInt16)
  /// The payload does not have the checksum of the header.
  case checksumMismatch
  /// The payload contradicts itself: an index or a size out of range.
  case malformed
}

/// The header and payload of a binary table of model parameters, usually a mapped file.
///
/// Little-endian, no alignment required:
///
/// | offset | type | |
/// |---|---|---|
/// | 0 | 4 bytes | `FCPT` |
/// | 4 | u16 | format version, 1 |
/// | 6 | u16 | `ParameterKind` |
/// | 8 | u64 | bytes of payload |
/// | 16 | u64 | FNV-1a-64 of the payload |
/// | 24 | u64 | 0, reserved |
/// | 32 | | payload |
public struct ParameterTable: @unchecked Sendable {
  /// The bytes after the header; valid as long as the bytes given to `init`.
  public let payload: UnsafeRawBufferPointer

  /// Bytes before the payload.
  public static var headerSize: Int { 32 }
  /// The format that is written; older ones are read.
  public static var version: UInt16 { 1 }

  /// Reads the header and verifies the checksum. The table borrows `bytes`.
  public init(validating bytes: UnsafeRawBufferPointer, kind: ParameterKind) throws(ParameterError) {
    guard bytes.count >= Self.headerSize else { throw .truncated }
    guard bytes[0] == 0x46, bytes[1] == 0x43, bytes[2] == 0x50, bytes[3] == 0x54 else { throw .notAParameterTable }
    let version = UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt16.self))
    guard version <= Self.version else { throw .newerVersion(version) }
    let found = UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: 6, as: UInt16.self))
    guard found == kind.rawValue else { throw .otherKind(found) }
    let size = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard size <= UInt64(bytes.count - Self.headerSize) else { throw .truncated }
    let payload = UnsafeRawBufferPointer(rebasing: bytes[Self.headerSize..<Self.headerSize + Int(size)])
    let checksum = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
    guard fnv1a64(payload) == checksum else { throw .checksumMismatch }
    self.payload = payload
  }

  /// The bytes of a table with this payload.
  public static func encoded(kind: ParameterKind, payload: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = [0x46, 0x43, 0x50, 0x54]
    bytes.reserveCapacity(headerSize + payload.count)
    let checksum = payload.withUnsafeBytes { fnv1a64($0) }
    bytes.appendLittleEndian(version)
    bytes.appendLittleEndian(kind.rawValue)
    bytes.appendLittleEndian(UInt64(payload.count))
    bytes.appendLittleEndian(checksum)
    bytes.appendLittleEndian(UInt64(0))
    bytes.append(contentsOf: payload)
    return bytes
  }
}

/// The 64-bit Fowler–Noll–Vo hash, variant 1a: detects damage, not malice (digests of the bundle do that).
public func fnv1a64(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes {
    hash ^= UInt64(byte)
    hash = hash &* 0x0000_0100_0000_01b3
  }
  return hash
}

extension [UInt8] {
  /// Appends the bytes of an integer, least significant first.
  @inlinable
  public mutating func appendLittleEndian<T: FixedWidthInteger>(_ value: T) {
    Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
  }
}
