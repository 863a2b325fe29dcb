import Bundling
import Glibc
import Testing

@Test func filesAreWrittenWholeAndNotReplaced() throws {
  try withTemporaryFolder { folder in
    let path = folder + "/a.tar.zst"
    try writeFile([1, 2, 3], to: path)
    #expect(throws: BundleError(.exists, "exists", entry: path)) { try writeFile([4], to: path) }
    #expect(try filesInFolder(folder) == [BundleFile(path: "a.tar.zst", bytes: [1, 2, 3])])
    try writeFile([4], to: path, force: true)
    #expect(try filesInFolder(folder) == [BundleFile(path: "a.tar.zst", bytes: [4])])
    #expect(try names(in: folder) == ["a.tar.zst"])
  }
}

@Test func failedWritesLeaveNothing() throws {
  try withTemporaryFolder { folder in
    #expect(throws: BundleError.self) { try writeFile([1], to: folder + "/absent/a") }
    mkdir(folder + "/taken", 0o755)
    #expect(throws: BundleError.self) { try writeFile([1], to: folder + "/taken", force: true) }
    #expect(throws: BundleError.self) { try writeFile([1], to: folder + "/taken") }
    let left = try names(in: folder)
    #expect(left == ["taken"])
  }
}

@Test func foldersWithLinksOrPipesAreRefused() throws {
  for make: (String) -> Int32 in [
    { symlink("/etc/passwd", $0) }, { symlink("/etc", $0) }, { symlink("absent", $0) }, { mkfifo($0, 0o644) },
  ] {
    try withTemporaryFolder { folder in
      try writeFile([1], to: folder + "/a")
      mkdir(folder + "/sub", 0o755)
      #expect(make(folder + "/sub/bad") == 0)
      #expect(throws: BundleError(.unsafeEntry, "is not a plain file", entry: "sub/bad")) { try filesInFolder(folder) }
    }
  }
}

@Test func folderLimitsHold() throws {
  try withTemporaryFolder { folder in
    for name in ["a", "b", "c"] { try writeFile([1, 2, 3], to: folder + "/" + name) }
    var limits = BundleLimits()
    limits.files = 2
    #expect(throws: BundleError.self) { try filesInFolder(folder, limits: limits) }
    limits = BundleLimits()
    limits.totalBytes = 8
    #expect(throws: BundleError.self) { try filesInFolder(folder, limits: limits) }
    limits = BundleLimits()
    limits.fileBytes = 2
    #expect(throws: BundleError.self) { try filesInFolder(folder, limits: limits) }
    #expect(throws: BundleError.self) { try filesInFolder(folder + "/absent") }
  }
}

@Test func unpackingIsReadOnlyAndRepairs() throws {
  try withTemporaryFolder { root in
    let cache = root + "/deep/cache"
    let folder = try unpack(someFiles, into: cache, name: "digest")
    #expect(folder == cache + "/digest")
    #expect(try Set(filesInFolder(folder)) == Set(someFiles))
    #expect(mode(of: folder + "/bin/serve") & 0o322 == 0o100)
    #expect(mode(of: folder + "/plan.yaml") & 0o333 == 0)
    #expect(try unpack(someFiles, into: cache, name: "digest") == folder)

    try writeFile([9], to: folder + "/plan.yaml", force: true)
    try writeFile([9], to: folder + "/surplus")
    #expect(try unpack(someFiles, into: cache, name: "digest") == folder)
    #expect(try Set(filesInFolder(folder)) == Set(someFiles))
    #expect(try names(in: cache) == ["digest"])
  }
}

@Test func unsafeFilesAreNotUnpacked() throws {
  try withTemporaryFolder { root in
    #expect(throws: BundleError.self) {
      try unpack([BundleFile(path: "../escape", text: "x")], into: root + "/cache", name: "x")
    }
    let left = try names(in: root)
    #expect(left == [])
  }
}

@Test func cacheFollowsTheEnvironment() {
  #expect(bundleCacheFolder(environment: ["XDG_CACHE_HOME": "/c", "HOME": "/h"]) == "/c/faircopy/bundles")
  #expect(bundleCacheFolder(environment: ["XDG_CACHE_HOME": "relative", "HOME": "/h"]) == "/h/.cache/faircopy/bundles")
  #expect(bundleCacheFolder(environment: [:]) == nil)
}
