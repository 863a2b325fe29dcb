import ArgumentParser
import Bundling
import Diagnostics
import Foundation
import Glibc
import ModelInterface
import Scoring

/// `faircopy verify`
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check a bundle: digests of every file, and its golden rows.",
    discussion: "Exit codes: 0 everything agrees, 1 something does not.")

  @Argument(help: "The bundle: an archive, or a folder that one was unpacked to.")
  var bundle: String

  func run() throws {
    let opened = try openBundle(bundle)
    let diagnostics = verifyDigests(of: opened)
    report(diagnostics)
    if !diagnostics.isEmpty { throw ExitCode(1) }
    try withUnpacked(opened) { folder in
      let verdict = try goldenVerdict(in: folder)
      guard verdict.isMatch else {
        writeToStandardError("error[golden-rows-differ]: \(verdict.message)\n")
        throw ExitCode(1)
      }
      print("\(opened.manifest.name): \(opened.manifest.files.count) files have their digests, \(verdict.message)")
    }
  }
}

/// What the bundle's model gives for its golden rows.
private func goldenVerdict(in folder: String) throws -> GoldenVerdict {
  do throws(ModelError) {
    let contents = BundleFolder(path: folder)
    return try contents.goldenVerdict(on: contents.model())
  } catch {
    writeToStandardError("error[model-does-not-open]: \(error.message)\n")
    throw ExitCode(1)
  }
}

/// `faircopy serve`
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Serve a bundle over HTTP with the bundle's own server.")

  @Argument(help: "The bundle: an archive, or a folder that one was unpacked to.")
  var bundle: String

  @Option(name: .long, help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(name: .long, help: "The port; 0 takes a free one.")
  var port = 8080

  func run() throws {
    let folder = try unpackedFolder(of: bundle)
    try replaceProcess(with: folder + "/bin/serve", ["--host", host, "--port", String(port), "--bundle", folder])
  }
}

/// `faircopy score`
struct ScoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Score the rows of a CSV or JSON lines file with a bundle.",
    discussion: "Exit codes: 0 every row has a prediction, 1 some row could not be scored.")

  @Argument(help: "The bundle: an archive, or a folder that one was unpacked to.")
  var bundle: String

  @Argument(help: "Rows with the raw fields by name: CSV or JSON lines; - for standard input.")
  var input: String

  @Option(name: .shortAndLong, help: "Where to write; standard output if left out.")
  var output: String?

  @Option(name: .long, help: "csv or jsonl; by the file's ending if left out.")
  var inputFormat: String?

  func run() throws {
    let folder = try unpackedFolder(of: bundle)
    var arguments = ["score", input, "--bundle", folder]
    if let output { arguments += ["-o", output] }
    if let inputFormat { arguments += ["--input-format", inputFormat] }
    try replaceProcess(with: folder + "/bin/serve", arguments)
  }
}

/// Reads a bundle; says why it is none.
func openBundle(_ path: String) throws -> ModelBundle {
  do throws(BundleError) {
    return try ModelBundle.read(at: path)
  } catch {
    report([error.diagnostic])
    throw ExitCode(1)
  }
}

/// The bundle's folder: itself, or a verified copy in the cache.
private func unpackedFolder(of path: String) throws -> String {
  let bundle = try openBundle(path)
  let diagnostics = verifyDigests(of: bundle)
  report(diagnostics)
  if !diagnostics.isEmpty { throw ExitCode(1) }
  var isFolder: ObjCBool = false
  if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue { return path }
  let parent = bundleCacheFolder(environment: ProcessInfo.processInfo.environment) ?? NSTemporaryDirectory()
  return try unpacked(bundle, into: parent)
}

private func unpacked(_ bundle: ModelBundle, into parent: String) throws -> String {
  do throws(BundleError) {
    return try unpack(bundle.files, into: parent, name: bundle.digest)
  } catch {
    report([error.diagnostic])
    throw ExitCode(1)
  }
}

/// Runs `body` over a folder with the bundle's files that is removed afterwards.
private func withUnpacked(_ bundle: ModelBundle, _ body: (String) throws -> Void) throws {
  let parent = NSTemporaryDirectory() + "faircopy-\(UUID().uuidString)"
  defer { removeFolder(parent) }
  try body(unpacked(bundle, into: parent))
}

/// Becomes another program.
private func replaceProcess(with program: String, _ arguments: [String]) throws {
  var pointers = ([program] + arguments).map { strdup($0) } + [nil]
  execv(program, &pointers)
  writeToStandardError("error[cannot-run-server]: cannot run \(program): \(String(cString: strerror(errno)))\n")
  throw ExitCode(70)
}
