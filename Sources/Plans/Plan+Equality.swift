extension Plan.Node: Hashable {
  package static func == (a: Plan.Node, b: Plan.Node) -> Bool {
    a.id == b.id && a.inputs == b.inputs && a.type == b.type && a.origin == b.origin && a.label == b.label
      && a.fitted == b.fitted && AnyHashable(a.operation) == AnyHashable(b.operation)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(inputs)
    hasher.combine(AnyHashable(operation))
  }
}

extension Plan.Function: Hashable {
  package static func == (a: Plan.Function, b: Plan.Function) -> Bool {
    a.name == b.name && a.result == b.result && a.origin == b.origin && a.body == b.body
      && a.parameters.elementsEqual(b.parameters) { $0 == $1 }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(result)
    hasher.combine(body)
  }
}

extension Plan.Training: Equatable {
  package static func == (a: Plan.Training, b: Plan.Training) -> Bool {
    a.estimator == b.estimator && a.origin == b.origin && a.rows == b.rows && a.source == b.source
      && a.label == b.label && a.split == b.split && a.parameters.elementsEqual(b.parameters) { $0 == $1 }
      && a.metrics.elementsEqual(b.metrics) {
        $0.name == $1.name && $0.value.bitPattern == $1.value.bitPattern && $0.origin == $1.origin
      }
  }
}
