import Foundation

/// The command line.
struct FuzzCommand {
  private var mode: String = ""
  private var seconds = 60.0
  private var seed: UInt64 = 1
  private var folder = "."
  private var paths: [String] = []
  private var isReplay = false
  /// How many inputs a process runs before the next one takes over; the process that runs them has `--worker`.
  private var workerStart: UInt64?
  private static let batch: UInt64 = 400

  init(_ arguments: [String]) {
    var rest = arguments[...]
    mode = rest.popFirst() ?? ""
    while let argument = rest.popFirst() {
      switch argument {
      case "--seconds": seconds = rest.popFirst().flatMap(Double.init) ?? seconds
      case "--seed": seed = rest.popFirst().flatMap(UInt64.init) ?? seed
      case "--save": folder = rest.popFirst() ?? folder
      case "--replay": isReplay = true
      case "--worker": workerStart = rest.popFirst().flatMap(UInt64.init)
      default: paths.append(argument)
      }
    }
  }

  func run() -> Int32 {
    guard let target = FuzzTarget(rawValue: mode) else {
      print(
        "usage: fuzz \(FuzzTarget.allCases.map(\.rawValue).joined(separator: "|")) [--seconds N] [--seed S] [SEEDS…]")
      return 2
    }
    if isReplay { return replay(target) }
    if let workerStart { return work(target, from: workerStart) }
    return search(target)
  }

  /// Runs given inputs.
  private func replay(_ target: FuzzTarget) -> Int32 {
    for path in paths.flatMap(files) {
      guard let bytes = FileManager.default.contents(atPath: path) else { continue }
      print(path)
      target.run([UInt8](bytes))
    }
    return 0
  }

  /// Runs a batch of inputs in this process; before each it tells which one.
  private func work(_ target: FuzzTarget, from start: UInt64) -> Int32 {
    let corpus = Corpus(paths.flatMap(files))
    for number in start..<(start + FuzzCommand.batch) {
      let input = corpus.input(number: number, for: target)
      try? Data(input).write(to: URL(filePath: currentPath))
      alarm(FuzzTarget.patience)
      target.run(input)
      alarm(0)
    }
    return 0
  }

  /// Starts processes, batch by batch, until the time is up.
  private func search(_ target: FuzzTarget) -> Int32 {
    let end = Date().addingTimeInterval(seconds)
    var start = seed &* 1_000_000_000
    var found = 0
    var count: UInt64 = 0
    while Date() < end {
      let status = runWorker(from: start)
      if status != 0 {
        found += 1
        keep(status, number: found)
      }
      start += FuzzCommand.batch
      count += FuzzCommand.batch
    }
    print("\(mode): up to \(count) inputs, \(found) kept in \(folder)")
    return found == 0 ? 0 : 1
  }

  private func runWorker(from start: UInt64) -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [mode, "--worker", String(start), "--save", folder] + paths
    var environment = ProcessInfo.processInfo.environment
    // A crash would otherwise hang in the backtracer.
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    do { try process.run() } catch { return -1 }
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal ? -process.terminationStatus : process.terminationStatus
  }

  private var currentPath: String { folder + "/.current-\(mode)" }

  private func keep(_ status: Int32, number: Int) {
    let kind = status == -SIGALRM ? "hang" : "trap"
    let path = "\(folder)/\(mode)-\(kind)-\(seed)-\(number)"
    try? FileManager.default.moveItem(atPath: currentPath, toPath: path)
    FileHandle.standardOutput.write(Data("\(kind) (\(status)): \(path)\n".utf8))
  }

  /// The files of a path, those of a folder sorted.
  private func files(_ path: String) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return [] }
    guard isFolder.boolValue else { return [path] }
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return names.sorted().map { "\(path)/\($0)" }.filter {
      FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }
}
