import Bundling
import Diagnostics
import Testing

private func check(
  _ kind: BundleError.Kind, entry: String?, limits: BundleLimits = BundleLimits(), _ build: (inout TarBytes) -> Void
) throws {
  var tar = TarBytes()
  tar.add("first", "content")
  build(&tar)
  tar.end()
  for gzip in [false, true] {
    do {
      let files = try filesInArchive(compressed(tar.bytes, gzip: gzip), limits: limits)
      Issue.record("read as \(files.map(\.path))")
    } catch let error as BundleError {
      #expect(error.kind == kind, "\(error)")
      #expect(error.entry == entry, "\(error)")
      #expect(error.diagnostic.id == kind.rawValue)
    }
  }
}

@Test(arguments: ["../escape", "/absolute", "a/../../b", "./dot", "a//b", "a/./b", "..", "a\\b", "a\nb"])
func unsafePathsAreRefused(_ path: String) throws {
  try check(.unsafeEntry, entry: path) { $0.add(path, "x") }
}

@Test func linksAndDevicesAreRefused() throws {
  for (type, link) in [("2", "/etc/passwd"), ("1", "first"), ("3", ""), ("4", ""), ("5", ""), ("6", "")]
    as [(Character, String)]
  {
    try check(.unsafeEntry, entry: "bad") { $0.add("bad", type: type, link: link) }
  }
}

@Test func duplicatesAreRefused() throws {
  try check(.unsafeEntry, entry: "first") { $0.add("first", "other") }
  try check(.unsafeEntry, entry: "first/second") { $0.add("first/second", "other") }
}

@Test func namesThatAreNotTextAreRefused() throws {
  try check(.malformed, entry: nil) { tar in
    tar.add(paxPath: [0x61, 0xFF, 0xFE])
    tar.add("ignored", "x")
  }
  try check(.unsafeEntry, entry: "../pax") { tar in
    tar.add(paxPath: Array("../pax".utf8))
    tar.add("ignored", "x")
  }
}

@Test func limitsHold() throws {
  var limits = BundleLimits()
  limits.files = 3
  try check(.tooLarge, entry: nil, limits: limits) { tar in
    for number in 0..<3 { tar.add("f\(number)", "x") }
  }
  limits = BundleLimits()
  limits.fileBytes = 100
  try check(.tooLarge, entry: "big", limits: limits) { $0.add("big", String(repeating: "x", count: 101)) }
  limits = BundleLimits()
  limits.totalBytes = 4096
  try check(.tooLarge, entry: nil, limits: limits) { $0.add("big", String(repeating: "x", count: 3000)) }
}

@Test func bombsAreRefused() throws {
  try check(.tooLarge, entry: nil) { $0.add(Array("zeros".utf8), [UInt8](repeating: 0, count: 64 << 20)) }
}

/// A header may claim more than there is; memory follows what is there.
@Test func falseSizesAreRefused() throws {
  try check(.malformed, entry: "short") { $0.add("short", "x", claiming: 100_000_000) }
  try check(.tooLarge, entry: "huge") { $0.add("huge", "x", claiming: 0o77777777777) }
}

@Test func archivesEndWhereTheyEnd() throws {
  var tar = TarBytes()
  tar.add("first", "content")
  #expect(throws: BundleError(.malformed, "the archive is cut off")) { try filesInArchive(compressed(tar.bytes)) }
  tar.end()
  #expect(try filesInArchive(compressed(tar.bytes)) == [BundleFile(path: "first", text: "content")])
  #expect(try filesInArchive(compressed(tar.bytes + [UInt8](repeating: 0, count: 8192))).count == 1)
  tar.add("second", "content")
  tar.end()
  #expect(throws: BundleError(.malformed, "something follows the archive's end")) {
    try filesInArchive(compressed(tar.bytes))
  }
}
