import type { PeerCertificate } from 'node:tls'
import { ConnectFailure, errorCode, type FailureDetails } from './connect-failure.ts'

/** Explains in our words why a TLS handshake failed, with what the certificate itself says. */
export function tlsFailure(error: Error, hostname: string, certificate: PeerCertificate | undefined): ConnectFailure {
  const code = errorCode(error)
  const fail = (failure: ConnectFailure['failure'], message: string, details: FailureDetails = {}) =>
    new ConnectFailure(failure, message, { hostname, ...(code ? { code } : {}), ...details }, { cause: error })

  if (code === 'CERT_HAS_EXPIRED') {
    return fail('tls-expired', `the certificate of ${hostname} has expired`, validity(certificate))
  }
  if (code === 'CERT_NOT_YET_VALID') {
    return fail('tls-expired', `the certificate of ${hostname} is not valid yet`, validity(certificate))
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') {
    return fail('tls-name', `the certificate is for another name than ${hostname}`, names(certificate))
  }
  if (untrustedCodes.has(code)) {
    return fail('tls-untrusted', `the certificate of ${hostname} is not trusted here: ${error.message}`, {
      ...issuer(certificate),
      ...validity(certificate),
    })
  }
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') {
    return fail(
      'tls-protocol',
      `${hostname} and this machine have no TLS version or cipher in common, or TLS is not spoken`,
    )
  }
  return fail('reset', `the connection to ${hostname} was closed during the TLS handshake`)
}

/** OpenSSL's verification results that mean: no path to an issuer that is trusted here. */
const untrustedCodes: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'UNABLE_TO_GET_CRL',
  'UNSPECIFIED',
])

function validity(certificate: PeerCertificate | undefined): FailureDetails {
  const validFrom = isoDate(certificate?.valid_from)
  const validTo = isoDate(certificate?.valid_to)
  return { ...(validFrom ? { validFrom } : {}), ...(validTo ? { validTo } : {}) }
}

function issuer(certificate: PeerCertificate | undefined): FailureDetails {
  const name = certificate?.issuer?.CN ?? certificate?.issuer?.O
  return name === undefined ? {} : { issuer: name }
}

/** `DNS:a.example, IP Address:10.0.0.1` as a list without the kinds; the common name when there is nothing else. */
function names(certificate: PeerCertificate | undefined): FailureDetails {
  const alternatives = certificate?.subjectaltname?.split(', ').map((name) => name.replace(/^[^:]+:/, ''))
  const commonName = certificate?.subject?.CN
  return { names: alternatives ?? [commonName ?? []].flat() }
}

/** OpenSSL's `Nov 23 18:00:00 2026 GMT` as `2026-11-23T18:00:00.000Z`. */
export function isoDate(text: string | undefined): string | undefined {
  const timeMs = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(timeMs) ? undefined : new Date(timeMs).toISOString()
}
