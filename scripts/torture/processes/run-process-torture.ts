import { setTimeout as sleep } from 'node:timers/promises'
import type { Run } from '@coupa-connector/protocol'
import type { Installation } from '../installation.ts'
import type { Program } from '../program.ts'
import { createRandom, type Random } from '../random.ts'
import { checkContents, checkMarks } from './check-deliveries.ts'
import { type DeployedProcess, type ProcessWorld, startProcessWorld } from './process-world.ts'

export interface ProcessTortureOptions {
  /** A round for each: what is killed, what goes wrong, and what is edited. */
  readonly seeds: readonly number[]
  /** PostgreSQL on which the hubs make a database; undefined is the embedded database of one hub. */
  readonly server: string | undefined
  /** PostgreSQL to which one of the processes delivers. */
  readonly targetServer: string
  /** Kills the server; without it, its connections are cut, or the embedded one is killed. */
  readonly kill?: (() => Promise<void>) | undefined
  /** Nodes also stand still for longer than a lease, and go on. */
  readonly hasStops?: boolean | undefined
  readonly tell: (line: string) => void
}

export interface ProcessTortureReport {
  readonly rounds: number
  readonly kills: number
  readonly runs: Readonly<Record<string, number>>
  /** Attempts at runs beyond the first. */
  readonly continued: number
  readonly edits: number
  readonly faults: readonly string[]
}

const killsPerRound = 3
/** A node that was not heard of for 10 s has lost its runs. */
const longerThanLeaseMs = 12_000
const faultKinds = ['drop-answer', 'unavailable', 'cut-body', 'reset', 'html-500'] as const
/** A run that is taken over takes the time in which its node is missed, and the time of its marks. */
const endsWithinMs = 180_000

/**
 * Runs processes on a real installation while hubs, nodes and the database are killed at random, Coupa fails at random, and its
 * documents are edited. After each round everything comes to rest, and the consumers have to have the last content of every
 * document, each of which is marked. Ends at the first round with a fault.
 */
export async function runProcessTorture(options: ProcessTortureOptions): Promise<ProcessTortureReport> {
  const { seeds, tell } = options
  await using world = await startProcessWorld(options)
  const faults: string[] = []
  const runs = new Map<string, Run | undefined>()
  let kills = 0
  let edits = 0
  let rounds = 0
  for (const seed of seeds) {
    rounds++
    const startedMs = performance.now()
    const random = createRandom(seed)
    const { control } = world.installation.sandbox
    const resting = new AbortController()
    const working = Promise.all([
      startAgainAndAgain(world, runs, resting.signal),
      editAgainAndAgain(world, random, resting.signal).then((count) => {
        edits += count
      }),
    ])
    const killed: string[] = []
    for (let kill = 0; kill < killsPerRound; kill++) {
      control.fault({ kind: random.pick(faultKinds), times: random.between(1, 3) })
      await sleep(random.between(300, 3000))
      if (options.hasStops === true && random.next() < 0.2) {
        killed.push(await standStill(random.pick(world.installation.nodes), random))
        faults.push(...(await checkMarks(world)))
        continue
      }
      const victims = chooseVictims(world.installation, random)
      if (victims === 'database') await (options.kill?.() ?? world.installation.cutConnections())
      else await Promise.all(victims.map((victim) => victim.kill()))
      killed.push(victims === 'database' ? victims : victims.map(({ name }) => name).join(' and '))
      faults.push(...(await checkMarks(world)))
      if (victims !== 'database') await Promise.all(victims.map((victim) => victim.start()))
      kills++
    }
    control.clearFaults()
    resting.abort()
    await working
    faults.push(...(await comeToRest(world, runs)))
    faults.push(...(await checkContents(world)))
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    tell(`seed ${seed}: ${killed.join(', ')}; ${seconds} s; ${runs.size} runs, ${edits} edits, ${faults.length} faults`)
    if (faults.length > 0) break
  }
  const outcomes: Record<string, number> = {}
  for (const run of runs.values()) {
    const outcome = run?.outcome ?? 'unknown'
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  }
  const continued = [...runs.values()].reduce((sum, run) => sum + Math.max(0, (run?.attempt ?? 1) - 1), 0)
  return { rounds, kills, runs: outcomes, continued, edits, faults }
}

/** Keeps a run of each process under way, and another one waiting. */
async function startAgainAndAgain(
  world: ProcessWorld,
  runs: Map<string, Run | undefined>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    for (const process of world.processes) {
      const run = await world.start(process)
      if (run !== undefined) runs.set(run, undefined)
    }
    await sleep(300, undefined, { signal }).catch(() => {})
  }
}

/** Edits documents as a person, whose edits ask for a new export, or as another program, whose edits do not. */
async function editAgainAndAgain(world: ProcessWorld, random: Random, signal: AbortSignal): Promise<number> {
  let edits = 0
  while (!signal.aborted) {
    const process = random.pick(world.processes)
    editDocument(world, process, random)
    edits++
    await sleep(random.between(50, 400), undefined, { signal }).catch(() => {})
  }
  return edits
}

function editDocument({ installation }: ProcessWorld, { resource, field, due }: DeployedProcess, random: Random): void {
  const values = { [field]: `EDIT-${random.between(1, 1_000_000_000)}` }
  const as = random.next() < 0.5 ? 'person' : 'api'
  installation.sandbox.control.edit({ resource, id: random.pick(due), as, values })
}

/** Waits for the runs that were started, and runs each process until it finds nothing more to do. */
async function comeToRest(world: ProcessWorld, runs: Map<string, Run | undefined>): Promise<string[]> {
  const faults: string[] = []
  const settle = async (run: string): Promise<Run> => {
    const ended = await world.ended(run, endsWithinMs)
    runs.set(run, ended)
    if (ended.state !== 'ended') faults.push(`run ${run} is ${ended.state} (${ended.reason ?? ''}) and does not end`)
    else if (ended.outcome === 'failed' && ended.code === 'RUN_STUCK') faults.push(`run ${run}: ${ended.reason}`)
    return ended
  }
  for (const [run, known] of runs) if (known === undefined) await settle(run)
  for (const process of world.processes) {
    for (let last = 0; last < 3 && faults.length === 0; last++) {
      const run = await world.start(process)
      if (run === undefined) {
        await sleep(500)
        continue
      }
      const { outcome, code, reason } = await settle(run)
      if (outcome !== 'succeeded') faults.push(`the last run of ${process.name} is ${outcome}: ${code}, ${reason}`)
    }
  }
  return faults
}

async function standStill(node: Program, random: Random): Promise<string> {
  const durationMs = random.between(longerThanLeaseMs, 2 * longerThanLeaseMs)
  node.signal('SIGSTOP')
  await sleep(durationMs)
  node.signal('SIGCONT')
  return `${node.name} for ${Math.round(durationMs / 1000)} s`
}

function chooseVictims({ hubs, nodes }: Installation, random: Random): 'database' | Program[] {
  const choice = random.next()
  if (choice < 0.2) return 'database'
  if (choice < 0.4) return [random.pick(hubs)]
  if (choice < 0.75) return [random.pick(nodes)]
  if (choice < 0.85) return [...nodes]
  return [random.pick(hubs), random.pick(nodes)]
}
