import { createId } from '../basics/create-id.ts'
import type { HubContext } from '../context/hub-context.ts'
import { readSteadyNow } from './database-clock.ts'
import type { HousekeepingTask } from './task.ts'
import { claimTurn, extendTurn, finishTurn, readTimeToNextTurnMs } from './turns.ts'

/** Runs tasks until it is stopped. */
export interface Housekeeper extends AsyncDisposable {
  /** Ends when no task is under way any more. */
  stop(): Promise<void>
}

/** When a hub dies in a task, another takes over after this time. A hub that lives extends it. */
const turnMs = 30_000
/** A failed task, and a database that is away, are tried again after this time, or after the interval if that is shorter. */
const retryMs = 10_000
/** Removals that wait for the database's clock look again after this time, or after the interval if that is shorter. */
const unsteadyMs = 60_000

/**
 * Runs each task at its interval, and at once if it is due. Of several hubs on one database, one at a time has the turn, by a
 * row and not by a connection that is held. A task that throws is logged and repeated. A task that deletes by age waits until
 * the database's clock is steady.
 */
export function createHousekeeper(context: HubContext, tasks: readonly HousekeepingTask[]): Housekeeper {
  const stopping = new AbortController()
  const stopped = AbortSignal.any([stopping.signal, context.stopping])
  const running = tasks.map((task) => repeat(context, task, stopped))
  const stop = async (): Promise<void> => {
    stopping.abort(new Error('The housekeeper stops'))
    await Promise.all(running)
  }
  return { stop, [Symbol.asyncDispose]: stop }
}

async function repeat(context: HubContext, task: HousekeepingTask, stopped: AbortSignal): Promise<void> {
  const holder = createId()
  while (!stopped.aborted) {
    let waitMs = Math.min(task.intervalMs, retryMs)
    try {
      const { name, intervalMs } = task
      const mayOverlap = 'mayOverlap' in task && task.mayOverlap === true
      const durationMs = mayOverlap ? intervalMs : turnMs
      if (await claimTurn(context.db, { task: name, holder, durationMs, intervalMs })) {
        if (mayOverlap) waitMs = await runOnce(context, task)
        else {
          waitMs = await keepingTurn(context, task, holder, () => runOnce(context, task))
          await finishTurn(context.db, task.name, holder, waitMs)
        }
      } else {
        const toNextMs = await readTimeToNextTurnMs(context.db, task.name)
        // Never a busy loop, and never so late that the turn of a dead hub waits for a whole interval.
        waitMs = Math.max(10, Math.min(toNextMs, task.intervalMs, turnMs))
      }
    } catch (error) {
      context.log.warn({ task: task.name, error }, 'The turn of a task could not be taken or given back')
    }
    await context.clock.sleep(waitMs, stopped).catch(() => {})
  }
}

/** In how long to run it again. */
async function runOnce(context: HubContext, task: HousekeepingTask): Promise<number> {
  const { intervalMs } = task
  try {
    if ('run' in task) {
      await task.run(context)
      return intervalMs
    }
    const steadyNow = await readSteadyNow(context.db)
    if (steadyNow === undefined) return Math.min(intervalMs, unsteadyMs)
    await task.remove(context, steadyNow)
    return intervalMs
  } catch (error) {
    context.log.error({ task: task.name, error }, 'A task failed; it is tried again')
    return Math.min(intervalMs, retryMs)
  }
}

async function keepingTurn<Result>(
  context: HubContext,
  task: HousekeepingTask,
  holder: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const done = new AbortController()
  const extending = extendWhile(context, task, holder, done.signal)
  try {
    return await work()
  } finally {
    done.abort()
    await extending
  }
}

async function extendWhile(
  context: HubContext,
  { name }: HousekeepingTask,
  holder: string,
  done: AbortSignal,
): Promise<void> {
  for (;;) {
    await context.clock.sleep(turnMs / 3, done).catch(() => {})
    if (done.aborted) return
    await extendTurn(context.db, name, holder, turnMs).catch((error: unknown) => {
      context.log.warn({ task: name, error }, 'The turn of a task could not be extended')
    })
  }
}
