import ArgumentParser
import Bundling
import CodeGeneration
import Columns
import Diagnostics
import Foundation
import JSON
import NotebookReader
import ParityChecking
import Plans
import PythonRuntime
import Replay
import Reporting
import Tracing
import YAML

/// Puts everything into a bundle.
func bundleFiles(
  of conversion: Conversion, _ model: GeneratedModel, _ library: [UInt8], _ golden: [(path: String, bytes: [UInt8])]
) throws -> ModelBundle {
  var files: [BundleFile] = []
  files.append(BundleFile(path: "plan.yaml", text: conversion.trace.plan.yaml))
  files += model.parameters.map { BundleFile(path: "parameters/" + $0.name, bytes: $0.bytes) }
  files += model.files.map { BundleFile(path: "src/" + $0.path, text: $0.text) }
  files.append(BundleFile(path: "lib/libmodel.so", bytes: library))
  files += embeddedFiles(below: "Sources/CModelInterface/include").filter { $0.path == "faircopy_model.h" }.map {
    BundleFile(path: "include/" + $0.path, text: $0.text)
  }
  files.append(BundleFile(path: "bin/serve", bytes: try hostExecutable(), isExecutable: true))
  files += golden.map { BundleFile(path: $0.path, bytes: $0.bytes) }
  files += reportFiles(of: conversion)
  files += try deploymentFiles(for: conversion.trace.plan, name: conversion.notebook.stem).map {
    BundleFile(path: "deploy/" + $0.path, text: $0.text)
  }
  return try ModelBundle(manifest(of: conversion), files: files)
}

/// The host, which is installed beside the tool.
private func hostExecutable() throws -> [UInt8] {
  let tool = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
  let host = tool.deletingLastPathComponent().appending(path: "faircopy-host")
  guard let data = try? Data(contentsOf: host) else {
    writeToStandardError("error[host-not-found]: the server 'faircopy-host' is not beside \(tool.path)\n")
    throw ExitCode(70)
  }
  return [UInt8](data)
}

/// The parity report. No clock and no duration enters a bundle.
private func reportFiles(of conversion: Conversion) -> [BundleFile] {
  var json = conversion.json
  for name in ["seconds", "bundle", "bytes"] { json[name] = nil }
  return [
    BundleFile(path: "report/parity.json", text: JSONValue.object(json).serializedText(isPretty: true) + "\n"),
    BundleFile(path: "report/parity.txt", text: conversion.checked.text() + "\n"),
  ]
}

private func manifest(of conversion: Conversion) -> Manifest {
  let notebook = conversion.notebook
  let plan = conversion.trace.plan
  return Manifest(
    name: notebook.stem, tool: ToolVersion.text, era: notebook.replay.era.name,
    notebook: Manifest.Source(name: notebook.url.lastPathComponent, sha256: sha256(of: notebook.bytes)),
    data: notebook.replay.dataFiles.compactMap { url in
      (try? Data(contentsOf: url)).map { Manifest.Source(name: url.lastPathComponent, sha256: sha256(of: [UInt8]($0))) }
    },
    fields: plan.fields.map { Manifest.Field(name: $0.name, type: "\($0.type)") },
    answer: Manifest.Answer(
      name: plan.answer.name, type: "\(plan.answer.type)",
      classes: plan.answer.classes.map { YAMLNode(ExactScalar($0).yaml) }),
    proof: Manifest.Proof(conversion.proof), outputs: Manifest.OutputCounts(conversion.checked.counts),
    acceptedDifferences: conversion.checked.counts[.differs] > 0)
}

extension Manifest.Proof {
  init(_ proof: Proof) {
    self.init()
    raw = proof.raw
    filtered = proof.filtered
    traced = proof.traced
    alone = proof.alone
    evaluated = proof.evaluated
    excluded = proof.excluded
    featureMismatches = proof.featureMismatches
    predictionMismatches = proof.predictionMismatches
    maxUlp = Int(clamping: proof.maxUlp)
  }
}

extension Manifest.OutputCounts {
  init(_ counts: OutputCounts) {
    self.init()
    recorded = counts.recorded
    comparable = counts.comparable
    compared = counts.compared
    exact = counts[.exact]
    equal = counts[.equal]
    bounded = counts[.bounded]
    differs = counts[.differs]
    unseeded = counts[.unseeded]
    unsupported = counts[.unsupported]
    notComparable = counts[.notComparable]
    stale = counts[.stale]
  }
}
