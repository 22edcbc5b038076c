import type { ScopeNeed } from '@coupa-connector/catalog'
import type { CommandBody } from '../../command/command.ts'
import { jsonOption } from '../../command/shared-options.ts'
import { UsageError } from '../../command/usage-error.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printNote } from '../../terminal/print-note.ts'
import { formatTable } from '../../terminal/table.ts'

/** The smallest scope string for a list of resources. Needs no connection. */
export const scopesCommand: CommandBody = {
  options: [
    {
      flags: '--for <needs>',
      description: 'resources with what is done to them: read, write, an operation or an action; with commas',
    },
    { flags: '--all', description: 'print every scope, as one scope string' },
    { flags: '--exact', description: 'leave out the scope that only the connection test needs' },
    jsonOption,
  ],
  examples: [
    'coupa-connector scopes --for invoices:read,suppliers:write',
    'coupa-connector scopes --for invoices:query,invoices:submit',
    'export COUPA_SCOPE="$(coupa-connector scopes --for invoices:read)"',
    'coupa-connector scopes --all',
  ],
  run: async (input, context) => {
    const { stdout } = context
    const { scopes, scopesFor } = await import('@coupa-connector/catalog')
    const wanted = input.text('for')
    const isJson = input.flag('json')
    if (input.flag('all')) {
      if (wanted !== undefined)
        throw new UsageError('--all and --for exclude each other.', { suggestion: 'Leave one out.' })
      await print(
        stdout,
        `${scopes()
          .map(({ name }) => name)
          .join(' ')}\n`,
      )
      return 0
    }
    if (wanted === undefined) {
      const rows = scopes().map(({ name, covers }) => [name, covers])
      if (isJson) await printJson(stdout, scopes())
      else await print(stdout, await formatTable(['Scope', 'Covers'], rows, context))
      return 0
    }
    const selection = scopesFor(parseNeeds(wanted), { isExact: input.flag('exact') })
    if (isJson) await printJson(stdout, selection)
    if (selection.unknown.length > 0) {
      throw new UsageError(
        selection.unknown.map(({ message }) => (message.endsWith('?') ? message : `${message}.`)).join('\n'),
        {
          suggestion: 'Write each need as RESOURCE:read, RESOURCE:write or RESOURCE:ACTION, for example invoices:read.',
        },
      )
    }
    if (isJson) return 0
    await print(stdout, `${selection.scopes.join(' ')}\n`)
    const [forTest] = selection.forTest
    if (forTest !== undefined) {
      await printNote(`${forTest} is for the connection test, which reads Tax Codes. --exact leaves it out.`, context)
    }
    return 0
  },
}

/** Parses `invoices:read,suppliers:write`. A resource without an access means read. */
export function parseNeeds(text: string): readonly ScopeNeed[] {
  const needs = text
    .split(/[,\s]+/)
    .filter((part) => part !== '')
    .map((part) => {
      // Resource names contain colons too: suppliers/:supplier_id/addresses:read.
      const colon = part.lastIndexOf(':')
      const isAccess = colon > 0 && part[colon - 1] !== '/'
      return isAccess
        ? { resource: part.slice(0, colon), access: part.slice(colon + 1) }
        : { resource: part, access: 'read' }
    })
  if (needs.length > 0) return needs
  throw new UsageError('--for names nothing.', { suggestion: 'For example: --for invoices:read,suppliers:write' })
}
