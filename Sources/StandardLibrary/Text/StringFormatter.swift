import Kernels
import PythonRuntime

extension Standard.StringModule {
  static let formatter = Constant("Formatter") { context in
    try WrittenInPython.value("Formatter", "string", "formatter", source, context)
  }

  private static let source: StaticString = #"""
    def _fields(text):
        """Gives (literal, name, specification, conversion) for each field, as str.format reads them."""
        literal, i = "", 0
        while i < len(text):
            c = text[i]
            i += 1
            if c not in "{}":
                literal += c
                continue
            if text[i:i + 1] == c:
                yield literal + c, None, None, None
                literal = ""
                i += 1
                continue
            if c == "}":
                raise ValueError("Single '}' encountered in format string")
            if i == len(text):
                raise ValueError("Single '{' encountered in format string")
            start, depth = i, 1
            in_key = False
            while i < len(text):
                c = text[i]
                if c == "{":
                    depth += 1
                elif c == "}":
                    depth -= 1
                    if depth == 0:
                        break
                i += 1
            if depth:
                raise ValueError("expected '}' before end of string")
            field, i = text[start:i], i + 1
            end = 0
            while end < len(field) and (in_key or field[end] not in "!:"):
                if field[end] == "[":
                    in_key = True
                elif field[end] == "]":
                    in_key = False
                elif field[end] == "{" and not in_key:
                    raise ValueError("unexpected '{' in field name")
                end += 1
            name, rest = field[:end], field[end:]
            conversion, specification = None, ""
            if rest.startswith("!"):
                if len(rest) < 2:
                    raise ValueError("end of string while looking for conversion specifier")
                conversion, rest = rest[1], rest[2:]
                if rest and rest[0] != ":":
                    raise ValueError("expected ':' after conversion specifier")
            if rest:
                specification = rest[1:]
            yield literal, name, specification, conversion
            literal = ""
        if literal:
            yield literal, None, None, None


    def _parts(name):
        """The argument that a field names, and the attributes and keys behind it."""
        end = min([p for p in (name.find("."), name.find("[")) if p >= 0], default=len(name))
        first, rest = name[:end], name[end:]
        parts = []
        while rest:
            if rest[0] == ".":
                end = min([p for p in (rest.find(".", 1), rest.find("[", 1)) if p >= 0], default=len(rest))
                key, rest = rest[1:end], rest[end:]
                if not key:
                    raise ValueError("Empty attribute in format string")
                parts.append((True, key))
            elif rest[0] == "[":
                end = rest.find("]")
                if end < 0:
                    raise ValueError("Missing ']' in format string")
                key, rest = rest[1:end], rest[end + 1:]
                if not key:
                    raise ValueError("Empty attribute in format string")
                parts.append((False, int(key) if key.isdigit() else key))
            else:
                raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        return int(first) if first.isdigit() else first, parts


    class Formatter:
        def format(self, format_string, /, *args, **kwargs):
            return self.vformat(format_string, args, kwargs)

        def vformat(self, format_string, args, kwargs):
            used = set()
            result, _ = self._vformat(format_string, args, kwargs, used, 2)
            self.check_unused_args(used, args, kwargs)
            return result

        def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
            if recursion_depth < 0:
                raise ValueError("Max string recursion exceeded")
            result = []
            for literal, name, specification, conversion in self.parse(format_string):
                if literal:
                    result.append(literal)
                if name is None:
                    continue
                mixed = "cannot switch from manual field specification to automatic field numbering"
                if name == "":
                    if auto_arg_index is False:
                        raise ValueError(mixed)
                    name = str(auto_arg_index)
                    auto_arg_index += 1
                elif name.isdigit():
                    if auto_arg_index:
                        raise ValueError(mixed)
                    auto_arg_index = False
                value, used = self.get_field(name, args, kwargs)
                used_args.add(used)
                value = self.convert_field(value, conversion)
                specification, auto_arg_index = self._vformat(
                    specification, args, kwargs, used_args, recursion_depth - 1, auto_arg_index=auto_arg_index)
                result.append(self.format_field(value, specification))
            return "".join(result), auto_arg_index

        def get_value(self, key, args, kwargs):
            return args[key] if isinstance(key, int) else kwargs[key]

        def check_unused_args(self, used_args, args, kwargs):
            pass

        def format_field(self, value, format_spec):
            return format(value, format_spec)

        def convert_field(self, value, conversion):
            if conversion is None:
                return value
            convert = {"s": str, "r": repr, "a": ascii}.get(conversion)
            if convert is None:
                raise ValueError(f"Unknown conversion specifier {conversion!s}")
            return convert(value)

        def parse(self, format_string):
            return _fields(format_string)

        def get_field(self, field_name, args, kwargs):
            first, parts = _parts(field_name)
            value = self.get_value(first, args, kwargs)
            for is_attribute, key in parts:
                value = getattr(value, key) if is_attribute else value[key]
            return value, first
    """#
}
