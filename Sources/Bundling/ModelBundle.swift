import Glibc
import YAML

/// A bundle in memory: its manifest and its files, the manifest's own among them.
package struct ModelBundle: Sendable {
  package static let manifestPath = "manifest.yaml"

  package let manifest: Manifest
  /// All files, sorted by path.
  package let files: [BundleFile]

  /// Makes a bundle of files: completes the manifest by the digests of the plan and of every file, and adds it.
  package init(_ manifest: Manifest, files: [BundleFile]) throws(BundleError) {
    let files = files.sortedByPath()
    var manifest = manifest
    manifest.files = files.map {
      Manifest.FileRecord(path: $0.path, bytes: $0.bytes.count, sha256: sha256(of: $0.bytes))
    }
    guard let plan = manifest.files.first(where: { $0.path == "plan.yaml" }) else {
      throw BundleError(.malformed, "is missing from the bundle", entry: "plan.yaml")
    }
    manifest.plan = plan.sha256
    self.manifest = manifest
    self.files = (files + [BundleFile(path: ModelBundle.manifestPath, text: manifest.text())]).sortedByPath()
    try checkPaths(of: self.files)
  }

  /// The bundle that files make up, by the manifest among them. Digests are not compared: see `verifyDigests(of:)`.
  package init(files: [BundleFile]) throws(BundleError) {
    guard let file = files.first(where: { $0.path == ModelBundle.manifestPath }) else {
      throw BundleError(.malformed, "this is not a bundle: it has no \(ModelBundle.manifestPath)")
    }
    manifest = try Manifest(parsing: file.bytes)
    self.files = files.sortedByPath()
  }

  /// Reads a bundle from an archive or an unpacked folder.
  package static func read(at path: String, limits: BundleLimits = BundleLimits()) throws(BundleError) -> ModelBundle {
    var status = stat()
    guard stat(path, &status) == 0 else { throw systemError("cannot be opened", path) }
    guard status.st_mode & S_IFMT != S_IFDIR else { return try ModelBundle(files: filesInFolder(path, limits: limits)) }
    let bytes = try content(ofFile: path, atMost: limits.totalBytes)
    return try ModelBundle(files: filesInArchive(bytes, limits: limits))
  }

  /// The bytes of the file at `path`.
  package subscript(path: String) -> [UInt8]? {
    files.first { $0.path.utf8.elementsEqual(path.utf8) }?.bytes
  }

  /// A name for the bundle with this very content: the manifest's SHA-256, which covers every file.
  package var digest: String { self[ModelBundle.manifestPath].map { sha256(of: $0) } ?? "" }
}
