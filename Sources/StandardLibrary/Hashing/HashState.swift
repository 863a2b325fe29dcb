import Crypto

/// A hash under way.
enum HashState {
  case common(any HashFunction)
  case sha224(SHA224)
  case blake2b(Blake2<UInt64>)
  case blake2s(Blake2<UInt32>)

  /// The hash of this name, without parameters; `nil` for one that is not there.
  init?(_ name: String) {
    switch name {
    case "md5": self = .common(Insecure.MD5())
    case "sha1": self = .common(Insecure.SHA1())
    case "sha224": self = .sha224(SHA224())
    case "sha256": self = .common(SHA256())
    case "sha384": self = .common(SHA384())
    case "sha512": self = .common(SHA512())
    case "sha3_256": self = .common(SHA3_256())
    case "sha3_384": self = .common(SHA3_384())
    case "sha3_512": self = .common(SHA3_512())
    case "blake2b": self = .blake2b(HashState.blake2b(size: 64, key: [], salt: [], person: []))
    case "blake2s": self = .blake2s(HashState.blake2s(size: 32, key: [], salt: [], person: []))
    default: return nil
    }
  }

  static func blake2b(size: Int, key: [UInt8], salt: [UInt8], person: [UInt8]) -> Blake2<UInt64> {
    let head = [UInt8(size), UInt8(key.count), 1, 1] + [UInt8](repeating: 0, count: 28)
    return Blake2(size: size, parameters: head + padded(salt, 16) + padded(person, 16), key: key)
  }

  static func blake2s(size: Int, key: [UInt8], salt: [UInt8], person: [UInt8]) -> Blake2<UInt32> {
    let head = [UInt8(size), UInt8(key.count), 1, 1] + [UInt8](repeating: 0, count: 12)
    return Blake2(size: size, parameters: head + padded(salt, 8) + padded(person, 8), key: key)
  }

  private static func padded(_ bytes: [UInt8], _ size: Int) -> [UInt8] {
    bytes + [UInt8](repeating: 0, count: size - bytes.count)
  }

  mutating func update(_ bytes: [UInt8]) {
    switch self {
    case .common(var hash):
      hash.update(data: bytes)
      self = .common(hash)
    case .sha224(var hash):
      hash.update(bytes)
      self = .sha224(hash)
    case .blake2b(var hash):
      hash.update(bytes)
      self = .blake2b(hash)
    case .blake2s(var hash):
      hash.update(bytes)
      self = .blake2s(hash)
    }
  }

  /// The digest of what was given so far.
  var digest: [UInt8] {
    switch self {
    case .common(let hash): HashState.bytes(hash)
    case .sha224(let hash): hash.finalized()
    case .blake2b(let hash): hash.finalized()
    case .blake2s(let hash): hash.finalized()
    }
  }

  private static func bytes(_ hash: some HashFunction) -> [UInt8] { Array(hash.finalize()) }

  /// Number of bytes that are hashed at once.
  var blockSize: Int {
    switch self {
    case .common(let hash): type(of: hash).blockByteCount
    case .sha224: 64
    case .blake2b: 128
    case .blake2s: 64
    }
  }

  /// The digest of some bytes.
  static func digest(_ name: String, of bytes: [UInt8]) -> [UInt8]? {
    guard var hash = HashState(name) else { return nil }
    hash.update(bytes)
    return hash.digest
  }
}
