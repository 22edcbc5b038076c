import { settingInvalid } from '../contract/endpoint-error.ts'

/** Where objects go, checked. */
export interface Bucket {
  readonly name: string
  /** Empty, or with a slash at its end. */
  readonly prefix: string
  readonly region: string
  /** Undefined for AWS. */
  readonly endpoint: URL | undefined
  readonly isPathStyle: boolean
  /** Undefined where the machine's own identity is used. */
  readonly keys: AccessKeys | undefined
  readonly encryption: string | undefined
  readonly kmsKeyId: string | undefined
  /** For messages: `s3://bucket/prefix/`. */
  readonly title: string
}

interface AccessKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export interface ReadBucketOptions {
  readonly usesMachineIdentity?: boolean | undefined
}

/** Throws `SETTING_INVALID` for what no request could be sent with. */
export function readBucket(
  settings: Readonly<Record<string, string>>,
  { usesMachineIdentity = false }: ReadBucketOptions = {},
): Bucket {
  const { bucket = '', region = '', encryption, kmsKeyId, addressing } = settings
  checkName(bucket)
  const prefix = readPrefix(settings.prefix)
  if (!/^[a-z0-9-]+$/i.test(region)) {
    throw settingInvalid(
      'region',
      `region is "${region}", which is not the name of a region.`,
      'Write eu-central-1, for example.',
    )
  }
  if (kmsKeyId !== undefined && encryption !== 'aws:kms') {
    throw settingInvalid(
      'kmsKeyId',
      'kmsKeyId is set, and encryption is not aws:kms.',
      'Set encryption to aws:kms, or remove kmsKeyId.',
    )
  }
  const endpoint = readEndpoint(settings)
  return {
    name: bucket,
    prefix,
    region,
    endpoint,
    isPathStyle: addressing === undefined ? endpoint !== undefined : addressing === 'path',
    keys: readKeys(settings, usesMachineIdentity),
    encryption,
    kmsKeyId,
    title: `s3://${bucket}/${prefix}`,
  }
}

function checkName(bucket: string): void {
  const [, name = '', path = ''] = /^s3:\/\/([^/]*)\/?(.*)$/i.exec(bucket) ?? /^([^/:]+)\/(.*)$/.exec(bucket) ?? []
  if (name !== '') {
    const rest = path === '' ? '' : `, and prefix to ${path}`
    throw settingInvalid('bucket', `bucket is "${bucket}", which is more than a name.`, `Set bucket to ${name}${rest}.`)
  }
  if (!bucket.startsWith('arn:') && !/^[\w.-]{1,255}$/.test(bucket)) {
    throw settingInvalid('bucket', `bucket is "${bucket}", which is not the name of a bucket.`, 'Write the name alone.')
  }
}

function readPrefix(given = ''): string {
  const folders = given.split('/').filter((folder) => folder !== '')
  // Everything that reads S3 by path, browsers of storage included, takes these for something else.
  const isUnusable = folders.some((folder) => folder === '.' || folder === '..' || /[\p{Cc}\\]/u.test(folder))
  if (isUnusable || given.length > 700 || /^s3:\/\//i.test(given)) {
    throw settingInvalid(
      'prefix',
      'prefix is not a folder in a bucket.',
      'Write the names of folders with slashes between them, such as coupa/invoices.',
    )
  }
  return folders.map((folder) => `${folder}/`).join('')
}

function readEndpoint({
  endpoint: text,
  bucket = '',
  allowInsecure,
}: Readonly<Record<string, string>>): URL | undefined {
  if (text === undefined) return undefined
  const endpoint = URL.parse(text)
  if (endpoint === null || !/^https?:$/.test(endpoint.protocol)) {
    throw settingInvalid(
      'endpoint',
      'endpoint is not the address of a server.',
      'Write https://minio.example.com, or leave it out for AWS.',
    )
  }
  if (endpoint.username !== '' || endpoint.password !== '') {
    throw settingInvalid(
      'endpoint',
      'endpoint has a user or a password in it.',
      'Remove them, and set accessKeyId and secretAccessKey.',
    )
  }
  if (endpoint.search !== '' || endpoint.hash !== '') {
    throw settingInvalid(
      'endpoint',
      'endpoint has a question mark or a hash in it.',
      'Write only the address of the server.',
    )
  }
  if (endpoint.hostname.startsWith(`${bucket}.`)) {
    const host = endpoint.host.slice(bucket.length + 1)
    throw settingInvalid(
      'endpoint',
      'endpoint begins with the name of the bucket, which is a setting of its own.',
      `Set endpoint to ${endpoint.protocol}//${host}, and addressing to virtual.`,
    )
  }
  if (endpoint.pathname.split('/').includes(bucket)) {
    throw settingInvalid(
      'endpoint',
      'endpoint has the name of the bucket in its path, which is a setting of its own.',
      `Set endpoint to ${endpoint.origin}.`,
    )
  }
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(endpoint.hostname)
  if (endpoint.protocol === 'http:' && !isLoopback && allowInsecure !== 'true') {
    throw settingInvalid(
      'endpoint',
      'endpoint begins with http, which sends records without encryption.',
      'Use https, or set allowInsecure to true.',
    )
  }
  return endpoint
}

function readKeys(
  { accessKeyId, secretAccessKey, sessionToken }: Readonly<Record<string, string>>,
  usesMachineIdentity: boolean,
): AccessKeys | undefined {
  const id = accessKeyId?.trim()
  const secret = secretAccessKey?.trim()
  if (id !== undefined && secret !== undefined) {
    return {
      accessKeyId: id,
      secretAccessKey: secret,
      ...(sessionToken === undefined ? {} : { sessionToken: sessionToken.trim() }),
    }
  }
  const missing = id === undefined ? 'accessKeyId' : 'secretAccessKey'
  if (id !== undefined || secret !== undefined || sessionToken !== undefined) {
    throw settingInvalid(
      missing,
      `${missing} is missing: an access key has an ID and a secret.`,
      'Set both, or neither.',
    )
  }
  if (usesMachineIdentity) return undefined
  throw settingInvalid('accessKeyId', 'accessKeyId and secretAccessKey are missing.', 'Set both.')
}
