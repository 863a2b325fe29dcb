/// What the inner loop keeps at hand of the frame that runs.
struct Activation {
  let frame: Unmanaged<Frame>
  private let registers: UnsafeMutableRawPointer

  @inline(__always)
  init(_ frame: Unmanaged<Frame>) {
    self.frame = frame
    registers = frame._withUnsafeGuaranteedRef { UnsafeMutableRawPointer($0.registers) }
  }

  /// Where the frame's execution stands, for whoever is called or catches.
  @inline(__always)
  var step: UnsafePointer<Step> {
    get { frame._withUnsafeGuaranteedRef { $0.step } }
    nonmutating set { frame._withUnsafeGuaranteedRef { $0.step = newValue } }
  }

  /// A register, or a constant that is only read, by the operand of a step.
  @inline(__always)
  func register(_ operand: Int32) -> Slot { Slot(registers + Int(operand)) }

  /// The register after one.
  @inline(__always)
  func register(after operand: Int32) -> Slot { Slot(registers + Int(operand) + Slot.stride) }

  @inline(__always)
  func site(_ number: Int32) -> Unmanaged<Site> { frame._withUnsafeGuaranteedRef { $0.sites[Int(number)] } }

  /// The place of a global name; that of the built-in of the name is behind it.
  @inline(__always)
  func global(_ number: Int32) -> Slot {
    frame._withUnsafeGuaranteedRef { frame in
      Slot(UnsafeMutableRawPointer(frame.globals._withUnsafeGuaranteedRef { $0.storage }) + Int(number) &* 32)
    }
  }
}

/// The Swift classes and the Python classes that the machine knows by their address.
struct KnownClasses {
  // Swift classes
  let function = address(of: FunctionObject.self)
  let native = address(of: NativeFunction.self)
  let type = address(of: TypeObject.self)
  let cell = address(of: CellObject.self)
  let boundMethod = address(of: BoundMethod.self)
  let rangeIterator = address(of: RangeIterator.self)
  let listIterator = address(of: ListIterator.self)
  let arrayIterator = address(of: ArrayIterator.self)
  let dictIterator = address(of: DictIterator.self)
  let stringIterator = address(of: StringIterator.self)
  let enumerateIterator = address(of: EnumerateIterator.self)
  let zipIterator = address(of: ZipIterator.self)
  let instance = address(of: InstanceObject.self)
  let dictObject = address(of: DictObject.self)
  let superObject = address(of: SuperObject.self)
  let generator = address(of: GeneratorObject.self)
  let setObject = address(of: SetObject.self)
  let exception = address(of: ExceptionObject.self)

  /// What operators give that refuse their operands.
  let notImplemented = Unmanaged.passUnretained(NotImplementedObject.shared).toOpaque()

  // Python classes
  let list = address(of: ListObject.type)
  let tuple = address(of: TupleObject.type)
  let dict = address(of: DictObject.type)
  let set = address(of: SetObject.type)
  let range = address(of: RangeObject.type)
  let slice = address(of: Types.slice)
  let zip = address(of: NamedIterators.zip)
  let enumerate = address(of: NamedIterators.enumerate)
  let str = address(of: Types.str)
  let int = address(of: Types.int)
  let float = address(of: Types.float)
  let bool = address(of: Types.bool)
  let none = address(of: Types.none)
  let metatype = address(of: TypeObject.metatype)

  private static func address(of type: AnyClass) -> UnsafeRawPointer { unsafeBitCast(type, to: UnsafeRawPointer.self) }
  private static func address(of type: TypeObject) -> UnsafeRawPointer {
    UnsafeRawPointer(Unmanaged.passUnretained(type).toOpaque())
  }
}
