import { readFile } from 'node:fs/promises'
import type { Context } from '../../command/context.ts'
import type { Finding } from './finding.ts'

/** The variables that decide how this machine reaches Coupa and the hub: proxies and certificates. */
export async function checkNetwork({ environment }: Pick<Context, 'environment'>): Promise<Finding[]> {
  return [checkProxy(environment), ...(await checkCertificates(environment))]
}

type Environment = Context['environment']

function checkProxy(environment: Environment): Finding {
  const subject = 'Proxy'
  const given = environment.https_proxy || environment.HTTPS_PROXY
  const exceptions = environment.no_proxy || environment.NO_PROXY
  if (!given) return { status: 'passed', subject, message: 'None: addresses are reached directly.' }
  const url = URL.parse(given)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    return {
      status: 'failed',
      subject,
      message: 'HTTPS_PROXY is not the address of a proxy.',
      remedy: 'Give it with its scheme: HTTPS_PROXY=http://proxy.example.com:3128',
    }
  }
  return {
    status: 'passed',
    subject,
    // Without name and password, which may stand in the address.
    message: `${url.protocol}//${url.host}${exceptions ? `, but not for ${exceptions}` : ''}.`,
  }
}

async function checkCertificates(environment: Environment): Promise<Finding[]> {
  const findings: Finding[] = []
  if (environment.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
    findings.push({
      status: 'failed',
      subject: 'Certificates',
      message:
        'NODE_TLS_REJECT_UNAUTHORIZED=0 switches the check of certificates off: anybody in between can read along.',
      remedy: 'Remove it, and name the certificate of your company in NODE_EXTRA_CA_CERTS.',
    })
  }
  const file = environment.NODE_EXTRA_CA_CERTS
  if (file) findings.push(await checkCertificateFile(file))
  return findings
}

async function checkCertificateFile(file: string): Promise<Finding> {
  const subject = 'Certificates'
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error)
  if (typeof text !== 'string') {
    return {
      status: 'failed',
      subject,
      message: `NODE_EXTRA_CA_CERTS names ${file}, which cannot be read (${text.code}).`,
      remedy: 'Name a file with certificates in PEM form. Node ignores the variable otherwise.',
    }
  }
  const count = text.split('-----BEGIN CERTIFICATE-----').length - 1
  if (count > 0) return { status: 'passed', subject, message: `${count} more from ${file}.` }
  return {
    status: 'failed',
    subject,
    message: `NODE_EXTRA_CA_CERTS names ${file}, which contains no certificate in PEM form.`,
    remedy: 'Convert it: openssl x509 -inform der -in FILE -out FILE.pem',
  }
}
