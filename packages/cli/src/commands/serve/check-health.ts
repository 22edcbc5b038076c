import type { Context } from '../../command/context.ts'
import { print } from '../../terminal/print.ts'
import type { Configuration } from './settings/read-configuration.ts'
import { defaultPort } from './settings/serve-settings.ts'
import { urlOnThisMachine } from './url-on-this-machine.ts'

/** Longer than the hub takes to find out that its database does not answer. */
const timeoutMs = 5_000

/**
 * Asks the hub that runs on this machine with these settings whether it can serve requests, for the health checks of containers,
 * which have no other program to ask with. Prints the answer. Gives 0 if it is ready, else 1.
 */
export async function checkHealth(
  configuration: Configuration,
  { stdout, stderr, signal }: Pick<Context, 'stdout' | 'stderr' | 'signal'>,
): Promise<number> {
  const host = configuration.text('host') ?? '127.0.0.1'
  const port = configuration.integer('port') ?? defaultPort
  const url = urlOnThisMachine({ url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`, port })
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) })
    await print(answer.ok ? stdout : stderr, `${await answer.text()}\n`)
    return answer.ok ? 0 : 1
  } catch (error) {
    if (signal.aborted) throw error
    await print(stderr, `No hub answers at ${url}.\n`)
    return 1
  }
}
