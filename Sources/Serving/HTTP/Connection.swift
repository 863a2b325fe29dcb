import NIOCore
import Scoring

/// One client: reads requests, answers them in order, and says no more than the client takes.
///
/// HTTP/1.1 is read by hand from the bytes that arrived, because the parts that NIOHTTP1 makes of a request cost more than
/// scoring a record does.
final class Connection: ChannelDuplexHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// What the connection is about to read or say.
  enum Phase {
    /// The first lines of a request.
    case head
    /// The rest of a body whose length is known.
    case body(Request, length: Int)
    /// The rest of a body in chunks.
    case chunks(Request, ChunkedBody)
    /// The next portion of the answer to a long list.
    case answering(Request, Answering)
    /// Nothing: the last response is on its way, then the client may close.
    case closing
  }

  /// What is remembered of a request's head.
  struct Request {
    let route: Route
    let method: RequestHead.Method
    let isCurrent: Bool
    let keepsAlive: Bool
  }

  /// A list that is being answered in portions.
  struct Answering {
    var progress: PredictionProgress
    let body: ByteBuffer
    let output: OutputBytes
  }

  let worker: Worker
  /// Where the worker keeps this connection.
  var slot: Int?
  var phase = Phase.head
  var input = ByteBuffer()
  /// It is this connection's turn to go on with a long list.
  var hasTurn = false
  /// How many responses were written.
  var responseCount = 0
  private var patience = Patience()
  private var context: ChannelHandlerContext?
  private var isAdvancing = false
  private var isReadWanted = false
  private var saidAll = false

  init(worker: Worker) { self.worker = worker }

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    worker.add(self)
    patience.wait(for: .nextRequest, after: responseCount, worker)
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    worker.remove(self)
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var incoming = unwrapInboundIn(data)
    if case .closing = phase { return }
    if input.readableBytes == 0 {
      input = incoming
    } else {
      input.discardReadBytes()
      input.writeBuffer(&incoming)
    }
    advance(context)
  }

  /// Holds reading back while the client does not take its answers, or waits for a long one.
  func read(context: ChannelHandlerContext) {
    if takesMore(context) {
      context.read()
    } else {
      isReadWanted = true
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    if context.channel.isWritable { advance(context) }
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  /// Goes on with whatever has arrived.
  private func advance(_ context: ChannelHandlerContext) {
    guard !isAdvancing else { return }
    isAdvancing = true
    defer { isAdvancing = false }
    do throws(Refusal) {
      while context.channel.isWritable, try step() {
        if worker.wire.readableBytes > 1 << 16 { flush(context) }
      }
    } catch {
      refuse(error)
    }
    flush(context)
    if input.readableBytes == 0 { input = ByteBuffer() }
    patience.wait(for: awaited(context), after: responseCount, worker)
    if isReadWanted, takesMore(context) {
      isReadWanted = false
      context.read()
    }
  }

  private func takesMore(_ context: ChannelHandlerContext) -> Bool {
    switch phase {
    case .answering: false
    case .closing: true
    case .head, .body, .chunks: context.channel.isWritable
    }
  }

  private func flush(_ context: ChannelHandlerContext) {
    guard worker.wire.readableBytes > 0 else { return }
    guard !saidAll else { return worker.wire.clear() }
    if case .closing = phase {
      saidAll = true
      let written = context.eventLoop.makePromise(of: Void.self)
      let bound = NIOLoopBound((context, self), eventLoop: context.eventLoop)
      written.futureResult.whenComplete { _ in
        let (context, connection) = bound.value
        connection.patience.wait(for: .clientToClose, after: connection.responseCount, connection.worker)
        context.close(mode: .output, promise: nil)
      }
      context.writeAndFlush(wrapOutboundOut(worker.wire), promise: written)
    } else {
      context.writeAndFlush(wrapOutboundOut(worker.wire), promise: nil)
    }
    // The buffer keeps its memory, unless it was large or the socket did not take all of it.
    if worker.wire.capacity > 1 << 20 {
      worker.wire = ByteBuffer()
    } else {
      worker.wire.clear()
    }
  }

  private func awaited(_ context: ChannelHandlerContext) -> Patience.Event {
    switch phase {
    case .closing: return patience.event == .clientToClose ? .clientToClose : .clientToRead
    case .answering: return .ourselves
    case .head: return !context.channel.isWritable ? .clientToRead : input.readableBytes == 0 ? .nextRequest : .head
    case .body, .chunks: return context.channel.isWritable ? .body : .clientToRead
    }
  }

  /// Ends what takes too long; called at every beat of the worker's clock.
  func expire() {
    guard patience.deadline <= worker.beat, let context else { return }
    switch patience.event {
    case .head: refuse(Refusal(.requestTimeout, "the request did not arrive in time"))
    case .body: refuse(Refusal(.requestTimeout, "the body did not arrive in time"))
    case .nextRequest, .clientToRead, .clientToClose, .ourselves: return context.close(promise: nil)
    }
    flush(context)
    if patience.event != .clientToClose { patience.wait(for: .clientToRead, after: responseCount, worker) }
  }

  /// Ends a connection between two requests, when the server is to end.
  func closeIfIdle() {
    if patience.event == .nextRequest { context?.close(promise: nil) }
  }

  /// Lets other connections have their turn before this one goes on.
  func yield() {
    worker.eventLoop.assumeIsolated().execute {
      self.hasTurn = true
      if let context = self.context { self.advance(context) }
    }
  }
}
