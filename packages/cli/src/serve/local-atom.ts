import { hostname } from 'node:os'
import type { Log } from '@coupa-connector/connector'
import {
  enrollNode,
  type NodeIdentity,
  NodeIdentityError,
  NodeRefusedError,
  readNodeIdentity,
  writeNodeIdentity,
} from '@coupa-connector/container'
import type { Hub } from '@coupa-connector/hub'
import { ProblemError } from '@coupa-connector/protocol'
import { runNode } from '../container/run-node.ts'
import type { Context } from '../context.ts'
import { readIfThere } from '../state/private-file.ts'
import { version } from '../version.ts'

export interface LocalAtomOptions {
  readonly hub: Hub
  readonly origin: string
  /** Where the atom keeps who it is. */
  readonly file: string
  readonly log: Log
}

/** How often it is looked whether the first account is there: so long somebody who sets up waits for the atom at most. */
const lookEveryMs = 500

/** Names to try when somebody else has the first ones. */
const mostNames = 20

/**
 * Runs the atom until the program is asked to end and lets it finish its jobs. An atom that somebody removed in the hub
 * is not enrolled again: it ends, and says so.
 */
export async function runLocalAtom(options: LocalAtomOptions, context: Context): Promise<void> {
  const { hub, file, log } = options
  try {
    const identity = await obtainAtomIdentity(options, context)
    await runNode({ identity, file, fetch: hub.fetch, log }, context)
  } catch (error) {
    if (context.signal.aborted) return
    if (!(error instanceof NodeRefusedError || error instanceof NodeIdentityError)) throw error
    log.error(
      { reason: error.message, file },
      'the atom of this program does not run; remove its file to enrol a new one',
    )
  }
}

/**
 * The atom's own identity: the one of an earlier start, or a new one in the first account as soon as there is one. Rejects
 * with the signal's reason when the program is asked to end before that.
 */
async function obtainAtomIdentity(options: LocalAtomOptions, context: Context): Promise<NodeIdentity> {
  const { hub, origin, file, log } = options
  // The hub may have moved to another address since.
  if ((await readIfThere(file)) !== undefined) return { ...(await readNodeIdentity(file)), hubUrl: origin }
  for (;;) {
    const installerToken = await hub.createFirstInstallerToken()
    if (installerToken !== undefined) {
      const identity = await enrol(installerToken, options, context)
      await writeNodeIdentity(file, identity)
      log.info(
        { container: identity.container.name, account: identity.accountName },
        'the atom of this program is enrolled',
      )
      return identity
    }
    await context.clock.sleep(lookEveryMs, context.signal)
  }
}

/** Enrols under the first name that is free: the atom of an earlier data directory may still be there. */
async function enrol(
  installerToken: string,
  { hub, origin }: LocalAtomOptions,
  { clock, signal }: Context,
): Promise<NodeIdentity> {
  for (let number = 1; ; number++) {
    const name = `Atom of ${hostname()}${number === 1 ? '' : ` (${number})`}`
    try {
      return await enrollNode({
        hubUrl: origin,
        installerToken,
        kind: 'atom',
        name,
        nodeName: hostname(),
        version,
        connectorVersion: version,
        fetch: hub.fetch,
        clock,
        signal,
      })
    } catch (error) {
      const isTaken = error instanceof ProblemError && error.code === 'NAME_TAKEN'
      if (!isTaken || number === mostNames) throw error
    }
  }
}
