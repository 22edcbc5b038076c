import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

export interface SandboxProcess extends AsyncDisposable {
  /** The variables that connect the command line to it. */
  readonly environment: Readonly<Record<string, string>>
}

/** Starts `coupa-connector sandbox` in a process of its own. */
export async function startSandboxProcess(options: { records: number; rateLimit?: boolean }): Promise<SandboxProcess> {
  const bin = fileURLToPath(import.meta.resolve('coupa-connector/bin/coupa-connector.js'))
  const args = [bin, 'sandbox', '--json', '--records', String(options.records)]
  if (options.rateLimit === false) args.push('--no-rate-limit')
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  const ready = JSON.parse(String(line)) as Record<'url' | 'accessTokenUrl' | 'clientId' | 'clientSecret', string>

  return {
    environment: {
      COUPA_URL: ready.url,
      COUPA_AUTHENTICATION_TYPE: 'oauth2',
      COUPA_CLIENT_ID: ready.clientId,
      COUPA_CLIENT_SECRET: ready.clientSecret,
      COUPA_SCOPE: 'core.invoice.read',
      COUPA_ACCESS_TOKEN_URL: ready.accessTokenUrl,
    },
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}
