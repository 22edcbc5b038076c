import type { Hub } from '@coupa-connector/hub'
import type { Context } from '../../command/context.ts'
import { readIfThere } from '../../files/private-file.ts'
import { partMemory } from '../../supervise/part-memory.ts'
import { type Part, supervisePart } from '../../supervise/supervise-part.ts'
import type { InstallationPlaces } from './installation/installation-options.ts'
import { partEnvironment, partProgram } from './part-program.ts'
import type { AtomBegin } from './run-atom.ts'
import type { ServeLog } from './serve-log.ts'

export interface LocalAtomOptions extends ServeLog {
  readonly hub: Pick<Hub, 'createFirstInstallerToken'>
  /** Where the hub listens. */
  readonly hubUrl: string
  /** Where the hub is for others. */
  readonly origin: string
  readonly places: Pick<InstallationPlaces, 'atom' | 'atomProcess'>
  /** Above which resident size the atom is ended and started again. */
  readonly memoryMebibytes: number
}

/**
 * Running jobs get 30 s to end, as in every node. The last results and the sign-off at the hub then take up to 5 s each, four
 * of them in a row. An atom that takes longer than all that is stuck.
 */
const stopMs = 60_000

/** Time between two checks for the first account. It is the longest that a person setting up waits for the atom. */
const lookEveryMs = 500

/** Starts the atom of a hub and keeps it running. It joins the first account as soon as there is one. */
export function startLocalAtom(options: LocalAtomOptions, { clock, environment }: Context): Part<undefined> {
  const { hub, hubUrl, origin, places, memoryMebibytes, log, level } = options
  return supervisePart<AtomBegin, undefined>({
    name: 'atom',
    program: partProgram('atom-program'),
    memory: partMemory(memoryMebibytes),
    environment: partEnvironment(environment),
    prepare: async (signal) => ({ file: places.atom, hubUrl, origin, installerToken: await obtainToken(signal) }),
    stopMs,
    noteFile: places.atomProcess,
    logLevel: level,
    log,
    clock,
  })

  /** An installer token of the first account, once there is one. Undefined for an atom that is already enrolled. */
  async function obtainToken(signal: AbortSignal): Promise<string | undefined> {
    if ((await readIfThere(places.atom)) !== undefined) return undefined
    for (;;) {
      const token = await hub.createFirstInstallerToken()
      if (token !== undefined) return token
      await clock.sleep(lookEveryMs, signal)
    }
  }
}
