import Glibc
import Serving

exit(Host.run(arguments: Array(CommandLine.arguments.dropFirst())))
