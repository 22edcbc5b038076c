import type { Command } from '../command.ts'
import { completionCommand } from './completion.ts'
import { resourcesCommand } from './resources.ts'
import { scopesCommand } from './scopes.ts'

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [resourcesCommand, scopesCommand, completionCommand]
