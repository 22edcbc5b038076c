import { createHubFetch } from '@coupa-connector/container'
import { createClient } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { readSecret } from '../../input/read-secret.ts'
import { print } from '../../terminal/print.ts'
import { saveLogin } from './login-file.ts'
import { namingHub, readHubUrl } from './open-hub.ts'
import { makeKey } from './sign-in.ts'

/** Creates the first administrator and account with the one-time link that the hub printed, and signs this machine in. */
export async function runSetUp(input: CommandInput, context: Context): Promise<number> {
  const { url, token } = readLink(input.required('link'), 'set-up')
  const [email, name, accountName] = ['email', 'name', 'account'].map((option) => {
    const value = input.text(option)
    if (value) return value
    throw new UsageError(`--${option} is missing; nothing was set up.`, {
      suggestion: 'Give --email, --name (yours) and --account (of your company or team).',
    })
  }) as [string, string, string]
  const password = await readPassword(context, 'nothing was set up')
  const body = { token, name, email, password, accountName }
  const { key } = await makeKey(url, { kind: 'set-up', body }, context)
  await saveLogin({ url, key }, context)
  await print(
    context.stdout,
    `Set up: ${name} <${email}> owns the account "${accountName}", and this machine is signed in to ${url}.
Next: "coupa-connector hub open" opens the console; "coupa-connector hub connections add-sandbox" adds the sandbox organization.\n`,
  )
  return 0
}

/** Sets a new password with the one-time link that an operator made. */
export async function runSetPassword(input: CommandInput, context: Context): Promise<number> {
  const { url, token } = readLink(input.required('link'), 'password-reset')
  const newPassword = await readPassword(context, 'no password was set')
  await using connections = createHubFetch({ environment: context.environment })
  const client = createClient({ hubUrl: url, fetch: namingHub(url, connections.fetch) })
  await client.call('person.resetPassword', { body: { token, newPassword }, signal: context.signal })
  await print(context.stdout, 'The new password is set, and all sessions have ended.\n')
  return 0
}

/** As the hub wants it. Known here, so that nobody has to start again because of it. */
const shortestPassword = 12

async function readPassword(context: Context, otherwise: string): Promise<string> {
  const label = `New password, at least ${shortestPassword} characters`
  const given = await readSecret(label, 'COUPA_CONNECTOR_PASSWORD', context, {
    validate: (value) =>
      [...value].length < shortestPassword
        ? `The password has fewer than ${shortestPassword} characters; ${otherwise}.`
        : undefined,
  })
  if (given) return given.value
  throw new UsageError(`The password is missing; ${otherwise}.`, {
    suggestion: 'Type it at the prompt or pipe it in as one line.',
  })
}

/** The hub refuses a shorter one. */
const shortestToken = 20

function readLink(link: string, kind: 'set-up' | 'password-reset'): { url: string; token: string } {
  const [address = '', token] = link.split('#')
  const parsed = URL.parse(address)
  if (!parsed || !token || !parsed.pathname.endsWith(`/${kind}`)) {
    throw new UsageError(`That is not a ${kind} link.`, {
      suggestion: `Give the whole link in quotes: http://127.0.0.1:8090/${kind}#…`,
    })
  }
  if (token.length < shortestToken) {
    throw new UsageError(`The ${kind} link is incomplete: only ${token.length} characters follow the sign #.`, {
      suggestion: 'Copy all of it, and give it in quotes.',
    })
  }
  return { url: readHubUrl(`${parsed.origin}${parsed.pathname.slice(0, -kind.length - 1)}`), token }
}
