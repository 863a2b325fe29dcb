import Testing

@testable import Plan

@Test func namesAreUnique() {
  #expect(Set(OperationRegistry.all.map { $0.name }).count == OperationRegistry.all.count)
}
