import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ProblemError } from '@coupa-connector/protocol'
import type { CommandInput } from '../../command/command-input.ts'
import type { Context } from '../../command/context.ts'
import { UsageError } from '../../command/usage-error.ts'
import { stateFolders } from '../../files/folders.ts'
import { readSecret } from '../../input/read-secret.ts'
import { print, printJson } from '../../terminal/print.ts'
import { printNote } from '../../terminal/print-note.ts'
import { saveLogin } from './login-file.ts'
import { connectHub, openHub, readHubUrl } from './open-hub.ts'
import { makeKey } from './sign-in.ts'

/** Tries the API key on the hub and keeps both. */
export async function runLogin(input: CommandInput, context: Context): Promise<number> {
  const given = input.text('url') ?? context.environment.COUPA_CONNECTOR_HUB_URL
  if (!given)
    throw new UsageError('--url is missing: the address of the hub.', {
      suggestion: 'For example: coupa-connector hub login --url http://127.0.0.1:8090 --email YOU@EXAMPLE.COM',
    })
  const url = readHubUrl(given)
  const email = input.text('email')
  const key = email === undefined ? await readKey(context) : await keyOfPerson(url, email, input, context)
  await using hub = await connectHub({ url, key }, context)
  await saveLogin({ url, key }, context)
  const { account } = hub
  await print(context.stdout, `Signed in to ${url}, account "${account.name}", as ${account.role}.\n`)
  return 0
}

async function readKey(context: Context): Promise<string> {
  const key = await readSecret('API key', 'COUPA_CONNECTOR_API_KEY', context)
  if (key) return key.value
  throw new UsageError('The API key is missing; nothing was saved.', {
    suggestion: 'Type it at the prompt, pipe it in as one line, or set COUPA_CONNECTOR_API_KEY.',
  })
}

/** Makes a key for this machine with the person's password. */
async function keyOfPerson(url: string, email: string, input: CommandInput, context: Context): Promise<string> {
  const password = await readSecret('Password', 'COUPA_CONNECTOR_PASSWORD', context)
  if (!password) {
    throw new UsageError('The password is missing; nothing was saved.', {
      suggestion: 'Type it at the prompt or pipe it in as one line.',
    })
  }
  const { value, from } = password
  const account = input.text('account')
  try {
    return (await makeKey(url, { kind: 'password', email, password: value }, context, { account })).key
  } catch (error) {
    if (error instanceof ProblemError && value !== value.trim()) {
      await printNote(`The password from ${from} begins or ends with a space.`, context)
    }
    throw error
  }
}

/** Forgets the hub and the key on this machine. The key itself stays valid until somebody revokes it. */
export async function runLogout(context: Context): Promise<number> {
  await rm(join(stateFolders(context).config, 'hub.json'), { force: true })
  await print(context.stdout, 'Signed out. The API key stays valid: revoke it in the hub when nobody needs it.\n')
  return 0
}

/** Says which hub and account the commands work with. */
export async function showLogin(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHub(context)
  const { url, account, client } = hub
  const { body } = await client.call('installation.get', { signal: context.signal })
  if (input.flag('json')) await printJson(context.stdout, { url, version: body.version, account })
  else await print(context.stdout, `${url} (version ${body.version}), account "${account.name}", as ${account.role}.\n`)
  return 0
}
