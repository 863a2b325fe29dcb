import Learning
import Testing

@Suite struct RandomTests {
  @Test(arguments: Fixture.cases(of: "random")) func stream(_ fixture: Fixture) throws {
    try check(fixture)
  }

  private func check(_ fixture: Fixture) throws {
    if fixture.has("words") {
      let r = RandomState(words: fixture.integers("words").map { UInt32($0) })
      expectSame(r.random(count: 5), fixture.numbers("random"), "random_sample")
      return
    }
    let r = fixture.random
    if let sum = fixture.integer("sum") {
      #expect(r.integers(from: 0, below: 1 << 20, count: 5000).reduce(0, +) == sum)
      expectSame(r.random(count: 3), fixture.numbers("random"), "random_sample")
      return
    }
    expectSame(r.random(count: 5), fixture.numbers("random"), "random_sample")
    #expect(r.integers(from: 0, below: 10, count: 8) == fixture.integers("small"))
    #expect(r.integers(from: 5, below: 6, count: 3) == fixture.integers("one"))
    #expect(r.integers(from: 0, below: 1 << 32, count: 4) == fixture.integers("edge"))
    #expect(r.integers(from: 0, below: 1 << 40, count: 4) == fixture.integers("wide"))
    #expect(r.integers(from: -5, below: 5, count: 6) == fixture.integers("negative"))
    #expect((0..<4).map { _ in Int(r.estimatorSeed()) } == fixture.integers("seeds"))
    #expect(r.permutation(13) == fixture.integers("permutation"))
    expectSame(r.normal(3, 2, count: 5), fixture.numbers("normal"), "normal")
    expectSame(r.uniform(-1, 4, count: 4), fixture.numbers("uniform"), "uniform")
    #expect(try r.choice(9, count: 6, replacing: true) == fixture.integers("choice"))
    #expect(try r.choice(9, count: 4, replacing: false) == fixture.integers("without"))
    let p = [0.1, 0.2, 0.3, 0.4]
    #expect(try r.choice(probabilities: p, count: 7, replacing: true) == fixture.integers("weighted"))
    let q = [0.05, 0.25, 0.2, 0.1, 0.3, 0.1]
    #expect(try r.choice(probabilities: q, count: 4, replacing: false) == fixture.integers("weighted_without"))
    #expect(r.integers(from: 0, below: 1000, count: 3) == fixture.integers("after"))
  }
}
