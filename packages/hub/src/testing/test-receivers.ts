import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import { SMTPServer } from 'smtp-server'

/** A request as it arrived. */
interface ReceivedRequest {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A receiver of HTTP on loopback. */
export interface TestHttpReceiver extends AsyncDisposable {
  /** Ends without a path. */
  readonly url: string
  readonly requests: ReceivedRequest[]
}

/** Answers each request as `answer` says, by default with 200. */
export async function startHttpReceiver(
  answer: (response: ServerResponse, request: ReceivedRequest, place: number) => void = (response) => response.end(),
): Promise<TestHttpReceiver> {
  const requests: ReceivedRequest[] = []
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('end', () => {
      const body = Buffer.concat(parts).toString()
      const request = { path: incoming.url ?? '', headers: incoming.headers, body }
      requests.push(request)
      answer(response, request, requests.length - 1)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A mail as it arrived. */
interface ReceivedMail {
  readonly from: string
  readonly to: readonly string[]
  /** Headers and body, as they were sent. */
  readonly text: string
  readonly user: string | undefined
}

/** A mail server on loopback. */
export interface TestMailServer extends AsyncDisposable {
  readonly port: number
  readonly mails: ReceivedMail[]
}

/** Takes mail of everybody, or with a password only of who knows it; refuses recipients at `refused.example`. */
export async function startMailServer(password?: string): Promise<TestMailServer> {
  const mails: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: password === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (given, _session, done) => {
      if (given.password === password) done(null, { user: given.username ?? '' })
      else done(new Error('wrong'))
    },
    onRcptTo: ({ address }, _session, done) => done(address.endsWith('@refused.example') ? new Error('no') : null),
    onData: (stream, session, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        mails.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          text: Buffer.concat(parts).toString(),
          user: session.user,
        })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as { port: number }
  return { port, mails, [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())) }
}
