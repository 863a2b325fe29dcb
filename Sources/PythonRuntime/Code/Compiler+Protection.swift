extension Compiler {
  /// Begins a block, which is left by `leave(blocks:)` or by removing the last of `unit.blocks`.
  func enter(_ kind: Block.Kind) {
    unit.blocks.append(Block(kind: kind, protections: unit.protections.count))
  }

  /// What `body` emits, whose exceptions `handle` lets a handler take.
  func protected(_ body: () -> Void) -> Protection {
    let protection = Protection(start: here)
    unit.protections.append(protection)
    body()
    unit.protections.removeLast()
    protection.holes.append(here..<here)
    return protection
  }

  /// Lets the exceptions of a range continue here. Inner ranges are added first and found first.
  func handle(_ protection: Protection, in register: Int) {
    var start = protection.start
    for hole in protection.holes {
      if start < hole.lowerBound {
        unit.code.handlers.append(
          Handler(
            start: start, end: hole.lowerBound, target: here, register: register, handledDepth: unit.handledDepth))
      }
      start = hole.upperBound
    }
  }
}
