import Glibc
import ModelInterface
import Scoring

extension Host {
  /// Serves `bundle` until SIGTERM or SIGINT; a second signal ends at once.
  static func serve(_ options: ServerOptions, _ bundle: BundleFolder) -> Int32 {
    // A client that goes away is no reason to end.
    signal(SIGPIPE, SIG_IGN)
    allowManyConnections()
    let signals = blockedSignals()
    let description: ModelDescription
    let functions: ModelFunctions
    do throws(ModelError) {
      functions = try bundle.functions()
      description = try Model.description(by: functions)
    } catch {
      complain(error.message)
      return 1
    }
    let opened = Result<Model, ModelError> { () throws(ModelError) in
      try bundle.model(of: functions, description: description)
    }
    do throws(ServerError) {
      let server = try Server(ServedModel(description, model: try? opened.get()), options: options)
      complain("\(description.name) on http://\(options.host):\(server.port)")
      prove(server.state, bundle, opened)
      _ = received(signals, within: nil)
      complain("ending")
      server.stop(isImpatient: { received(signals, within: 10) })
      return 0
    } catch {
      complain(error.message)
      return 1
    }
  }

  /// Replays the golden rows; only then predictions are answered.
  private static func prove(_ state: ServerState, _ bundle: BundleFolder, _ opened: Result<Model, ModelError>) {
    let verdict: GoldenVerdict
    do throws(ModelError) {
      verdict = try bundle.goldenVerdict(on: opened.get())
    } catch {
      verdict = .unreadable(error.message)
    }
    if verdict.isMatch {
      state.enter(.ready)
      complain("ready: \(verdict.message)")
    } else {
      state.enter(.refused, because: verdict.message)
      complain("not ready: \(verdict.message)")
    }
  }

  /// Raises the number of open files to what the system lets a process have.
  private static func allowManyConnections() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// SIGTERM and SIGINT, which from now on wait until they are asked for, on all threads made later too.
  private static func blockedSignals() -> sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigaddset(&signals, SIGINT)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    return signals
  }

  /// One of `signals` came within so many milliseconds; nil waits for as long as it takes.
  private static func received(_ signals: sigset_t, within milliseconds: Int?) -> Bool {
    var signals = signals
    guard let milliseconds else {
      var number: Int32 = 0
      return sigwait(&signals, &number) == 0
    }
    var patience = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
    return sigtimedwait(&signals, nil, &patience) > 0
  }
}
