import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { isIP } from 'node:net'
import { S3Client } from '@aws-sdk/client-s3'
import type { OpenOptions } from '../contract/destination-type.ts'
import { checkedAddresses } from '../objects/check-addresses.ts'
import { checkedLookup } from '../objects/checked-lookup.ts'
import type { Bucket } from './read-bucket.ts'
import { createRetryStrategy } from './retry-strategy.ts'

const connectionTimeoutMs = 10_000
/** Of silence: a large part on a slow line takes longer. */
const silenceTimeoutMs = 60_000
const mostConnections = 16

/**
 * A client that sends nothing yet. Its connections go to addresses that were checked. What the library would read by itself
 * from the environment and from `~/.aws` is set here, but for credentials where the machine's identity is asked for.
 */
export function connectBucket(
  bucket: Bucket,
  options: Pick<OpenOptions, 'checkAddress' | 'clock' | 'signal'>,
): S3Client {
  const { region, endpoint, isPathStyle, keys } = bucket
  // Instances and not their options: with options the library would make agents of its own for large bodies.
  const connections = { keepAlive: true, maxSockets: mostConnections, lookup: checkedLookup(options.checkAddress) }
  return new S3Client({
    region,
    ...(endpoint === undefined ? {} : { endpoint: endpoint.href }),
    ...(keys === undefined ? {} : { credentials: keys }),
    ignoreConfiguredEndpointUrls: true,
    forcePathStyle: isPathStyle,
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    useArnRegion: true,
    // Servers that are not AWS refuse the checksums in trailers that the library sends by itself; they get Content-MD5.
    requestChecksumCalculation: endpoint === undefined ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    expectContinueHeader: false,
    retryStrategy: createRetryStrategy(options),
    requestHandler: {
      httpAgent: new HttpAgent(connections),
      httpsAgent: new HttpsAgent(connections),
      connectionTimeout: connectionTimeoutMs,
      socketTimeout: silenceTimeoutMs,
    },
  })
}

/** Addresses are not looked up on the way to a connection, so that they are checked before it. */
export async function checkEndpoint(
  { endpoint }: Bucket,
  { checkAddress }: Pick<OpenOptions, 'checkAddress'>,
): Promise<void> {
  const host = endpoint?.hostname.replace(/^\[(.*)\]$/, '$1') ?? ''
  if (isIP(host) !== 0) await checkedAddresses(host, checkAddress)
}
