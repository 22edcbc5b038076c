import { startSandbox } from '@coupa-connector/sandbox'
import { UsageError } from '../../command/usage-error.ts'
import type { PartContext } from '../../supervise/run-part.ts'
import type { SandboxBegin, SandboxFacts } from './local-sandbox.ts'

/** Runs the sandbox organization until it is told to stop. Throws a `UsageError` when another program has its port. */
export async function runSandboxPart(
  { seed, port, scope, file }: SandboxBegin,
  { signal, ready }: PartContext<SandboxFacts>,
): Promise<undefined> {
  await using sandbox = await start({ seed, port, scope }, file)
  const { url, accessTokenUrl, clientId, clientSecret } = sandbox
  ready({ url, accessTokenUrl, clientId, clientSecret, scope: sandbox.scope, port: sandbox.port })
  await new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

async function start(
  options: { readonly seed: number; readonly port: number; readonly scope: string },
  file: string,
): ReturnType<typeof startSandbox> {
  try {
    return await startSandbox(options)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new UsageError(`The sandbox organization has port ${options.port}, and another program has taken it.`, {
      suggestion: `Stop that program; or start without it, --no-sandbox; or remove ${file}, and the organization gets another port and other credentials.`,
      cause: error,
    })
  }
}
