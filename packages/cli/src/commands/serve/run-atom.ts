import { hostname } from 'node:os'
import {
  createHubFetch,
  enrollNode,
  type NodeIdentity,
  NodeIdentityError,
  NodeRefusedError,
  readNodeIdentity,
  writeNodeIdentity,
} from '@coupa-connector/container'
import { ProblemError } from '@coupa-connector/protocol'
import { version } from '../../command/program-name.ts'
import type { PartContext } from '../../supervise/run-part.ts'
import { runNode } from '../container/run-node.ts'

/** What the atom is told by the program that started it. */
export interface AtomBegin {
  /** Where the atom keeps who it is. */
  readonly file: string
  /** Where the hub listens, on this machine. */
  readonly hubUrl: string
  /** Where the hub is for others: the address that the atom keeps. */
  readonly origin: string
  /** To enrol with; undefined when the atom has its identity. */
  readonly installerToken: string | undefined
}

/** Names to try when somebody else has the first ones. */
const mostNames = 20

/**
 * Runs the atom until it is told to stop, and lets it finish its jobs. An atom that somebody removed in the hub does not enroll
 * again; it says so and ends.
 */
export async function runAtom(begin: AtomBegin, context: PartContext<undefined>): Promise<'over' | undefined> {
  const { file, hubUrl } = begin
  // The hub is on this machine, so no proxy stands before it, whatever the environment says.
  await using connections = createHubFetch({ environment: {} })
  try {
    const identity = await obtainIdentity(begin, connections.fetch, context)
    context.ready(undefined)
    await runNode({ identity, file, hubUrl, fetch: connections.fetch, log: context.log }, context)
    return undefined
  } catch (error) {
    if (!(error instanceof NodeRefusedError || error instanceof NodeIdentityError)) throw error
    context.log.error(
      { reason: error.message, file },
      'the atom of this hub does not run; remove its file and start the hub again to enroll a new one',
    )
    return 'over'
  }
}

/** The atom's own identity: the one of an earlier start, or a new one. */
async function obtainIdentity(
  begin: AtomBegin,
  fetch: typeof globalThis.fetch,
  context: PartContext<undefined>,
): Promise<NodeIdentity> {
  const { file, origin, installerToken } = begin
  // The hub may have moved to another address since.
  if (installerToken === undefined) return { ...(await readNodeIdentity(file)), hubUrl: origin }
  const identity = { ...(await enrol(installerToken, begin, fetch, context)), hubUrl: origin }
  await writeNodeIdentity(file, identity)
  context.log.info(
    { container: identity.container.name, account: identity.accountName },
    'the atom of this hub is enrolled',
  )
  return identity
}

/** Enrolls under the first free name. The atom of an earlier data directory may still be listed. */
async function enrol(
  installerToken: string,
  { hubUrl }: AtomBegin,
  fetch: typeof globalThis.fetch,
  { clock, signal }: PartContext<undefined>,
): Promise<NodeIdentity> {
  for (let number = 1; ; number++) {
    const name = `Atom of ${hostname()}${number === 1 ? '' : ` (${number})`}`
    try {
      return await enrollNode({
        hubUrl,
        isSameMachine: true,
        installerToken,
        kind: 'atom',
        name,
        nodeName: hostname(),
        version,
        connectorVersion: version,
        fetch,
        clock,
        signal,
      })
    } catch (error) {
      const isTaken = error instanceof ProblemError && error.code === 'NAME_TAKEN'
      if (!isTaken || number === mostNames) throw error
    }
  }
}
