import ModelInterface
import NIOCore
import NIOPosix
import Synchronization

/// An HTTP server for one model, which listens from its making on.
///
/// It answers `/v2/health/live` at once, and predictions as soon as its state is told to be ready.
package final class Server: Sendable {
  /// Where the server is in its life; tell it when the golden rows matched.
  package let state: ServerState
  /// The port that the server listens on.
  package let port: Int

  private let group: MultiThreadedEventLoopGroup
  private let listener: any Channel
  private let grace: Int
  private let isStopped = Atomic<Bool>(false)

  /// A server that listens as `options` say.
  package init(_ served: ServedModel, options: ServerOptions) throws(ServerError) {
    let state = ServerState()
    let group = MultiThreadedEventLoopGroup(numberOfThreads: options.threads ?? System.coreCount)
    do {
      let workers = try Workers(group, options: options, state: state, served: served)
      listener = try Self.bootstrap(group, workers).bind(host: options.host, port: options.port).wait()
    } catch {
      try? group.syncShutdownGracefully()
      throw ServerError("cannot listen on \(options.host):\(options.port): \(error)")
    }
    self.state = state
    self.group = group
    port = listener.localAddress?.port ?? options.port
    grace = options.grace
  }

  private static func bootstrap(_ group: MultiThreadedEventLoopGroup, _ workers: Workers) -> ServerBootstrap {
    ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 1024)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelOption(
        .recvAllocator, value: AdaptiveRecvByteBufferAllocator(minimum: 2048, initial: 4096, maximum: 65536)
      )
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(Connection(worker: workers[channel.eventLoop]))
        }
      }
  }

  /// Takes no more connections, answers the requests under way, and ends.
  ///
  /// - Parameter isImpatient: asked again and again while requests are under way; true ends the wait. It should take some
  ///   milliseconds.
  package func stop(isImpatient: () -> Bool) {
    guard !isStopped.exchange(true, ordering: .acquiringAndReleasing) else { return }
    state.enter(.draining, because: "the server is ending")
    try? listener.close().wait()
    let end = NIODeadline.now() + .milliseconds(Int64(grace))
    while state.connectionCount.load(ordering: .relaxed) > 0, NIODeadline.now() < end, !isImpatient() {}
    try? group.syncShutdownGracefully()
  }
}

/// A server that could not start.
package struct ServerError: Error, Sendable {
  /// What hindered it.
  package let message: String

  init(_ message: String) { self.message = message }
}

/// The workers of a server by their event loops.
private struct Workers: Sendable {
  private let byLoop: [ObjectIdentifier: Worker]

  init(
    _ group: MultiThreadedEventLoopGroup, options: ServerOptions, state: ServerState, served: ServedModel
  ) throws(ModelError) {
    var byLoop: [ObjectIdentifier: Worker] = [:]
    var all: [Worker] = []
    for eventLoop in group.makeIterator() {
      let worker = try Worker(eventLoop: eventLoop, options: options, state: state, served: served)
      byLoop[ObjectIdentifier(eventLoop)] = worker
      all.append(worker)
    }
    for worker in all {
      worker.allCounters = all.map(\.counters)
      worker.start()
    }
    self.byLoop = byLoop
  }

  /// The worker of `eventLoop`, which is one of the group's.
  subscript(eventLoop: any EventLoop) -> Worker {
    guard let worker = byLoop[ObjectIdentifier(eventLoop)] else {
      preconditionFailure("an event loop of another group")
    }
    return worker
  }
}
