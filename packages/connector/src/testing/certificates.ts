import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP } from 'node:net'

/** A certificate with its key, as `tls.createServer` and the `ca` option take them. Made anew for each test. */
export interface TestCertificate {
  readonly certificate: string
  readonly key: string
  readonly commonName: string
  readonly privateKey: KeyObject
}

export interface TestCertificateOptions {
  readonly commonName?: string
  /** Host names and addresses on the certificate. */
  readonly names?: readonly string[]
  readonly validFrom?: Date
  readonly validTo?: Date
  /** Who signs it. Default: it signs itself. */
  readonly issuer?: TestCertificate
  /** Whether it may sign others. */
  readonly authority?: boolean
}

/**
 * Makes an X.509 certificate (RFC 5280) with an EC key. Written out by hand since Node can read certificates but not make
 * them, and no key belongs into a repository.
 */
export function createCertificate({
  commonName = 'localhost',
  names = ['localhost', '127.0.0.1', '::1'],
  validFrom = new Date(Date.now() - day),
  validTo = new Date(Date.now() + day),
  issuer,
  authority = false,
}: TestCertificateOptions = {}): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const extensions = [
    extension('2.5.29.19', sequence(...(authority ? [boolean(true)] : [])), { critical: true }),
    ...(authority ? [] : [extension('2.5.29.17', sequence(...names.map(generalName)))]),
  ]
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    distinguishedName(issuer?.commonName ?? commonName),
    sequence(time(validFrom), time(validTo)),
    distinguishedName(commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...extensions)),
  )
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey)
  const der = sequence(body, ecdsaWithSha256, encode(0x03, Buffer.from([0]), signature))
  return {
    certificate: pem(der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    commonName,
    privateKey,
  }
}

const day = 24 * 60 * 60 * 1000

function encode(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  if (content.length < 128) return Buffer.concat([Buffer.from([tag, content.length]), content])
  const length = Buffer.from(content.length.toString(16).padStart(4, '0'), 'hex')
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length]), length, content])
}

const sequence = (...parts: readonly Buffer[]): Buffer => encode(0x30, ...parts)
const tagged = (number: number, content: Buffer): Buffer => encode(0xa0 | number, content)
const integer = (bytes: Buffer): Buffer => encode(0x02, bytes)
const boolean = (value: boolean): Buffer => encode(0x01, Buffer.from([value ? 0xff : 0]))
const ecdsaWithSha256 = sequence(objectId('1.2.840.10045.4.3.2'))

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return encode(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const digits = [value & 127]
  for (let rest = value >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 127) | 128)
  return digits
}

function distinguishedName(commonName: string): Buffer {
  return sequence(encode(0x31, sequence(objectId('2.5.4.3'), encode(0x0c, Buffer.from(commonName)))))
}

function time(date: Date): Buffer {
  return encode(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')))
}

function extension(id: string, content: Buffer, { critical = false } = {}): Buffer {
  return sequence(objectId(id), ...(critical ? [boolean(true)] : []), encode(0x04, content))
}

function generalName(name: string): Buffer {
  if (isIP(name) === 4) return encode(0x87, Buffer.from(name.split('.').map(Number)))
  if (isIP(name) === 6) return encode(0x87, Buffer.from('00000000000000000000000000000001', 'hex'))
  return encode(0x82, Buffer.from(name))
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
