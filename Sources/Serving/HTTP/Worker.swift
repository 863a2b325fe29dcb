package import ModelInterface
import NIOCore
import Scoring
import Synchronization

/// What the connections of one thread share: its session with the model, its buffers, its clock.
///
/// Touched on its own event loop only, after it was made.
final class Worker: @unchecked Sendable {
  let eventLoop: any EventLoop
  let options: ServerOptions
  let state: ServerState
  let served: ServedModel
  let counters = Counters()
  /// The counters of all workers.
  var allCounters: [Counters] = []
  /// Nil where the model could not be opened; the server never becomes ready then.
  let predictor: Predictor?

  /// Where the body of the next response is put together.
  var output = OutputBytes()
  /// Where responses are put together. Empty between two events.
  var wire = ByteBuffer()
  /// Counts the beats of `interval` milliseconds; deadlines are told in beats, so that no request reads the clock.
  private(set) var beat = 0
  private(set) var date = DateLine()
  private var connections: [Connection] = []
  private var heart: RepeatedTask?

  /// Milliseconds between two beats.
  static let interval = 100

  init(
    eventLoop: any EventLoop, options: ServerOptions, state: ServerState, served: ServedModel
  ) throws(ModelError) {
    self.eventLoop = eventLoop
    self.options = options
    self.state = state
    self.served = served
    var predictor: Predictor?
    if let model = served.model { predictor = try Predictor(model) }
    self.predictor = predictor
  }

  /// Starts the clock.
  func start() {
    let interval = TimeAmount.milliseconds(Int64(Self.interval))
    eventLoop.execute {
      self.heart = self.eventLoop.scheduleRepeatedTask(initialDelay: interval, delay: interval) { _ in self.tick() }
    }
  }

  /// The beat that is `milliseconds` away.
  @inline(__always)
  func deadline(_ milliseconds: Int) -> Int { beat &+ milliseconds / Self.interval &+ 1 }

  func add(_ connection: Connection) {
    connection.slot = connections.count
    connections.append(connection)
    state.connectionCount.wrappingAdd(1, ordering: .relaxed)
  }

  func remove(_ connection: Connection) {
    guard let slot = connection.slot, let last = connections.popLast() else { return }
    if last !== connection {
      connections[slot] = last
      last.slot = slot
    }
    connection.slot = nil
    state.connectionCount.wrappingSubtract(1, ordering: .relaxed)
  }

  private func tick() {
    beat &+= 1
    date.refresh()
    let isDraining = state.phase == .draining
    for connection in connections {
      if isDraining { connection.closeIfIdle() }
      connection.expire()
    }
  }
}

/// What is served: the model where it could be opened, and what is told about it in any case.
package struct ServedModel: Sendable {
  let model: Model?
  let name: [UInt8]
  /// The body of `GET /v2/models/{name}`.
  let schema: [UInt8]

  /// A description, and its model where that could be opened.
  package init(_ description: ModelDescription, model: Model?) {
    self.model = model
    name = Array(description.name.utf8)
    let output = OutputBytes()
    output.append(schemaOf: description)
    schema = Array(output.bytes)
  }
}
