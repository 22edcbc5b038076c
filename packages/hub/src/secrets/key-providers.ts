import { execFile } from 'node:child_process'
import { createHash, randomBytes as strongRandomBytes } from 'node:crypto'
import { chmod, link, mkdir, open, readFile, rename, stat, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createKeyDocument, type KeyDocument, KeyringError, keyBytes, parseKeyDocument } from './keyring.ts'

/** Where the sealing keys come from. */
export interface KeyProvider {
  /** For messages: `key file /etc/coupa-connector/keys.json`. Never a key. */
  readonly description: string
  /** Throws `KeyringError`. */
  read(): Promise<KeyDocument>
}

/** Keys that this program may change. */
export interface KeyFile extends KeyProvider {
  /** Replaces the file at once or not at all. */
  write(document: KeyDocument): Promise<void>
}

/**
 * Keys in a file that only its owner may read. A file of root may also be readable by its group, as systemd and Kubernetes lay
 * out secrets for a program that does not run as root. When the file is missing and `createIfAbsent` is set, it is created with a new
 * key; several programs that start at once end up with the same one.
 */
export function createKeyFile({
  path,
  createIfAbsent = false,
  randomBytes = strongRandomBytes,
}: {
  readonly path: string
  readonly createIfAbsent?: boolean | undefined
  readonly randomBytes?: ((size: number) => Buffer) | undefined
}): KeyFile {
  const description = `key file ${path}`
  const read = async (): Promise<KeyDocument> => {
    const { mode, uid } = await stat(path)
    const isForeignRoot = uid === 0 && process.getuid?.() !== 0
    // Windows has no such bits. There the folder's access list protects the file.
    if (process.platform !== 'win32' && (mode & (isForeignRoot ? 0o037 : 0o077)) !== 0) {
      throw new KeyringError(
        `The ${description} can be read by others (mode ${(mode & 0o777).toString(8)}).`,
        `Run: chmod 600 ${path}. If others have read it, rotate the keys.`,
      )
    }
    return parseKeyDocument(await readFile(path, 'utf8'), `The ${description}`)
  }
  return {
    description,
    read: async () => {
      try {
        return await read()
      } catch (error) {
        if (!isAbsent(error)) throw error
        if (!createIfAbsent) {
          throw new KeyringError(
            `There is no ${description}.`,
            'Restore it from a backup or import an export of the keys.',
          )
        }
      }
      await putFile(path, createKeyDocument(randomBytes), { isNew: true, randomBytes })
      return await read()
    },
    write: (document) => putFile(path, document, { isNew: false, randomBytes }),
  }
}

/** Keys given as text from the environment: a key document, or one key in base64. */
export function createKeyText({ name, value }: { readonly name: string; readonly value: string }): KeyProvider {
  const description = `variable ${name}`
  return { description, read: async () => readKeyText(value, `The ${description}`) }
}

/**
 * Keys that a command writes to its standard output, for keys that are stored elsewhere (a key management service, a vault). No
 * shell is involved. Its error output is never shown, because it may quote the keys.
 */
export function createKeyCommand({
  command,
  timeoutMs = 30_000,
}: {
  /** Program and arguments. */
  readonly command: readonly [string, ...string[]]
  readonly timeoutMs?: number | undefined
}): KeyProvider {
  const [program, ...parameters] = command
  const description = `command ${program}`
  return {
    description,
    read: async () => {
      const text = await new Promise<string>((resolve, reject) => {
        execFile(program, parameters, { timeout: timeoutMs, maxBuffer: 1_048_576 }, (error, stdout) => {
          if (!error) return resolve(stdout)
          const how = error.killed ? `did not finish within ${timeoutMs} ms` : `failed (${error.code ?? error.signal})`
          // The error itself carries the arguments and both outputs.
          reject(new KeyringError(`The ${description} for the sealing keys ${how}.`, 'Run it by hand to see why.'))
        })
      })
      return readKeyText(text, `The output of the ${description}`)
    },
  }
}

function readKeyText(text: string, source: string): KeyDocument {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return parseKeyDocument(trimmed, source)
  const key = Buffer.from(trimmed, 'base64')
  if (key.length !== keyBytes) {
    throw new KeyringError(
      `${source} is neither a key document nor ${keyBytes} bytes in base64.`,
      'Make a key with: openssl rand -base64 32',
    )
  }
  // The same key always has the same id. The hash of 32 random bytes does not reveal them.
  const id = `k-${createHash('sha256').update('key id').update(key).digest('hex').slice(0, 12)}`
  return { version: 1, current: id, keys: { [id]: key.toString('base64') } }
}

async function putFile(
  path: string,
  document: KeyDocument,
  { isNew, randomBytes }: { readonly isNew: boolean; readonly randomBytes: (size: number) => Buffer },
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(document, null, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await chmod(draft, 0o600)
  if (isNew) {
    // A link fails where a rename would replace the file of a faster program.
    await link(draft, path).catch((error: unknown) => {
      if (!isCode(error, 'EEXIST')) throw error
    })
    await unlink(draft)
  } else {
    await rename(draft, path)
  }
  if (process.platform === 'win32') return
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
}

function isAbsent(error: unknown): boolean {
  return isCode(error, 'ENOENT')
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === code
}
