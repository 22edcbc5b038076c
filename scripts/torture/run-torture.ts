import { setTimeout as sleep } from 'node:timers/promises'
import { createChecker } from './check.ts'
import { createDriver } from './driver.ts'
import { type Installation, startInstallation } from './installation.ts'
import type { Program } from './program.ts'
import { createRandom, type Random } from './random.ts'

export interface TortureOptions {
  readonly rounds: number
  readonly seed: number
  /** PostgreSQL on which a database is made; undefined is the embedded database. */
  readonly server: string | undefined
  readonly tell: (line: string) => void
}

export interface TortureReport {
  readonly rounds: number
  readonly kills: number
  readonly jobs: number
  readonly connections: number
  readonly outcomes: Readonly<Record<string, number>>
  readonly faults: readonly string[]
}

/**
 * Kills processes of a real installation at random moments while it is used, round after round, and checks after each that
 * nothing acknowledged is lost and nothing was done twice. Ends at the first round with a fault.
 */
export async function runTorture({ rounds, seed, server, tell }: TortureOptions): Promise<TortureReport> {
  const random = createRandom(seed)
  await using installation = await startInstallation(server)
  const driver = await createDriver(installation, random)
  const checker = createChecker(installation, driver.memory)
  const faults: string[] = []
  let kills = 0
  let round = 0
  while (round < rounds && faults.length === 0) {
    round++
    const startedMs = performance.now()
    const resting = new AbortController()
    const driving = driver.drive(resting.signal)
    await sleep(random.between(50, 700))
    const victims = chooseVictims(installation, random)
    if (victims === 'connections') await installation.cutConnections()
    else await Promise.all(victims.map((victim) => victim.kill()))
    const killed = victims === 'connections' ? [] : victims
    kills += killed.length
    await Promise.all(killed.map((victim) => victim.start()))
    await sleep(random.between(50, 300))
    resting.abort()
    await driving
    faults.push(...(await checker.checkAnswers()))
    faults.push(...(await checker.checkDatabase()))
    const names = victims === 'connections' ? 'connections to the database' : victims.map(({ name }) => name).join(', ')
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    tell(`round ${round}: ${names}; ${seconds} s; ${driver.memory.jobs.size} jobs, ${driver.memory.waiting} unanswered`)
  }
  if (faults.length === 0) {
    await driver.settled()
    faults.push(...(await checker.checkTotals()))
    faults.push(...(await checker.checkDatabase()))
  }
  driver.stop()
  return {
    rounds: round,
    kills,
    jobs: driver.memory.jobs.size,
    connections: driver.memory.connections.length,
    outcomes: Object.fromEntries(checker.outcomes),
    faults,
  }
}

function chooseVictims({ hubs, nodes }: Installation, random: Random): 'connections' | Program[] {
  const choice = random.next()
  if (choice < 0.1) return 'connections'
  if (choice < 0.35) return [random.pick(hubs)]
  if (choice < 0.6) return [random.pick(nodes)]
  if (choice < 0.75) return random.some(nodes)
  if (choice < 0.9) return [random.pick(hubs), random.pick(nodes)]
  return [...hubs, ...random.some(nodes)]
}
