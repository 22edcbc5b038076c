import type { ConnectProgress } from '../../http/transport/transport.ts'
import { partyStages } from '../classify/classify-network-error.ts'
import type { Party } from '../outcomes/party-outcomes.ts'
import type { CoreStageName } from '../report/stages.ts'
import type { TestContext } from './test-context.ts'

const unobserved = 'not observable: no new connection was reported'
const certificateWarningMs = 14 * 24 * 3600 * 1000

/** Follows the connection to one party through its stages. */
export interface PartyWatch {
  /** Begins with the connection. */
  begin(): void
  onProgress(event: ConnectProgress): void
  /** Makes `stage` the one under way: earlier ones that are open are skipped as not observable. */
  moveTo(stage: CoreStageName): void
}

/** Turns what a transport reports of its connection into stages; warns of a certificate with less than 14 days left. */
export function watchParty(
  party: Party,
  url: string,
  { recorder, warn, clock }: Pick<TestContext, 'recorder' | 'warn' | 'clock'>,
): PartyWatch {
  const { connect, tls, request } = partyStages(party)
  const { protocol, host } = new URL(url)
  const isSecure = protocol === 'https:'
  let proxy: string | undefined

  function beginRequest(): void {
    if (!isSecure) recorder.skip(tls, 'plain http to this machine has no encryption to set up')
    recorder.begin(request)
  }

  function onSecured(event: Extract<ConnectProgress, { name: 'secured' }>): void {
    if (recorder.isOpen(connect)) {
      recorder.end('passed', proxy ? `through the proxy ${proxy}, encryption included` : undefined)
      recorder.begin(tls)
    }
    if (!recorder.isOpen(tls)) return
    warnOfCertificate(event.certificateExpiresAt)
    recorder.end('passed')
    beginRequest()
  }

  function warnOfCertificate(expiresAt: string | undefined): void {
    const leftMs = expiresAt === undefined ? Number.NaN : Date.parse(expiresAt) - clock.now()
    if (!(leftMs < certificateWarningMs)) return
    const days = Math.max(0, Math.floor(leftMs / (24 * 3600 * 1000)))
    warn(
      'CERTIFICATE_EXPIRES',
      `The certificate of ${host} expires in ${days} ${days === 1 ? 'day' : 'days'} (${expiresAt}).`,
    )
  }

  return {
    begin: () => recorder.begin(connect),
    onProgress(event) {
      if (event.name === 'proxy-connected') proxy = event.proxy
      if (event.name === 'secured') onSecured(event)
      if (event.name === 'connected' && recorder.isOpen(connect)) {
        recorder.end('passed')
        if (isSecure) recorder.begin(tls)
        else beginRequest()
      }
    },
    moveTo(stage) {
      if (recorder.isOpen(connect) && stage !== connect) {
        if (proxy) recorder.end('passed', `through the proxy ${proxy}`)
        else recorder.skip(connect, unobserved)
        if (isSecure) recorder.begin(tls)
        else beginRequest()
      }
      if (recorder.isOpen(tls) && stage === request) {
        recorder.skip(tls, unobserved)
        recorder.begin(request)
      }
    },
  }
}
