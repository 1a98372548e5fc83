import Isotropy
import IsotropyCommands
import ShiftPenalty

try MethodRegistry.register(ShiftOptions.self)
IsotropyCommand.run()
