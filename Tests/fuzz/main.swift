import Foundation

// Feeds damaged and invented inputs to the stages that read what users write:
//
//   fuzz MODE [--seconds N] [--seed S] [--save FOLDER] [SEEDS…]   looks for inputs that trap or hang, until the time is up
//   fuzz MODE --replay FILES…                                     runs these inputs, one after the other
//
// Modes: lexer, parser, notebook, interpreter, csv (tables that are read), frames (programs over frames and arrays). Inputs run in a process of their own; one that ends it is kept in FOLDER.
// SEEDS are files or folders with inputs to start from. The same seed gives the same inputs.

exit(FuzzCommand(Array(CommandLine.arguments.dropFirst())).run())
