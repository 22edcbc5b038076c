import type { CommandInput } from '../command-input.ts'
import type { Context } from '../context.ts'
import { readSecret } from '../input/read-secret.ts'
import { print } from '../terminal/print.ts'
import { UsageError } from '../usage-error.ts'
import { saveLogin } from './login-file.ts'
import { readHubUrl } from './open-hub.ts'
import { makeKey } from './sign-in.ts'

/** Makes the first administrator and account with the one-time link that the hub printed, and signs this machine in. */
export async function runSetUp(input: CommandInput, context: Context): Promise<number> {
  const { url, token } = readSetUpLink(input.required('link'))
  const [email, name, accountName] = ['email', 'name', 'account'].map((option) => {
    const value = input.text(option)
    if (value) return value
    throw new UsageError(`--${option} is missing; nothing was set up.`, {
      suggestion: 'Give --email, --name (yours) and --account (of your company or team).',
    })
  }) as [string, string, string]
  const password = await readSecret('New password, at least 12 characters', 'COUPA_CONNECTOR_PASSWORD', context)
  if (!password) {
    throw new UsageError('The password is missing; nothing was set up.', {
      suggestion: 'Type it at the prompt or pipe it in as one line.',
    })
  }
  const body = { token, name, email, password: password.value, accountName }
  const { key } = await makeKey(url, { kind: 'set-up', body }, context)
  await saveLogin({ url, key }, context)
  await print(
    context.stdout,
    `Set up: ${name} <${email}> owns the account "${accountName}", and this machine is signed in to ${url}.\n`,
  )
  return 0
}

function readSetUpLink(link: string): { url: string; token: string } {
  const [address = '', token] = link.split('#')
  const parsed = URL.parse(address)
  if (!parsed || !token || !parsed.pathname.endsWith('/set-up')) {
    throw new UsageError('That is not a set-up link.', {
      suggestion: 'Give the link that "coupa-connector serve" printed, in quotes: http://127.0.0.1:8090/set-up#…',
    })
  }
  return { url: readHubUrl(`${parsed.origin}${parsed.pathname.replace(/\/set-up$/, '')}`), token }
}
