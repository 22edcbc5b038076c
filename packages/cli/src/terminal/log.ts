import type { Log } from '@coupa-connector/connector/plugins'
import type { Context } from '../command/context.ts'

export interface LogOptions {
  /** `json`: one object a line. `text`: for people. Default: json. */
  readonly format?: 'json' | 'text' | undefined
}

/** Writes structured lines to standard error. */
export async function createLog(
  level: string,
  { stderr }: Pick<Context, 'stderr'>,
  { format = 'json' }: LogOptions = {},
): Promise<Log> {
  const { pino, stdTimeFunctions } = await import('pino')
  const lines = format === 'json' ? stderr : { write: (line: string) => stderr.write(toText(line)) }
  const logger = pino({ level, base: null, timestamp: stdTimeFunctions.isoTime }, lines)
  return {
    debug: (facts, message) => logger.debug(facts, message),
    info: (facts, message) => logger.info(facts, message),
    warn: (facts, message) => logger.warn(facts, message),
    error: (facts, message) => logger.error(facts, message),
  }
}

const levelNames: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'warn', 50: 'error' }

/** `12:34:56 warn  the message  key=value` */
function toText(line: string): string {
  const { level, time, msg, ...facts } = JSON.parse(line) as Record<string, unknown>
  const told = Object.entries(facts).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  )
  const name = (levelNames[Number(level)] ?? '').padEnd(5)
  return `${[String(time).slice(11, 19), name, String(msg ?? ''), ...told].join(' ')}\n`
}
