/// What the inner loop keeps at hand of the frame that runs.
struct Activation {
  let frame: Unmanaged<Frame>
  let steps: UnsafeMutablePointer<Instruction>
  private let registers: UnsafeMutableRawPointer
  private let constants: UnsafeMutableRawPointer
  private let sites: UnsafeMutablePointer<Unmanaged<Site>>
  let globals: Unmanaged<Namespace>

  @inline(__always)
  init(_ frame: Unmanaged<Frame>) {
    self.frame = frame
    (registers, steps, constants, sites, globals) = frame._withUnsafeGuaranteedRef { frame in
      let code = frame.code
      // `settle` has made all of these.
      return (
        UnsafeMutableRawPointer(frame.registers), code.steps.unsafelyUnwrapped,
        UnsafeMutableRawPointer(code.constantMemory.unsafelyUnwrapped), code.siteMemory.unsafelyUnwrapped,
        Unmanaged.passUnretained(code.globals)
      )
    }
  }

  /// Where the frame's execution stands, for whoever is called or catches.
  @inline(__always)
  var position: Int {
    get { frame._withUnsafeGuaranteedRef { $0.position } }
    nonmutating set { frame._withUnsafeGuaranteedRef { $0.position = newValue } }
  }

  @inline(__always)
  func register(_ number: Int32) -> Slot { Slot(registers + Int(number) &* Slot.stride) }

  @inline(__always)
  func constant(_ number: Int32) -> Slot { Slot(constants + Int(number) &* Slot.stride) }

  /// A register or constant that is only read.
  @inline(__always)
  func operand(_ number: Int32) -> Slot {
    Slot(number >= 0 ? registers + Int(number) &* Slot.stride : constants + Int(~number) &* Slot.stride)
  }

  @inline(__always)
  func site(_ number: Int32) -> Unmanaged<Site> { sites[Int(number)] }
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
  let superObject = address(of: SuperObject.self)
  let generator = address(of: GeneratorObject.self)

  // Python classes
  let list = address(of: ListObject.type)
  let tuple = address(of: TupleObject.type)
  let dict = address(of: DictObject.type)
  let range = address(of: RangeObject.type)
  let slice = address(of: Types.slice)
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
