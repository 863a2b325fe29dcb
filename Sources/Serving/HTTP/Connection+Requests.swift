import NIOCore
import Scoring
import Synchronization

extension Connection {
  /// How many records of a list are answered before other connections get their turn.
  private static let portion = 256

  /// Does the next thing that can be done; false where more must arrive first.
  func step() throws(Refusal) -> Bool {
    switch phase {
    case .head: return try readHead()
    case .body(let request, let length): return readBody(request, length)
    case .chunks(let request, var chunks):
      phase = .head
      let isComplete = try chunks.take(from: &input, limit: worker.options.bodyLimit)
      if isComplete {
        answer(request, body: chunks.body)
      } else {
        phase = .chunks(request, chunks)
      }
      return isComplete
    case .answering(let request, let answering):
      guard hasTurn else { return false }
      hasTurn = false
      return goOn(request, answering)
    case .closing:
      input.clear()
      return false
    }
  }

  private func readHead() throws(Refusal) -> Bool {
    guard input.readableBytes > 0 else { return false }
    guard let (head, route) = try parsedHead() else { return false }
    input.moveReaderIndex(forwardBy: head.length)
    let request = Request(route: route, method: head.method, isCurrent: head.isCurrent, keepsAlive: head.keepsAlive)
    switch head.body {
    case .length(let length):
      guard length <= worker.options.bodyLimit else {
        throw Refusal(.contentTooLarge, "the body is longer than \(worker.options.bodyLimit) bytes")
      }
      if input.readableBytes >= length { return readBody(request, length) }
      phase = .body(request, length: length)
    case .chunked:
      phase = .chunks(request, ChunkedBody())
    }
    if head.expectsContinue, input.readableBytes == 0 { worker.wire.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n") }
    return true
  }

  private func parsedHead() throws(Refusal) -> (RequestHead, Route)? {
    let modelName = worker.served.name
    let result: Result<(RequestHead, Route)?, Refusal> = input.withUnsafeReadableBytes { bytes in
      do throws(Refusal) {
        guard let head = try RequestHead.parse(bytes) else { return .success(nil) }
        return .success((head, Route(bytes, head.target, modelName: modelName)))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func readBody(_ request: Request, _ length: Int) -> Bool {
    guard input.readableBytes >= length else { return false }
    if request.route == .predict, request.method == .post {
      predict(request, length: length)
    } else {
      input.moveReaderIndex(forwardBy: length)
      answer(request)
    }
    return true
  }

  private func answer(_ request: Request, body: ByteBuffer) {
    if request.route == .predict, request.method == .post {
      worker.output.removeAll()
      goOn(request, Answering(progress: PredictionProgress(), body: body, output: worker.output))
    } else {
      answer(request)
    }
  }

  /// Answers a body that lies in `input`, in place.
  private func predict(_ request: Request, length: Int) {
    worker.output.removeAll()
    var progress = PredictionProgress()
    let isDone = input.withUnsafeReadableBytes { bytes in
      predict(request, &progress, UnsafeRawBufferPointer(rebasing: bytes[0..<length]), worker.output)
    }
    if isDone {
      input.moveReaderIndex(forwardBy: length)
    } else if let body = input.readSlice(length: length) {
      suspend(request, Answering(progress: progress, body: body, output: worker.output))
    }
  }

  /// Answers the next portion of a body; true when the response is written.
  @discardableResult
  private func goOn(_ request: Request, _ answering: Answering) -> Bool {
    var progress = answering.progress
    let isDone = answering.body.withUnsafeReadableBytes { predict(request, &progress, $0, answering.output) }
    if !isDone {
      suspend(request, Answering(progress: progress, body: answering.body, output: answering.output))
    }
    return isDone
  }

  /// Leaves the rest of a list for later; its half-written answer goes with it.
  private func suspend(_ request: Request, _ answering: Answering) {
    if worker.output === answering.output { worker.output = OutputBytes() }
    phase = .answering(request, answering)
    yield()
  }

  /// Answers a portion of a body; true when the response is written.
  @inline(__always)
  private func predict(
    _ request: Request, _ progress: inout PredictionProgress, _ body: UnsafeRawBufferPointer, _ output: OutputBytes
  ) -> Bool {
    guard worker.state.answers, let predictor = worker.predictor else {
      respond(request, .serviceUnavailable, fault("the server is not ready: \(worker.state.reason)"))
      return true
    }
    // An empty body has no address; any valid one will do for no bytes.
    let base = body.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? ("" as StaticString).utf8Start
    do throws(BadInput) {
      let isDone = try progress.advance(
        base: base, count: body.count, limit: Self.portion, predictor: predictor, to: output)
      guard isDone else { return false }
      worker.counters.records.wrappingAdd(progress.recordCount, ordering: .relaxed)
      respond(request, .ok, output)
    } catch {
      output.removeAll()
      output.append(error)
      respond(request, error.status, output)
    }
    return true
  }

  /// Answers what is no prediction.
  private func answer(_ request: Request) {
    let output = OutputBytes()
    guard request.route != .unknown else { return respond(request, .notFound, fault("there is nothing here")) }
    guard request.route.allows(request.method) else {
      return respond(request, .methodNotAllowed, fault("the method is not allowed here"))
    }
    switch request.route {
    case .live: output.append("{\"live\": true}")
    case .ready, .modelReady: return answerReadiness(request)
    case .model: output.append(worker.served.schema)
    case .server:
      output.append("{\"name\": \"faircopy\", \"version\": \"\(hostVersion)\", \"extensions\": []}")
    case .metrics: output.append(metrics: worker.allCounters, state: worker.state)
    case .predict, .unknown: break
    }
    respond(request, .ok, output)
  }

  private func answerReadiness(_ request: Request) {
    let output = OutputBytes()
    if worker.state.phase == .ready {
      output.append("{\"ready\": true}")
      return respond(request, .ok, output)
    }
    output.append("{\"ready\": false, \"error\": ")
    output.append(json: worker.state.reason)
    output.append(UInt8(ascii: "}"))
    respond(request, .serviceUnavailable, output)
  }

  private func fault(_ message: String) -> OutputBytes {
    let output = OutputBytes()
    output.append("{\"error\": ")
    output.append(json: message)
    output.append(UInt8(ascii: "}"))
    return output
  }
}

extension BadInput {
  fileprivate var status: Status {
    switch kind {
    case .malformed: .badRequest
    case .invalid: .unprocessableContent
    case .internalFault: .internalServerError
    }
  }
}
