import { describeChange } from '@coupa-connector/mcp'
import type { Context } from '../../../command/context.ts'
import { printable } from '../../../terminal/printable.ts'
import { createStyle } from '../../../terminal/style.ts'
import { formatTable } from '../../../terminal/table.ts'
import { executionOf } from './local-proposals.ts'
import type { StoredProposal } from './proposal-store.ts'

/** A proposal as a person decides it: who asks, why, each field with its value now and then, and the request. */
export async function proposalText(proposal: StoredProposal, context: Context): Promise<string> {
  const { id, operation, host, connection, agent, reason, proposedAtMs } = proposal
  const style = createStyle(context, 'stdout')
  const { title, changes, request } = describeChange(operation)
  const rows = changes.map(({ field, before, after }) => [field, valueText(before), valueText(after)])
  const facts = [
    ['Organization', host],
    ['Connection', connection ?? 'of the environment'],
    ['Proposed', `${new Date(proposedAtMs).toISOString()} by ${agent || 'an agent without a name'}`],
    ['Its reason', reason],
    ['Status', statusText(proposal)],
  ]
  const requestLine = `${request.method} ${request.path}`
  return [
    `${style('bold', printable(`${id}: ${title}`))}\n`,
    await formatTable([], facts, context),
    rows.length === 0 ? undefined : await formatTable(['Field', 'Now', 'Then'], rows, context),
    `${style('bold', 'Request')}  ${printable(requestLine)}\n${printable(JSON.stringify(request.body, undefined, 2))}\n`,
  ]
    .filter((part) => part !== undefined)
    .join('\n')
}

/** How a proposal stands, in a few words. */
export function statusText(proposal: StoredProposal): string {
  const { state, decision, expiresAtMs } = proposal
  const by = decision === undefined ? '' : ` by ${decision.by}`
  switch (state) {
    case 'open':
      return `not decided, until ${new Date(expiresAtMs).toISOString()}`
    case 'expired':
      return 'expired: nobody decided it'
    case 'refused':
      return `refused${by}`
    case 'approved': {
      const { state: execution, message } = executionOf(proposal)
      return `approved${by}, ${execution}. ${message}`
    }
  }
}

function valueText(value: unknown): string {
  if (value === null) return '-'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
