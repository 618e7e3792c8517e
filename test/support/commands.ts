/** All commands with what each takes, for tests of what they have in common. */
import { commands } from '../../worker/cli/commands.ts'

export interface KnownCommand {
  name: string
  help: string
  /** Names of its options, without those of every command. */
  options: readonly string[]
}

export const knownCommands: readonly KnownCommand[] = await Promise.all(
  commands.map(async (command) => {
    const body = await command.load()
    return { name: command.name, help: body.help(command), options: Object.keys(body.options) }
  }),
)
