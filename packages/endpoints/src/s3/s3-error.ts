import { EndpointError, type EndpointErrorCode, type EndpointErrorDetails } from '../contract/endpoint-error.ts'
import type { Bucket } from './read-bucket.ts'

/** What a failure of the library may have; all of it depends on what the server answered. */
interface Failure {
  readonly name?: string
  /** What the server calls it, where the library has no class for it. */
  readonly Code?: string
  readonly code?: string
  readonly message?: string
  readonly Region?: string
  readonly $metadata?: { readonly httpStatusCode?: number }
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> }
}

/** The permissions that deliveries need, by the names of AWS. */
const permissions = 's3:PutObject, s3:GetObject, s3:ListBucket, s3:DeleteObject and s3:AbortMultipartUpload'

/** A failure of a request, or of the connection. `action` begins with a capital: `Writing to`. */
export function s3Error(error: unknown, action: string, bucket: Bucket): EndpointError {
  if (error instanceof EndpointError) return error
  const failure = Object(error) as Failure
  const what = `${action} ${bucket.title} failed`
  const refuse = (code: EndpointErrorCode, reason: string, details: EndpointErrorDetails = {}): EndpointError =>
    new EndpointError(code, `${what}: ${reason}.`, { cause: error, ...details })
  if (error instanceof OtherApi) return otherApi(refuse)
  return ofTransport(failure, bucket, error) ?? ofAnswer(failure, bucket, refuse)
}

/** An answer that says success and lacks what the S3 API has in it, such as the page of a web server. */
export class OtherApi extends Error {}

type Refuse = (code: EndpointErrorCode, reason: string, details?: EndpointErrorDetails) => EndpointError

/** There was no answer. */
function ofTransport(failure: Failure, { endpoint }: Bucket, cause: unknown): EndpointError | undefined {
  if (failure.$metadata?.httpStatusCode !== undefined) return undefined
  const { code = '', name = '', message = '' } = failure
  const server = endpoint === undefined ? 'AWS S3' : endpoint.host
  if (name === 'CredentialsProviderError') {
    return new EndpointError(
      'SETTING_INVALID',
      'accessKeyId and secretAccessKey are missing, and this machine has no identity of its own for AWS.',
      {
        field: 'accessKeyId',
        remedy: 'Set both, or give the machine a profile in ~/.aws or a role.',
        cause,
      },
    )
  }
  if (/CERT|SELF_SIGNED|ERR_TLS/.test(code)) {
    return new EndpointError('IDENTITY_MISMATCH', `The certificate of ${server} is not accepted (${code}).`, {
      field: 'endpoint',
      remedy: 'Check the host in endpoint. For a private authority, name its certificate in NODE_EXTRA_CA_CERTS.',
      cause,
    })
  }
  if (/ERR_SSL|EPROTO/.test(code)) {
    return new EndpointError('UNREACHABLE', `${server} does not speak TLS on this port.`, {
      field: 'endpoint',
      remedy: 'Check the port in endpoint. A server without TLS needs http:// and allowInsecure.',
      cause,
    })
  }
  if (
    /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EINVAL/.test(code) ||
    /connect/i.test(message)
  ) {
    return new EndpointError('UNREACHABLE', `${server} cannot be reached${code === '' ? '' : ` (${code})`}.`, {
      field: 'endpoint',
      remedy: 'Check host and port in endpoint, and that firewalls let this machine connect to them.',
      cause,
    })
  }
  if (name === 'TimeoutError' || /ECONNRESET|EPIPE|ETIMEDOUT|HPE_/.test(code)) {
    return new EndpointError('INTERRUPTED', `The connection to ${server} was lost.`, {
      remedy: 'The run continues where it stopped.',
      cause,
    })
  }
  return undefined
}

const keysRemedy = 'Check accessKeyId and secretAccessKey.'
const permissionRemedy = `Give the key these permissions on the bucket and the prefix: ${permissions}.`

