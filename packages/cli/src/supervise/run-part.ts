import type { Log } from '@coupa-connector/connector/plugins'
import { systemClock } from '../command/clock.ts'
import type { Context } from '../command/context.ts'
import { UsageError } from '../command/usage-error.ts'
import type { LogLevel, PartMessage, SupervisorMessage } from './part-messages.ts'

/** What a part has for its work: it prints nothing and reads nothing. */
export interface PartContext<Facts> extends Pick<Context, 'environment' | 'clock' | 'signal'> {
  /** Lines go to the log of the supervisor. */
  readonly log: Log
  /** Says that the part works, with what others have to know of it. */
  ready(facts: Facts): void
}

/**
 * The work of a part, until the signal aborts. Resolves with `over` when there is nothing more to do, now or later. Throws a
 * `UsageError` for what a person has to correct.
 */
export type PartWork<Begin, Facts> = (begin: Begin, context: PartContext<Facts>) => Promise<'over' | undefined>

const aliveEveryMs = 1000
const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error']

/**
 * Turns this process into a part of the program that started it. It loads what the work needs while the supervisor prepares,
 * and starts the work when the supervisor says so. Only the supervisor ends a part. Signals that reach a whole process group,
 * such as Ctrl-C on a terminal or the stop of a service manager, are left to it. When the supervisor is gone, for whatever
 * reason, the part ends too.
 */
export async function runPart<Begin, Facts>(title: string, load: () => Promise<PartWork<Begin, Facts>>): Promise<void> {
  process.title = title
  process.on('disconnect', endAlone)
  if (!process.connected) endAlone()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => {})
  setInterval(() => void tellAlive(), aliveEveryMs).unref()

  const stopping = new AbortController()
  const begun = Promise.withResolvers<Extract<SupervisorMessage<Begin>, { kind: 'begin' }> | undefined>()
  process.on('message', (message: SupervisorMessage<Begin>) => {
    if (message.kind === 'begin') begun.resolve(message)
    else {
      stopping.abort(new Error('The part was told to end'))
      begun.resolve(undefined)
    }
  })
  const [work, message] = await Promise.all([load(), begun.promise])
  if (message) await carryOut(work, message, stopping.signal)
  // Messages arrive in order. Once the last one arrived, all have been passed on.
  await tellAlive()
  // An open socket or timer of the work shall not hold the end up.
  process.exit()
}

async function carryOut<Begin, Facts>(
  work: PartWork<Begin, Facts>,
  { begin, logLevel }: { readonly begin: Begin; readonly logLevel: LogLevel },
  signal: AbortSignal,
): Promise<void> {
  const log = createPartLog(logLevel)
  try {
    const end = await work(begin, {
      environment: process.env,
      clock: systemClock,
      signal,
      log,
      ready: (facts) => void send({ kind: 'ready', facts }),
    })
    if (end === 'over') await send({ kind: 'over' })
  } catch (error) {
    if (signal.aborted && error === signal.reason) return
    process.exitCode = 1
    if (error instanceof UsageError) {
      await send({ kind: 'failed', message: error.message, suggestion: error.suggestion })
    } else {
      const facts = { reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
      await send({ kind: 'log', level: 'error', facts, message: 'the part failed' })
    }
  }
}

function createPartLog(least: LogLevel): Log {
  const at =
    (level: LogLevel) =>
    (facts: object, message: string): void => {
      if (levels.indexOf(level) >= levels.indexOf(least)) void send({ kind: 'log', level, facts, message })
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

function tellAlive(): Promise<void> {
  return send({ kind: 'alive', residentBytes: process.memoryUsage.rss() })
}

/** Resolves when the message has been passed on, or when nobody is left to take it. */
function send<Facts>(message: PartMessage<Facts>): Promise<void> {
  return new Promise((resolve) => {
    if (!process.send || !process.connected) return resolve()
    process.send(message, undefined, undefined, () => resolve())
  })
}

function endAlone(): never {
  process.exit(1)
}
