import type { Log } from '@coupa-connector/connector/plugins'
import type { CommandClock } from '../command/context.ts'
import { UsageError } from '../command/usage-error.ts'
import { describeExit } from './describe-exit.ts'
import { clearPartNote, endLeftOver, notePart } from './left-over.ts'
import type { PartMemory } from './part-memory.ts'
import type { LogLevel, PartMessage } from './part-messages.ts'
import { type PartProcess, startPartProcess } from './part-process.ts'
import { restartDelayMs } from './restart-delay.ts'
import { watchPart } from './watch-part.ts'

export interface SupervisePartOptions<Begin> {
  /** Names the part in the log. */
  readonly name: string
  /** The module that runs in a process of its own; it calls `runPart`. */
  readonly program: URL
  readonly memory: PartMemory
  /** All that the process gets to see of the environment. */
  readonly environment: Readonly<Record<string, string | undefined>>
  /**
   * Prepares what to tell the part before each start. May wait until the signal aborts. Throws a `UsageError` for what a person
   * has to correct.
   */
  prepare(signal: AbortSignal): Promise<Begin>
  /** How long the part may take to end after it was told to. It is killed then. */
  readonly stopMs: number
  /** The file that notes the running process, so that the next start finds one that was left behind. */
  readonly noteFile: string
  readonly logLevel: LogLevel
  readonly log: Log
  readonly clock: CommandClock
}

/** A part of the program that runs in a process of its own and is restarted when it dies. */
export interface Part<Facts> extends AsyncDisposable {
  /** Of the process that runs now. */
  readonly pid: number | undefined
  /**
   * What the part reported when it first worked. Rejects with a `UsageError` when a person has to correct something first, and
   * with an error when the part died several times before it worked.
   */
  readonly ready: Promise<Facts>
  /** Resolves when the part no longer runs: it was stopped, or has nothing more to do. Never rejects. */
  readonly ended: Promise<void>
  /** Tells the part to end, and resolves when its process is gone. A second call does nothing. */
  stop(): Promise<void>
}

/** Why a process died: a clause, or what a person has to correct. */
type RunDeath = { readonly reason: string } | UsageError

/** How a run of the process ended. `over` is not a death; it is the last run. */
type RunEnd = RunDeath | 'over'

/** A part that has lived this long counts as well. Its next death counts as the first. */
const wellAfterMs = 60_000
/** A part that dies so often before it ever worked will not work. */
const mostFirstDeaths = 5

/**
 * Starts a part and keeps it running. Its life is a loop: end what an earlier program left behind, start the process, tell it
 * what to do once `prepare` has found out, watch its size and its signs of life, wait for its end. A part that died starts
 * again after a pause that grows with each death in a row. Only three ends are final: the part was stopped, it has nothing more
 * to do, or it never worked and a person has to correct something.
 */