/** What the server said, by the codes that AWS gives and others took over. */
function ofAnswer(failure: Failure, bucket: Bucket, refuse: Refuse): EndpointError {
  const status = failure.$metadata?.httpStatusCode
  const code = failure.Code ?? failure.name ?? ''
  switch (code) {
    case 'NoSuchBucket':
      return refuse('NOT_FOUND', `there is no bucket ${bucket.name}`, {
        field: 'bucket',
        remedy: 'Create it, or correct bucket and region.',
      })
    case 'InvalidBucketName':
      return refuse('SETTING_INVALID', `the server does not take ${bucket.name} for the name of a bucket`, {
        field: 'bucket',
        remedy: 'Correct bucket.',
      })
    case 'InvalidAccessKeyId':
      return refuse('SIGN_IN_REFUSED', 'the server does not know the access key', {
        field: 'accessKeyId',
        remedy: keysRemedy,
      })
    case 'SignatureDoesNotMatch':
      return refuse('SIGN_IN_REFUSED', 'the server does not accept the signature', {
        field: 'secretAccessKey',
        remedy: `${keysRemedy} A proxy that changes requests on their way has the same effect.`,
      })
    case 'ExpiredToken':
    case 'InvalidToken':
    case 'TokenRefreshRequired':
      return refuse('SIGN_IN_REFUSED', 'the session token has expired or is not valid', {
        field: 'sessionToken',
        remedy: 'Set the three values of a new temporary key, or use a permanent one.',
      })
    case 'RequestTimeTooSkewed':
    case 'RequestExpired':
      return refuse(
        'SIGN_IN_REFUSED',
        'the clock of this machine and the clock of the server differ by more than 15 minutes',
        {
          remedy: 'Set the clock of this machine; the server of a private installation may be the wrong one.',
        },
      )
    case 'PermanentRedirect':
    case 'TemporaryRedirect':
    case 'AuthorizationHeaderMalformed':
    case 'IllegalLocationConstraintException':
      return wrongRegion(failure, bucket, refuse)
    case 'QuotaExceeded':
    case 'StorageFull':
    case 'XMinioStorageFull':
    case 'InsufficientStorage':
      return refuse('NO_SPACE', 'the storage is full', {
        field: 'bucket',
        remedy: 'Free space or raise the quota. The run continues where it stopped.',
      })
    case 'EntityTooLarge':
      return refuse('VALUE_REFUSED', 'the server takes no object of this size', {
        remedy: 'Make batches smaller: limits.batch.',
      })
  }
  if (/^KMS\./i.test(code) || /KMS/.test(failure.message ?? '')) {
    return refuse('NOT_PERMITTED', `the KMS key cannot be used (${code})`, {
      field: 'kmsKeyId',
      remedy: 'Check kmsKeyId, and give the access key kms:GenerateDataKey and kms:Decrypt on it.',
    })
  }
  return ofStatus(status, code, failure, bucket, refuse)
}

function wrongRegion({ Region, $response }: Failure, bucket: Bucket, refuse: Refuse): EndpointError {
  const region = Region ?? $response?.headers?.['x-amz-bucket-region']
  return refuse('SETTING_INVALID', `the bucket is not in the region ${bucket.region}`, {
    field: 'region',
    remedy: region === undefined ? 'Set region to the region of the bucket.' : `Set region to ${region}.`,
  })
}

/** A server that knows no code, an answer without a body, or something in between that answers in its place. */
function ofStatus(
  status: number | undefined,
  code: string,
  failure: Failure,
  bucket: Bucket,
  refuse: Refuse,
): EndpointError {
  const answered =
    status === undefined ? code : `${status}${/^(?:\d*|UnknownError|Unknown|Error)$/.test(code) ? '' : ` ${code}`}`
  if (code === 'SlowDown' || status === 429) {
    return refuse('INTERRUPTED', `the server asks for fewer requests (${answered})`, {
      remedy: 'The run continues where it stopped; start it again later.',
    })
  }
  switch (status) {
    case 301:
    case 307:
      return wrongRegion(failure, bucket, refuse)
    case 401:
      return refuse('SIGN_IN_REFUSED', `the server answered ${answered}`, { field: 'accessKeyId', remedy: keysRemedy })
    case 403:
      return refuse('NOT_PERMITTED', `it is not allowed (${answered})`, { field: 'bucket', remedy: permissionRemedy })
    case 404:
    case 405:
      return refuse('NOT_FOUND', `the server answered ${answered}`, {
        field: 'endpoint',
        remedy: 'Check that endpoint is the S3 API of the server and not its web page, and that the bucket exists.',
      })
    case 408:
    case 409:
    case 500:
    case 502:
    case 503:
    case 504:
      return refuse('INTERRUPTED', `the server answered ${answered}`, { remedy: 'The run continues where it stopped.' })
    case 507:
      return refuse('NO_SPACE', 'the storage is full', {
        field: 'bucket',
        remedy: 'Free space. The run continues where it stopped.',
      })
    case 200:
      return otherApi(refuse)
    default:
      return refuse('REFUSED', `the server answered ${answered}${said(failure)}`)
  }
}

function otherApi(refuse: Refuse): EndpointError {
  return refuse('REFUSED', 'the answer is not one of the S3 API', {
    field: 'endpoint',
    remedy: 'Check that endpoint is the S3 API of the server and not its web page.',
  })
}

/** The server's own words, without what could be a key: it quotes signed texts. */
function said({ message = '' }: Failure): string {
  const [sentence = ''] = message.replaceAll(/[\s\p{Cc}]+/gu, ' ').split('. ')
  const isPlain =
    sentence !== '' && sentence !== 'UnknownError' && sentence.length <= 200 && !/[A-Za-z0-9+/=]{16,}/.test(sentence)
  return isPlain ? `: "${sentence}"` : ''
}

/** Whether an answer has one of these codes or statuses. */
export function hasAnswer(error: unknown, ...wanted: readonly (string | number)[]): boolean {
  const { name = '', Code = '', $metadata } = Object(error) as Failure
  return wanted.some((one) => one === name || one === Code || one === $metadata?.httpStatusCode)
}
