import Bundling
import Testing

/// Damage below the compression, where no checksum but the header's stands against it: reading ends, with files or an error.
@Test func damagedTarsNeverTrap() throws {
  var tar = TarBytes()
  tar.add("plan.yaml", "faircopy: 1\n")
  tar.add(paxPath: Array("src/Größe.swift".utf8))
  tar.add("ignored", "let x = 1\n")
  tar.end()
  var state: UInt64 = 42
  func random(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }
  for _ in 0..<300 {
    var damaged = tar.bytes
    for _ in 0..<1 + random(4) { damaged[random(damaged.count)] = UInt8(truncatingIfNeeded: random(256)) }
    if random(4) == 0 { damaged.removeLast(random(damaged.count)) }
    TarBytes.repairChecksums(&damaged)
    for file in (try? filesInArchive(compressed(damaged))) ?? [] {
      #expect(!file.path.isEmpty && !file.path.hasPrefix("/") && !file.path.contains(".."))
    }
  }
}
