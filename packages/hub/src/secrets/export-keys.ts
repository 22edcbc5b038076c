import { createCipheriv, createDecipheriv, scrypt, randomBytes as strongRandomBytes } from 'node:crypto'
import { z } from 'zod'
import { type KeyDocument, KeyringError, parseKeyDocument } from './keyring.ts'

const format = 'coupa-connector-keys'
const minPassphraseLength = 12

/** About 300 ms and 128 MiB, as measured for logins (N = 2^17). */
const cost = { N: 2 ** 17, r: 8, p: 1 }

const exported = z.object({
  format: z.literal(format),
  version: z.literal(1),
  // Bounded: a forged file must not fill the memory.
  scrypt: z.object({
    N: z
      .int()
      .min(2)
      .max(2 ** 18),
    r: z.int().min(1).max(16),
    p: z.int().min(1).max(8),
  }),
  salt: z.string(),
  iv: z.string(),
  ciphertext: z.string(),
})

/**
 * The keys as text that only the passphrase opens, to be stored apart from backups of the database. Throws a `KeyringError`
 * when the passphrase is shorter than 12 characters.
 */
export async function exportKeys(
  document: KeyDocument,
  passphrase: string,
  { randomBytes = strongRandomBytes }: { readonly randomBytes?: ((size: number) => Buffer) | undefined } = {},
): Promise<string> {
  if (passphrase.length < minPassphraseLength) {
    throw new KeyringError(
      `The passphrase has fewer than ${minPassphraseLength} characters.`,
      'Choose a longer one: it is all that protects the exported keys.',
    )
  }
  const [salt, iv] = [randomBytes(16), randomBytes(12)]
  const head = { format, version: 1, scrypt: cost, salt: salt.toString('base64') } as const
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, salt, cost), iv)
  cipher.setAAD(Buffer.from(JSON.stringify(head)))
  const ciphertext = Buffer.concat([
    cipher.update(JSON.stringify(document), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  const text = { ...head, iv: iv.toString('base64'), ciphertext: ciphertext.toString('base64') }
  return `${JSON.stringify(text, null, 2)}\n`
}

/** Reads what `exportKeys` wrote. Throws a `KeyringError` for any other text, a changed one, and a wrong passphrase. */
export async function importKeys(text: string, passphrase: string): Promise<KeyDocument> {
  const { salt, iv, ciphertext, ...rest } = parseExport(text)
  const head = { format: rest.format, version: rest.version, scrypt: rest.scrypt, salt }
  let plain: string
  try {
    const key = await derive(passphrase, Buffer.from(salt, 'base64'), rest.scrypt)
    const bytes = Buffer.from(ciphertext, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'), { authTagLength: 16 })
    decipher.setAAD(Buffer.from(JSON.stringify(head)))
    decipher.setAuthTag(bytes.subarray(-16))
    plain = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8')
  } catch (error) {
    throw new KeyringError(
      'The exported keys do not open: the passphrase is wrong, or the text was changed.',
      'Check the passphrase and that the text is complete.',
      { cause: error },
    )
  }
  return parseKeyDocument(plain, 'The export')
}

function parseExport(text: string): z.output<typeof exported> {
  try {
    return exported.parse(JSON.parse(text))
  } catch {
    throw new KeyringError('The text is not an export of sealing keys.', 'Give what `keys export` wrote, unchanged.')
  }
}

function derive(passphrase: string, salt: Buffer, parameters: typeof cost): Promise<Buffer> {
  const { N, r, p } = parameters
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
