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
  private var batch: UInt64 { mode == FuzzTarget.csv.rawValue || mode == FuzzTarget.frames.rawValue ? 50 : 400 }

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

  /// Runs given inputs; one that traps or hangs ends the process, and its path is the last that was printed.
  private func replay(_ target: FuzzTarget) -> Int32 {
    boundMemory()
    for path in paths.flatMap(files) {
      guard let bytes = FileManager.default.contents(atPath: path) else { continue }
      FileHandle.standardOutput.write(Data("\(path)\n".utf8))
      watch(FuzzTarget.patience)
      target.run([UInt8](bytes))
      watch(0)
    }
    return 0
  }

  /// Ends the process by a signal after so many seconds of work, or ten times as many on the clock; 0 for never.
  private func watch(_ seconds: Int) {
    var time = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: seconds, tv_usec: 0))
    setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &time, nil)
    alarm(UInt32(seconds * 10))
  }

  /// What takes more memory than any input needs traps.
  private func boundMemory() {
    var limit = rlimit(rlim_cur: 4 << 30, rlim_max: 4 << 30)
    setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
  }

  /// Runs a batch of inputs in this process; before each it tells which one.
  private func work(_ target: FuzzTarget, from start: UInt64) -> Int32 {
    boundMemory()
    let corpus = Corpus(paths.flatMap(files))
    for number in start..<(start + batch) {
      let input = corpus.input(number: number, for: target)
      try? Data(input).write(to: URL(filePath: currentPath))
      watch(FuzzTarget.patience)
      target.run(input)
      watch(0)
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
      start += batch
      count += batch
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
    let kind = status == -SIGALRM || status == -SIGPROF ? "hang" : "trap"
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
