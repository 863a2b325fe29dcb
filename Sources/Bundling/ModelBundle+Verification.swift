package import Diagnostics

/// Compares every file of a bundle with the manifest, and the manifest with its own digest; nothing is found in a
/// bundle as it was written.
package func verifyDigests(of bundle: ModelBundle) -> [Diagnostic] {
  var found: [Diagnostic] = []
  if !manifestIsWhole(bundle) {
    found.append(finding("bundle-digest-mismatch", ModelBundle.manifestPath, "was changed: its digest does not match"))
  }
  var recorded: Set<[UInt8]> = [Array(ModelBundle.manifestPath.utf8)]
  for record in bundle.manifest.files {
    recorded.insert(Array(record.path.utf8))
    if let finding = compare(record, with: bundle[record.path]) { found.append(finding) }
  }
  for file in bundle.files where !recorded.contains(Array(file.path.utf8)) {
    found.append(finding("bundle-file-unexpected", file.path, "is not named in the manifest"))
  }
  if bundle.manifest.files.first(where: { $0.path == "plan.yaml" })?.sha256 != bundle.manifest.plan {
    found.append(finding("bundle-digest-mismatch", "plan.yaml", "is not the plan of the bundle's identity"))
  }
  return found
}

private func manifestIsWhole(_ bundle: ModelBundle) -> Bool {
  guard let bytes = bundle[ModelBundle.manifestPath] else { return false }
  let body = bytes.dropLast(Manifest.digestKey.utf8.count + 64 + 1)
  return bytes.elementsEqual(body + Array((Manifest.digestKey + sha256(of: body) + "\n").utf8))
}

private func compare(_ record: Manifest.FileRecord, with bytes: [UInt8]?) -> Diagnostic? {
  guard let bytes else { return finding("bundle-file-missing", record.path, "is missing") }
  guard bytes.count == record.bytes else {
    return finding(
      "bundle-digest-mismatch", record.path, "was changed: \(bytes.count) bytes in place of \(record.bytes)")
  }
  guard sha256(of: bytes) == record.sha256 else {
    return finding("bundle-digest-mismatch", record.path, "was changed: its digest does not match")
  }
  return nil
}

private func finding(_ id: String, _ path: String, _ what: String) -> Diagnostic {
  Diagnostic(id: id, message: BundleError(.malformed, what, entry: path).description)
}
