import Foundation
import Glibc
import Synchronization

/// What a run leaves behind when it is cut short: nothing.
///
/// All temporary files of a run lie in one folder of its own (`TMPDIR` is set to it, for the compiler too), which is removed
/// at the end, on Ctrl-C and when the replay is given up.
enum Interruption {
  private static let folder = Mutex<URL?>(nil)
  /// Folders in which what is half written has a name with the number of the process: that of the bundle, that of caches.
  private static let watched = Mutex<[URL]>([])
  /// Says what was under way.
  private static let notice = Mutex<(@Sendable () -> Void)?>(nil)
  /// Kept for as long as the process runs; set once, before anything else runs.
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  /// Prepares for SIGINT and SIGTERM.
  static func install() {
    for (number, code) in [(SIGINT, Int32(130)), (SIGTERM, 143)] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        Progress().clear()
        if let notice = notice.withLock({ $0 }) { notice() }
        stop(code)
      }
      source.activate()
      sources.append(source)
    }
  }

  /// What is said when the run is cut short; `nil` for nothing.
  static func announce(_ notice: (@Sendable () -> Void)?) { self.notice.withLock { $0 = notice } }

  /// Gives the run a folder for its temporary files.
  static func makeTemporaryFolder() throws {
    guard folder.withLock({ $0 == nil }) else { return }
    let url = FileManager.default.temporaryDirectory.appending(path: "faircopy-\(getpid())-\(UUID().uuidString)")
    folder.withLock { $0 = url }
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    setenv("TMPDIR", url.path, 1)
  }

  /// Remembers a folder in which what is half written has a name with the number of the process.
  static func watch(_ url: URL) { watched.withLock { $0.append(url) } }

  /// Removes the temporary files.
  static func cleanUp() {
    if let url = folder.withLock({ $0 }) {
      // What runs besides may still write into it.
      for _ in 0..<3 where FileManager.default.fileExists(atPath: url.path) {
        try? FileManager.default.removeItem(at: url)
      }
    }
    for folder in watched.withLock({ $0 }) {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
      for name in names where name.contains(".\(getpid()).") {
        try? FileManager.default.removeItem(at: folder.appending(path: name))
      }
    }
  }

  /// Ends the process at once, with nothing left behind.
  static func stop(_ code: Int32) -> Never {
    endChildren()
    cleanUp()
    Progress().clear()
    _exit(code)
  }

  /// Compilers that were started for this run.
  private static func endChildren() {
    let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    for task in tasks {
      let path = "/proc/self/task/\(task)/children"
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      for child in text.split(separator: " ") { if let number = pid_t(child) { kill(number, SIGTERM) } }
    }
  }
}
