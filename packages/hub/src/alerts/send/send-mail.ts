import type { MailServer } from '../../context/messaging-options.ts'
import { SendError } from './send-error.ts'

/** For each step of the conversation with the server. */
const timeoutMs = 10_000
/** For all of it: shorter than the lease of a message. */
const longestMs = 30_000

interface OutgoingMail {
  /** The same mail again has the same id, by which servers and programs tell repetitions. */
  readonly id: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
}

/** Hands a mail over to the server of the installation. Throws a `SendError` without any secret in it. */
export async function sendMail(server: MailServer | undefined, mail: OutgoingMail): Promise<void> {
  if (server === undefined) {
    throw new SendError('This installation has no mail server. Its operator sets smtpUrl and mailFrom.', {
      isFinal: true,
    })
  }
  const { createTransport } = await import('nodemailer')
  const { host, port, isTls, requiresTls, credentials, from } = server
  const transport = createTransport({
    host,
    port,
    secure: isTls,
    requireTLS: requiresTls,
    ...(credentials ? { auth: { user: credentials.user, pass: credentials.password } } : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    // A mail holds only what is given here.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const sending = transport.sendMail({
      from,
      to: [...mail.to],
      subject: mail.subject,
      text: mail.text,
      messageId: `<${mail.id}@${domainOf(from)}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    await within(longestMs, sending, `${host}:${port}`)
  } catch (error) {
    if (error instanceof SendError) throw error
    throw toSendError(`${host}:${port}`, error)
  } finally {
    transport.close()
  }
}

/** A server that keeps talking is not waited for. */
async function within(durationMs: number, work: Promise<unknown>, place: string): Promise<void> {
  const expired = AbortSignal.timeout(durationMs)
  await new Promise<void>((resolve, reject) => {
    const onExpired = () =>
      reject(new SendError(`The mail server ${place} did not take the mail in ${durationMs / 1000} s.`))
    expired.addEventListener('abort', onExpired, { once: true })
    void work.then(() => resolve(), reject).finally(() => expired.removeEventListener('abort', onExpired))
  })
}

function domainOf(from: string): string {
  return /@([^<>@\s]+)>?$/.exec(from)?.[1] ?? 'localhost'
}

function toSendError(place: string, error: unknown): SendError {
  const { code = '', responseCode } = Object(error) as { readonly code?: string; readonly responseCode?: number }
  const answered = responseCode === undefined ? '' : ` with ${responseCode}`
  const known: Readonly<Record<string, string>> = {
    EAUTH: `The mail server ${place} refuses the sign-in${answered}. Check smtpUrl of the installation.`,
    EENVELOPE: `The mail server ${place} refuses the sender or all recipients${answered}. Check the recipients, and mailFrom of the installation.`,
    ETLS: `The mail server ${place} does not offer encryption, without which no password is sent.`,
  }
  const message =
    known[code] ??
    (responseCode === undefined
      ? `The mail server ${place} cannot be reached${code === '' ? '' : ` (${code})`}.`
      : `The mail server ${place} does not take the mail: it answered ${responseCode}.`)
  return new SendError(message, { cause: error })
}
