import IsotropyCommands

IsotropyCommand.run()
