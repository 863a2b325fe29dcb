/// What a bundle may hold when it is read, so that a hostile one cannot exhaust memory.
package struct BundleLimits: Sendable {
  /// Files in all.
  package var files = 10_000
  /// Bytes of one file.
  package var fileBytes = 512 << 20
  /// Bytes of all files, and of the archive around them.
  package var totalBytes = 1 << 30
  /// Decompressed bytes for each compressed one; looked at beyond `bytesBeforeRatio`.
  package var ratio = 200
  package var bytesBeforeRatio = 32 << 20

  package init() {}
}
