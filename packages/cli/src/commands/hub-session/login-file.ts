import { join } from 'node:path'
import type { Context } from '../../command/context.ts'
import { connectionsLock } from '../../connections/connection-store.ts'
import { readKey, readOrMakeKey } from '../../connections/key-file.ts'
import { openSecret, type SealedSecret, SecretUnreadableError, sealSecret } from '../../connections/seal.ts'
import { stateFolders } from '../../files/folders.ts'
import { readIfThere, writePrivateFile } from '../../files/private-file.ts'

/** The hub that this person works with, and the API key for it. */
export interface HubLogin {
  readonly url: string
  readonly key: string
}

interface LoginFile {
  readonly version: 1
  readonly url: string
  readonly key: SealedSecret
}

const purpose = 'coupa-connector/hub-login'

/** Stores the login. The API key is sealed with the user's own key, as the secrets of connections are. */
export async function saveLogin({ url, key }: HubLogin, context: Context): Promise<void> {
  const { config } = stateFolders(context)
  await connectionsLock(config, context, async () => {
    const sealed = sealSecret(key, await readOrMakeKey(config), `${purpose}/${url}`)
    const content: LoginFile = { version: 1, url, key: sealed }
    await writePrivateFile(join(config, 'hub.json'), `${JSON.stringify(content, undefined, 2)}\n`)
  })
}

/** Reads the login; undefined when there is none. Throws `SecretUnreadableError` when it cannot be opened. */
export async function readLogin(context: Context): Promise<HubLogin | undefined> {
  const { config } = stateFolders(context)
  const file = join(config, 'hub.json')
  const content = await readIfThere(file)
  if (content === undefined) return undefined
  const again = { suggestion: 'Sign in again: coupa-connector hub login --url URL' }
  const login = parseLogin(content)
  const key = await readKey(config)
  if (!login || !key) throw new SecretUnreadableError(`The login of ${file} cannot be read.`, again)
  return { url: login.url, key: openSecret(login.key, key, `${purpose}/${login.url}`) }
}

function parseLogin(content: string): LoginFile | undefined {
  try {
    const value = JSON.parse(content) as Partial<LoginFile> | null
    return value?.version === 1 && typeof value.url === 'string' && value.key ? (value as LoginFile) : undefined
  } catch {
    return undefined
  }
}
