import ArgumentParser
import Bundling
import CodeGeneration
import Columns
import Diagnostics
import Foundation
import ModelBuilding
import ModelInterface
import NotebookReader
import ParityChecking
import Plans
import PythonRuntime
import Replay
import Reporting
import Scoring
import Tracing

/// What the command line asks of a conversion.
struct ConversionSettings {
  let folder: String
  let force: Bool
  let acceptsDifferences: Bool
  let isStrict: Bool
  let withoutRows: Bool
}

/// From a replayed notebook to a proven bundle.
///
/// - Throws: exit codes for what ends a conversion before there is anything to report.
func convert(
  _ notebook: ReplayedNotebook, _ settings: ConversionSettings, _ progress: Progress
) throws -> Conversion {
  guard let candidate = notebook.replay.candidates.first else {
    report([notebook.nothingToServe])
    throw ExitCode(3)
  }
  let trace = try served(candidate, notebook)
  progress.show("generating \(candidate.name)")
  let model = try generated(trace.plan, notebook)
  progress.show("compiling \(candidate.name)")
  let library = try built(model)
  progress.show("proving \(candidate.name)")
  let workshop = try Workshop(model, library: library)
  defer { workshop.remove() }
  let session = try workshop.session()
  let proof = proof(of: trace, artifact: session) { progress.show("proving \(candidate.name): row \($0)") }
  let checked = notebook.report
  var conversion = Conversion(notebook: notebook, candidate: candidate, trace: trace, proof: proof, checked: checked)
  conversion.refusal = refusal(conversion, settings)
  guard conversion.refusal == nil else { return conversion }
  let golden = try workshop.goldenFiles(of: trace, withoutRows: settings.withoutRows)
  let files = try bundleFiles(of: conversion, model, library, golden)
  conversion.bundle = try write(files, conversion, settings)
  return conversion
}

private func served(_ candidate: Candidate, _ notebook: ReplayedNotebook) throws -> ServedTrace {
  do throws(ServingRefusal) {
    return try servedTrace(of: candidate, in: notebook.replay.tracer)
  } catch {
    report([
      notebook.diagnostic("not-convertible", "'\(candidate.name)' cannot be served: \(error.message)", error.origin)
    ])
    throw ExitCode(3)
  }
}

private func generated(_ plan: Plan, _ notebook: ReplayedNotebook) throws -> GeneratedModel {
  do throws(CodeGenerationError) {
    return try generatedModel(for: plan, name: notebook.stem, era: notebook.replay.era.name) {
      notebook.line(cell: $0.cell, line: $0.line)
    }
  } catch {
    report([notebook.diagnostic("not-convertible", error.message, nil)])
    throw ExitCode(3)
  }
}

private func built(_ model: GeneratedModel) throws -> [UInt8] {
  do throws(BuildError) {
    return try modelLibrary(for: model, toolchain: Toolchain(), cache: cacheFolder)
  } catch {
    writeToStandardError(error.output)
    report([Diagnostic(id: "model-does-not-build", message: error.message, help: error.help)])
    throw ExitCode(3)
  }
}

/// `$XDG_CACHE_HOME/faircopy`, else `~/.cache/faircopy`.
var cacheFolder: URL {
  let environment = ProcessInfo.processInfo.environment
  if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
    return URL(filePath: cache).appending(path: "faircopy")
  }
  return URL(filePath: NSHomeDirectory()).appending(path: ".cache/faircopy")
}

/// Why the bundle must not be written; `nil` when it may.
private func refusal(_ conversion: Conversion, _ settings: ConversionSettings) -> Conversion.Refusal? {
  let proof = conversion.proof
  if !proof.holds {
    let first = proof.firstMismatch.map { ": \($0)" } ?? ": no row could be compared"
    return Conversion.Refusal(
      id: "proof-failed", code: 1,
      message: "\(proof.featureMismatches) feature and \(proof.predictionMismatches) prediction mismatches\(first)")
  }
  let differing = conversion.checked.cells.filter { $0.parity.outputs.contains { $0.verdict == .differs } }.map(
    \.parity.cell)
  let fed = differing.filter { conversion.cellsFedByAnswer.contains($0) }
  if settings.isStrict, let cell = differing.first {
    return Conversion.Refusal(
      id: "output-differs", code: 1, message: "an output of cell \(cell) differs, and --strict was given")
  }
  if !settings.acceptsDifferences, let cell = fed.first {
    return Conversion.Refusal(
      id: "output-differs", code: 1,
      message: "an output of cell \(cell), which the served answer feeds, differs; see 'faircopy check'")
  }
  return nil
}

private func write(
  _ bundle: ModelBundle, _ conversion: Conversion, _ settings: ConversionSettings
) throws -> Conversion.Bundle {
  do {
    let folder = URL(filePath: settings.folder)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: conversion.notebook.stem + ".tar.zst").standardizedFileURL.path
    let bytes = try archived(bundle.files, as: .zstd)
    try writeFile(bytes, to: path, force: settings.force)
    return Conversion.Bundle(path: path, bytes: bytes.count)
  } catch let error as BundleError {
    report([error.diagnostic])
    throw ExitCode(1)
  } catch {
    writeToStandardError("error[bundle-input-output]: \(error.localizedDescription)\n")
    throw ExitCode(1)
  }
}

extension ReplayedNotebook {
  /// A diagnostic at a place of the notebook.
  func diagnostic(_ id: String, _ message: String, _ origin: Origin?) -> Diagnostic {
    guard let origin, let cell = notebook.cells.first(where: { $0.number == origin.cell }) else {
      return Diagnostic(id: id, message: message, file: SourceFile(name: url.lastPathComponent, bytes: []))
    }
    let file = notebook.sourceFile(of: cell)
    return Diagnostic(id: id, message: message, file: file, span: file.span(ofLine: origin.line))
  }

  /// Says that there is no candidate, and what stands in the way.
  var nothingToServe: Diagnostic {
    if let cause = replay.firstCause {
      return diagnostic(
        cause.id, "nothing to serve: the replay does not know \(cause.what)",
        Origin(cell: cause.origin.cell, line: cause.origin.line))
    }
    return diagnostic("nothing-to-serve", "the notebook fits no model whose predictions it uses", nil)
  }
}