export function supervisePart<Begin, Facts>(options: SupervisePartOptions<Begin>): Part<Facts> {
  const { name, program, memory, environment, prepare, stopMs, noteFile, logLevel, log, clock } = options
  const stopping = new AbortController()
  const ready = Promise.withResolvers<Facts>()
  ready.promise.catch(() => {})
  let wasReady = false
  let running: PartProcess<Begin> | undefined
  const ended = superviseUntilEnd()

  const stop = async (): Promise<void> => {
    stopping.abort(new Error(`The ${name} stops`))
    await ended
  }
  return {
    get pid() {
      return running?.pid
    },
    ready: ready.promise,
    ended,
    stop,
    [Symbol.asyncDispose]: stop,
  }

  async function superviseUntilEnd(): Promise<void> {
    try {
      await keepRunning()
    } catch (error) {
      ready.reject(error)
    }
    ready.reject(new Error(`The ${name} has ended before it worked`))
  }

  async function keepRunning(): Promise<void> {
    await endLeftOver(noteFile, { name, log, clock })
    let deaths = 0
    while (!stopping.signal.aborted) {
      const startedMs = clock.monotonicMs()
      const end = await runOnce()
      if (stopping.signal.aborted || end === 'over') return
      deaths = clock.monotonicMs() - startedMs >= wellAfterMs ? 1 : deaths + 1
      if (!wasReady) giveUpIfHopeless(end, deaths)
      const pauseMs = restartDelayMs(deaths)
      log.error({ part: name, reason: reasonOf(end), deaths, pauseMs }, `the ${name} died and is started again`)
      await clock.sleep(pauseMs, stopping.signal).catch(() => {})
    }
  }

  /** Somebody waits for the part to work for the first time, and must hear when that will not happen. */
  function giveUpIfHopeless(end: RunDeath, deaths: number): void {
    if (end instanceof UsageError) throw end
    if (deaths < mostFirstDeaths) return
    throw new Error(`The ${name} died ${deaths} times before it worked; the last time ${reasonOf(end)}.`)
  }

  async function runOnce(): Promise<RunEnd> {
    const gone = new AbortController()
    let end: RunEnd | undefined
    const child = startPartProcess<Begin, Facts>({ program, memory, environment, onMessage, onLine })
    running = child
    const makeEnd = (why: RunDeath): void => {
      end ??= why
      child.kill()
    }
    const watch =
      child.pid === undefined
        ? undefined
        : watchPart({ pid: child.pid, memory, clock, signal: gone.signal, onUnfit: (reason) => makeEnd({ reason }) })
    const stopListening = onAbort(stopping.signal, () => void stopProcess(child, gone.signal, makeEnd))
    void beginWork(child, gone.signal, makeEnd)
    await note(child.pid)
    const exit = await child.exit
    gone.abort()
    stopListening()
    running = undefined
    await note(undefined)
    return end ?? { reason: describeExit(exit, memory) }

    function onMessage(message: PartMessage<Facts>): void {
      switch (message.kind) {
        case 'alive':
          watch?.alive(message.residentBytes)
          break
        case 'log':
          log[message.level]({ part: name, ...message.facts }, message.message)
          break
        case 'ready':
          wasReady = true
          ready.resolve(message.facts)
          break
        case 'failed':
          end = new UsageError(message.message, { suggestion: message.suggestion })
          break
        case 'over':
          end = 'over'
      }
    }

    function onLine(line: string): void {
      log.warn({ part: name, line }, `the ${name} wrote to its output`)
    }
  }

  /** A full disk does not keep a part from running. It only means that a process left behind would not be found. */
  async function note(pid: number | undefined): Promise<void> {
    try {
      await (pid === undefined ? clearPartNote(noteFile) : notePart(noteFile, pid))
    } catch (error) {
      log.warn({ part: name, reason: messageOf(error) }, `the process of the ${name} could not be noted`)
    }
  }

  async function beginWork(
    child: PartProcess<Begin>,
    gone: AbortSignal,
    makeEnd: (why: RunDeath) => void,
  ): Promise<void> {
    const signal = AbortSignal.any([gone, stopping.signal])
    try {
      child.send({ kind: 'begin', logLevel, begin: await prepare(signal) })
    } catch (error) {
      if (signal.aborted) return
      makeEnd(error instanceof UsageError ? error : { reason: `it could not be told what to do: ${messageOf(error)}` })
    }
  }

  async function stopProcess(
    child: PartProcess<Begin>,
    gone: AbortSignal,
    makeEnd: (why: RunDeath) => void,
  ): Promise<void> {
    child.send({ kind: 'stop' })
    try {
      await clock.sleep(stopMs, gone)
    } catch {
      return
    }
    log.warn({ part: name, stopMs }, `the ${name} did not end in time and is ended`)
    makeEnd({ reason: 'it did not end in time' })
  }
}

/** Runs `listener` when the signal aborts, or at once when it already has. Returns a function that stops listening. */
function onAbort(signal: AbortSignal, listener: () => void): () => void {
  if (signal.aborted) listener()
  else signal.addEventListener('abort', listener, { once: true })
  return () => signal.removeEventListener('abort', listener)
}

function reasonOf(death: RunDeath): string {
  return death instanceof UsageError ? `${death.message} ${death.suggestion ?? ''}`.trim() : death.reason
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
