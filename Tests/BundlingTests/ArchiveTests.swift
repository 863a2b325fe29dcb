import Bundling
import Testing

let someFiles = [
  BundleFile(path: "plan.yaml", text: "faircopy: 1\n"),
  BundleFile(
    path: "bin/serve", bytes: (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }, isExecutable: true),
  BundleFile(path: "parameters/empty.bin", bytes: []),
  BundleFile(path: "src/Sources/Größe-日本.swift", text: "let x = 1\n"),
  BundleFile(path: "golden/" + String(repeating: "long", count: 50) + ".csv", text: "a,b\n1,2\n"),
]

@Test(arguments: [ArchiveFormat.zstd, .gzip])
func archivesRoundTrip(_ format: ArchiveFormat) throws {
  let bytes = try archived(someFiles, as: format)
  let read = try filesInArchive(bytes)
  #expect(Set(read) == Set(someFiles))
  #expect(read.map(\.path) == read.map(\.path).sorted())
  #expect(try archived(someFiles.reversed(), as: format) == bytes)
  #expect(try archived([], as: format) == archived([], as: format))
  #expect(try filesInArchive(archived([], as: format)) == [])
}

@Test func modesFollowTheExecutableBit() throws {
  let read = try filesInArchive(archived(someFiles))
  #expect(read.filter(\.isExecutable).map(\.path) == ["bin/serve"])
}

@Test(arguments: [
  "", "/etc/passwd", "../x", "a/../../x", "a/..", ".", "./a", "a/./b", "a//b", "a/", "a\0b", "a\nb", "a\\b", "a\u{85}b",
  String(repeating: "x", count: 256), String(repeating: "x/", count: 600) + "x",
])
func unsafePathsAreNotWritten(_ path: String) {
  #expect(throws: BundleError.self) { try archived([BundleFile(path: path, text: "x")]) }
}

@Test func conflictingPathsAreNotWritten() {
  let file = BundleFile(path: "a", text: "x")
  #expect(throws: BundleError(.unsafeEntry, "is there twice", entry: "a")) { try archived([file, file]) }
  #expect(throws: BundleError(.unsafeEntry, "lies below another file", entry: "a/b")) {
    try archived([file, BundleFile(path: "a/b", text: "x")])
  }
}

/// Every cut is an error; no flipped bit goes unnoticed by reading and digests together, unless it changes nothing.
@Test(arguments: [ArchiveFormat.zstd, .gzip])
func damagedArchivesAreRefused(_ format: ArchiveFormat) throws {
  let files = try ModelBundle(someManifest(), files: someFiles.filter { $0.bytes.count < 1000 }).files
  let bytes = try archived(files, as: format)
  for count in bytes.indices {
    #expect(throws: BundleError.self, "\(count)") { try filesInArchive(Array(bytes[..<count])) }
  }
  for position in bytes.indices {
    for flip: UInt8 in [0x01, 0x80, 0xFF] {
      var damaged = bytes
      damaged[position] ^= flip
      guard let read = try? filesInArchive(damaged), let bundle = try? ModelBundle(files: read) else { continue }
      #expect(read == files || !verifyDigests(of: bundle).isEmpty, "byte \(position)")
    }
  }
  #expect(throws: BundleError.self) { try filesInArchive(bytes + [0]) }
  #expect(throws: BundleError.self) { try filesInArchive(bytes + Array("garbage".utf8)) }
  #expect(throws: BundleError.self) { try filesInArchive(bytes + bytes) }
}

@Test func otherFormatsAreRefused() throws {
  for bytes in [[], [0x50, 0x4B, 3, 4], Array("plain text".utf8), [UInt8](repeating: 0, count: 2048)] {
    #expect(throws: BundleError(.malformed, "the file is neither a .tar.zst nor a .tar.gz archive")) {
      try filesInArchive(bytes)
    }
  }
  #expect(throws: BundleError.self) { try filesInArchive(compressed(Array("plain text".utf8))) }
  #expect(throws: BundleError(.malformed, "the archive is compressed twice")) {
    try filesInArchive(compressed(archived(someFiles)))
  }
}
