/// How long a connection waits, and for what.
struct Patience {
  /// What a connection waits for.
  enum Event {
    case nextRequest, head, body, clientToRead, clientToClose, ourselves
  }

  private(set) var event = Event.nextRequest
  /// The worker's beat at which patience ends.
  private(set) var deadline = Int.max
  private var responseCount = -1

  /// Waits for `event`. Waiting for the same thing goes on; after another response it begins anew.
  mutating func wait(for event: Event, after responseCount: Int, _ worker: Worker) {
    guard event != self.event || responseCount != self.responseCount else { return }
    self.event = event
    self.responseCount = responseCount
    deadline = event == .ourselves ? .max : worker.deadline(milliseconds(event, worker.options))
  }

  private func milliseconds(_ event: Event, _ options: ServerOptions) -> Int {
    switch event {
    case .nextRequest: options.idleTimeout
    case .head: options.headTimeout
    case .body: options.bodyTimeout
    case .clientToRead: options.writeTimeout
    case .clientToClose: 2000
    case .ourselves: 0
    }
  }
}
