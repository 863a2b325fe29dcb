import Bundling
import Diagnostics
import Testing
import YAML

func someManifest() -> Manifest {
  var proof = Manifest.Proof()
  proof.raw = 5000
  proof.traced = 4990
  proof.evaluated = 10
  var outputs = Manifest.OutputCounts()
  outputs.recorded = 40
  outputs.exact = 38
  return Manifest(
    name: "telecom-churn", tool: "0.1.0", era: "modern",
    notebook: .init(name: "telecom-churn.ipynb", sha256: sha256(of: [])),
    data: [.init(name: "telecom churn.csv", sha256: sha256(of: [1]), rows: 5000)],
    fields: [.init(name: "area_code", type: "string"), .init(name: "no", type: "float64?")],
    answer: .init(name: "final_pred", type: "int64", classes: [0, 1]),
    proof: proof, outputs: outputs, acceptedDifferences: true, trainingRows: ["parameters/neighbours.bin"])
}

@Test func manifestsRoundTrip() throws {
  let bundle = try ModelBundle(someManifest(), files: someFiles)
  let text = bundle.manifest.text()
  #expect(try Manifest(parsing: Array(text.utf8)) == bundle.manifest)
  #expect(bundle.manifest.files.count == someFiles.count)
  #expect(
    text.hasPrefix("faircopy: 1\nidentity: {name: telecom-churn, plan: \"\(bundle.manifest.plan)\"}\n"), "\(text)")
  #expect(text.contains("outputs: {recorded: 40, comparable: 0, compared: 0, exact: 38, "), "\(text)")
}

@Test func knownDigests() {
  #expect(sha256(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  #expect(sha256(of: Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
}

@Test func bundlesAreReadFromArchivesAndFolders() throws {
  let bundle = try ModelBundle(someManifest(), files: someFiles)
  try withTemporaryFolder { folder in
    try writeFile(archived(bundle.files), to: folder + "/b.tar.zst")
    let unpacked = try unpack(bundle.files, into: folder, name: bundle.digest)
    for path in [folder + "/b.tar.zst", unpacked] {
      let read = try ModelBundle.read(at: path)
      #expect(read.files == bundle.files)
      #expect(read.manifest == bundle.manifest)
      #expect(verifyDigests(of: read) == [])
    }
    #expect(throws: BundleError.self) { try ModelBundle.read(at: folder + "/absent") }
    #expect(throws: BundleError.self) { try ModelBundle.read(at: "/dev/zero") }
    #expect(throws: BundleError(.malformed, "this is not a bundle: it has no manifest.yaml")) {
      try ModelBundle.read(at: unpacked + "/src")
    }
  }
}

/// One byte changed anywhere, in any file, is noticed, and the file is named.
@Test func everyChangedByteIsNoticed() throws {
  let bundle = try ModelBundle(someManifest(), files: someFiles.filter { $0.bytes.count < 1000 })
  for (index, file) in bundle.files.enumerated() {
    for position in file.bytes.indices {
      var files = bundle.files
      files[index].bytes[position] ^= position.isMultiple(of: 2) ? 0x01 : 0x20
      checkNoticed(files, named: file.path, "\(file.path) byte \(position)")
    }
    var files = bundle.files
    files[index].bytes.append(0x0A)
    checkNoticed(files, named: file.path, "\(file.path) lengthened")
  }
}

private func checkNoticed(_ files: [BundleFile], named path: String, _ change: String) {
  do {
    let found = verifyDigests(of: try ModelBundle(files: files))
    #expect(found.contains { $0.message.contains("'\(path)'") }, "\(change)")
  } catch {
    #expect(path == ModelBundle.manifestPath, "\(change): \(error)")
  }
}

@Test func missingAndSurplusFilesAreNamed() throws {
  let bundle = try ModelBundle(someManifest(), files: someFiles)
  let lacking = try ModelBundle(files: bundle.files.filter { $0.path != "bin/serve" })
  #expect(verifyDigests(of: lacking).map(\.message) == ["'bin/serve' is missing"])
  let surplus = try ModelBundle(files: bundle.files + [BundleFile(path: "bin/other", text: "x")])
  #expect(verifyDigests(of: surplus).map(\.message) == ["'bin/other' is not named in the manifest"])
}

@Test func manifestsOfOtherFormatsAreRefused() throws {
  let text = try ModelBundle(someManifest(), files: someFiles).manifest.text()
  func check(_ old: String, _ new: String, _ kind: BundleError.Kind, _ message: String) throws {
    let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    try #require(parts.count == 2)
    do {
      _ = try Manifest(parsing: Array((parts[0] + new + parts[1]).utf8))
      Issue.record("parsed with '\(new)' for '\(old)'")
    } catch {
      #expect(error.kind == kind)
      #expect(error.description.contains(message), "\(error)")
    }
  }
  try check("faircopy: 1", "faircopy: 2", .newerFormat, "has format 2; this Faircopy reads up to 1")
  try check("faircopy: 1", "faircopy: 0", .malformed, "has format 0")
  try check("faircopy: 1", "faircopy: x", .malformed, "1:10: expected an integer, not the string 'x'")
  try check("era: modern\n", "", .malformed, "'era' is missing")
  try check("era: modern", "age: modern", .malformed, "'age' is not known here")
  try check("raw: 5000", "raw: -1", .malformed, "expected a count, not the integer -1")
  try check("rows: 5000", "rows: 5e3", .malformed, "expected an integer, not the float 5000.0")
  try check("recorded: 40, ", "", .malformed, "'recorded' is missing")
  try check("path: bin/serve", "path: bin/serve, size: 3", .malformed, "'size' is not known here")
  try check("sha256: ", "sha256: x", .malformed, "expected a SHA-256")
}

@Test func bundlesNeedAPlan() {
  #expect(throws: BundleError(.malformed, "is missing from the bundle", entry: "plan.yaml")) {
    try ModelBundle(someManifest(), files: [])
  }
}
