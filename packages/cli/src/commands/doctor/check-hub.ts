import type { Context } from '../../command/context.ts'
import { readLogin } from '../hub-session/login-file.ts'
import { openHub } from '../hub-session/open-hub.ts'
import { type Finding, failedBy } from './finding.ts'

/** The hub that the commands work with, if any: whether it answers, takes the key, and shares our idea of the time. */
export async function checkHub(context: Context): Promise<Finding[]> {
  const subject = 'Hub'
  try {
    const { COUPA_CONNECTOR_HUB_URL: url, COUPA_CONNECTOR_API_KEY: key } = context.environment
    if (!url && !key && !(await readLogin(context))) {
      return [{ status: 'not-checked', subject, message: 'This machine is signed in to none.' }]
    }
    await using hub = await openHub(context)
    const { body } = await hub.client.call('installation.get', { signal: context.signal })
    const { name, role } = hub.account
    return [
      { status: 'passed', subject, message: `${hub.url} (version ${body.version}), account "${name}", as ${role}.` },
      checkClock(await dateOf(hub.send), context.clock.now()),
    ]
  } catch (error) {
    if (context.signal.aborted) throw error
    return [failedBy(subject, error)]
  }
}

async function dateOf(send: (path: string, init: RequestInit) => Promise<Response>): Promise<number> {
  const answer = await send('/healthz', { method: 'GET' })
  await answer.body?.cancel()
  return Date.parse(answer.headers.get('date') ?? '')
}

/** The validity of certificates and the age of tokens are judged by the clock of this machine. */
function checkClock(hubMs: number, hereMs: number): Finding {
  const subject = 'Clock'
  if (Number.isNaN(hubMs)) return { status: 'not-checked', subject, message: 'The hub does not tell its time.' }
  const seconds = Math.round((hereMs - hubMs) / 1000)
  if (Math.abs(seconds) <= toleratedSeconds) return { status: 'passed', subject, message: 'In step with the hub.' }
  return {
    status: 'warning',
    subject,
    message: `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} that of the hub.`,
    remedy: 'Let both machines take their time from a time server.',
  }
}

const toleratedSeconds = 60
