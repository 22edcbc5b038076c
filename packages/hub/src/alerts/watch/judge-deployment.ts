import { type MaintenanceWindow, maintenanceEnd, nextInstants, parseSchedule } from '@coupa-connector/process'

/** What is known of a deployment and its times. */
export interface TimedDeployment {
  readonly now: Date
  readonly is_paused: boolean
  /** When it was deployed, resumed, or got its schedule: instants of before were not missed. */
  readonly counted_since: Date
  readonly maintenance: readonly MaintenanceWindow[]
  readonly schedules: readonly Readonly<Record<string, unknown>>[]
  /** When the last run that succeeded ended; null before the first. */
  readonly last_success_at: Date | null
  /** When it began: what was changed in Coupa since may be missing. */
  readonly last_success_started_at: Date | null
}

const hourMs = 3_600_000
/** A run that starts at its time takes a while. */
const graceMs = 5 * 60_000

/**
 * Whether so many times of the schedule have passed since the last success. A deployment that is paused, in maintenance, or
 * without times of its own misses nothing.
 */
export function isWithoutSuccess(deployment: TimedDeployment, intervals: number): boolean {
  const { now, last_success_at: last, counted_since: since } = deployment
  if (isIdle(deployment)) return false
  const passed = passedInstant(deployment, later(last ?? since, since), intervals)
  return passed !== undefined && passed.getTime() + graceMs <= now.getTime()
}

/** Whether the last successful run began so long ago, and more than two intervals ago: a daily run is not late after hours. */
export function isBehind(deployment: TimedDeployment, hours: number): boolean {
  const { now, last_success_started_at: first, counted_since: since } = deployment
  if (isIdle(deployment) || first === null) return false
  const started = later(first, since)
  if (now.getTime() - started.getTime() <= hours * hourMs) return false
  const second = passedInstant(deployment, started, 2)
  return second !== undefined && second.getTime() + graceMs <= now.getTime()
}

function later(one: Date, other: Date): Date {
  return new Date(Math.max(one.getTime(), other.getTime()))
}

function isIdle({ is_paused: isPaused, maintenance, now }: TimedDeployment): boolean {
  return isPaused || maintenanceEnd(maintenance, now) !== undefined
}

/** The n-th instant after a moment, of all schedules together; undefined without one. */
function passedInstant({ schedules }: TimedDeployment, after: Date, count: number): Date | undefined {
  const instants = schedules.flatMap((stored) => instantsAfter(stored, after, count))
  return instants.sort((a, b) => a.getTime() - b.getTime())[count - 1]
}

/** Answers that are remembered: between two runs they stay the same, and are asked for every minute. */
const mostRemembered = 20_000
const remembered = new Map<string, readonly Date[]>()

function instantsAfter(stored: Readonly<Record<string, unknown>>, after: Date, count: number): readonly Date[] {
  const key = `${count} ${after.getTime()} ${JSON.stringify(stored)}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  const instants = nextInstants(parseSchedule(stored), { after, count })
  if (remembered.size >= mostRemembered) remembered.clear()
  remembered.set(key, instants)
  return instants
}
