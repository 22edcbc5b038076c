import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { UsageError } from '../../../command/usage-error.ts'
import { callOptions, connect, givenConnection } from '../../../connections/connect.ts'
import { connectionRedactor } from '../../../connections/connection-redactor.ts'
import { nameOfUser } from '../../../files/name-of-user.ts'
import { LockHeldError, takeLock } from '../../../files/owner-lock.ts'
import { readLine } from '../../../input/read-line.ts'
import { print } from '../../../terminal/print.ts'
import { printable } from '../../../terminal/printable.ts'
import { carryOutProposal } from './carry-out-proposal.ts'
import { openProposals, proposalNamed } from './open-proposals.ts'
import type { ProposalStore, StoredProposal } from './proposal-store.ts'
import { proposalText, statusText } from './proposal-text.ts'

/** Shows a proposal to the person at the terminal, and refuses it when they type so. */
export async function refuseProposal(input: CommandInput, context: Context): Promise<number> {
  mustBePerson('refuse', context)
  using store = await openProposals(input, context)
  const proposal = proposalNamed(store, input.required('proposal'))
  mustBeOpen(proposal)
  if (!(await isConfirmed('refuse', proposal, context))) return 1
  if (!store.decide(proposal.id, 'refused', nameOfUser(), input.text('note') ?? '')) {
    mustBeOpen(proposalNamed(store, proposal.id))
  }
  await print(context.stdout, `Refused ${proposal.id}. Nothing is sent, and the agent can read it.\n`)
  return 0
}

/**
 * Shows a proposal to the person at the terminal, and carries it out when they type so. One that was approved before, by a
 * program that has died, is brought to its end without asking again.
 */
export async function approveProposal(input: CommandInput, context: Context): Promise<number> {
  mustBePerson('approve', context)
  using store = await openProposals(input, context)
  const id = input.required('proposal')
  const named = proposalNamed(store, id)
  await using _lock = await lockProposal(store, id)
  // What is wrong with the connection shows before anything is decided.
  await using connection = await connectionFor(named, input, context)
  const proposal = proposalNamed(store, id)
  if (proposal.end && proposal.end.execution !== 'outcome unknown') {
    await print(context.stdout, `${printable(statusText(proposal))}\n`)
    return proposal.end.execution === 'done' ? 0 : 1
  }
  if (proposal.state !== 'approved') {
    mustBeOpen(proposal)
    if (!(await isConfirmed('approve', proposal, context))) return 1
    if (!store.decide(id, 'approved', nameOfUser(), input.text('note') ?? '')) mustBeOpen(proposalNamed(store, id))
  }
  const strikeOut = connectionRedactor(connection)
  const { execution, message } = await carryOutProposal(proposalNamed(store, id), {
    store,
    connection,
    context,
    strikeOut,
  })
  await print(context.stdout, `${wordsFor[execution]} ${printable(message)}\n`)
  return execution === 'done' ? 0 : 1
}

const wordsFor = { done: 'Done.', 'not done': 'Not done.', 'outcome unknown': 'Outcome unknown.' } as const

function mustBeOpen(proposal: StoredProposal): void {
  if (proposal.state === 'open') return
  throw new UsageError(`Proposal ${proposal.id} can no longer be decided: ${statusText(proposal)}.`, {
    suggestion: 'Have the change proposed again if it is still wanted.',
  })
}

function mustBePerson(word: string, { isTerminal }: Context): void {
  if (isTerminal.stdin && isTerminal.stdout) return
  throw new UsageError(`"${word}" is for a person at a terminal, and this is not one. Nothing was decided.`, {
    suggestion: 'Run it in a terminal window of your own, without a pipe.',
  })
}

/** Whether the person types the word, after all of the change was shown. Anything else leaves the proposal as it is. */
async function isConfirmed(word: 'approve' | 'refuse', proposal: StoredProposal, context: Context): Promise<boolean> {
  const { stdout, stdin, clock, signal } = context
  await print(stdout, `${await proposalText(proposal, context)}\nType ${word} to ${word} this change: `)
  const typed = (await readLine(stdin, { clock, signal }))?.trim()
  if (typed === word) return true
  await print(stdout, 'Nothing was decided; the proposal waits.\n')
  return false
}

async function lockProposal(store: ProposalStore, id: string): Promise<AsyncDisposable> {
  try {
    const { release } = await takeLock(store.lockFile(id), { isTemporary: true })
    return { [Symbol.asyncDispose]: release }
  } catch (error) {
    if (!(error instanceof LockHeldError)) throw error
    throw new UsageError(`Proposal ${id} is open in ${error.owner}.`, {
      suggestion: 'Decide it there, or end that program first.',
      cause: error,
    })
  }
}

/** The connection that the agent had, or another one of the same organization, such as one that may write. */
async function connectionFor(
  { connection: name, host, id }: StoredProposal,
  input: CommandInput,
  context: Context,
): ReturnType<typeof connect> {
  const ofProposal: CommandInput = { ...input, text: (option) => (option === 'connection' ? name : input.text(option)) }
  const given = await givenConnection(input.text('connection') === undefined ? ofProposal : input, context)
  const connection = await connect(given, context, await callOptions(input, context))
  const actual = new URL(connection.settings.url).host
  if (actual === host) return connection
  await connection.close()
  throw new UsageError(`Proposal ${id} is for ${host}, and this connection is for ${actual}.`, {
    suggestion: 'Name a connection of that organization with --connection.',
  })
}
