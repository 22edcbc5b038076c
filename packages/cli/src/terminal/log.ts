import type { Log } from '@coupa-connector/connector'
import type { Context } from '../context.ts'

/** Structured lines on standard error, one JSON object each; undefined when nobody asked for them. */
export async function createLog(level: string | undefined, { stderr }: Context): Promise<Log | undefined> {
  if (level === undefined) return undefined
  const { pino, stdTimeFunctions } = await import('pino')
  const logger = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, stderr)
  return {
    debug: (facts, message) => logger.debug(facts, message),
    info: (facts, message) => logger.info(facts, message),
    warn: (facts, message) => logger.warn(facts, message),
    error: (facts, message) => logger.error(facts, message),
  }
}
