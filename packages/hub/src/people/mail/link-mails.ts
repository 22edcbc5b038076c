import { SendError } from '../../alerts/send/send-error.ts'
import { sendMail } from '../../alerts/send/send-mail.ts'
import { createId } from '../../basics/create-id.ts'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import { countAttempt } from '../credentials/attempts.ts'

const dayMs = 86_400_000
/** Invitations that are mailed in a day. */
const mostInvitations = { ofEmail: 5, ofAccount: 300 } as const

type MailingHub = Pick<HubContext, 'messaging' | 'log'>

/**
 * Mails the link of an invitation. Sent at once and never stored: whoever has the link may use it. Null where the installation
 * sends no mail.
 */
export async function mailInvitation(
  context: MailingHub & Pick<HubContext, 'db'>,
  invitation: {
    readonly account_id: string
    readonly email: string
    readonly role: string
    readonly invited_by_name: string
    readonly expires_at: Date
  },
  link: string,
): Promise<{ readonly isSent: boolean; readonly error: string | null } | null> {
  if (context.messaging.mail === undefined) return null
  const refusal = await refuseMany(context.db, invitation)
  if (refusal !== undefined) return { isSent: false, error: refusal }
  const account = await context.db
    .selectFrom('account')
    .select('name')
    .where('id', '=', invitation.account_id)
    .executeTakeFirst()
  const name = account?.name ?? ''
  const { invited_by_name: by, role, expires_at: expiresAt } = invitation
  const error = await send(context, {
    to: invitation.email,
    subject: `${by} invites you to ${name}`,
    text: [
      `${by} invites you to the account ${name} of the Coupa connector, with the role ${role}.`,
      `Accept the invitation here:\n${link}`,
      `The link works until ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC. If you did not expect it, ignore this mail.`,
    ],
  })
  return { isSent: error === undefined, error: error ?? null }
}

/** Why an invitation is not mailed: the mail server is the installation's, and no account floods other people through it. */
async function refuseMany(
  db: HubContext['db'],
  { account_id: account, email }: { readonly account_id: string; readonly email: string },
): Promise<string | undefined> {
  try {
    await countAttempt(db, { purpose: 'invitation-email', of: email, max: mostInvitations.ofEmail, windowMs: dayMs })
    await countAttempt(db, {
      purpose: 'invitation-account',
      of: account,
      max: mostInvitations.ofAccount,
      windowMs: dayMs,
    })
    return undefined
  } catch (error) {
    if (!(error instanceof HubProblem)) throw error
    const { ofEmail, ofAccount } = mostInvitations
    return `No more than ${ofEmail} invitations a day are mailed to one address, and ${ofAccount} for one account. Pass the link on yourself.`
  }
}

/** Mails a link to set a new password. Resolves with why it could not be sent; with undefined when it was. */
export async function mailPasswordLink(context: MailingHub, email: string, link: string): Promise<string | undefined> {
  return await send(context, {
    to: email.trim(),
    subject: 'Set a new password',
    text: [
      `With this link you set a new password for the Coupa connector, once and within 24 hours:\n${link}`,
      'If you did not ask for it, ignore this mail: your password stays as it is.',
    ],
  })
}

async function send(
  { messaging, log }: MailingHub,
  { to, subject, text }: { readonly to: string; readonly subject: string; readonly text: readonly string[] },
): Promise<string | undefined> {
  try {
    await sendMail(messaging.mail, { id: createId(), to: [to], subject, text: `${text.join('\n\n')}\n` })
    return undefined
  } catch (error) {
    if (!(error instanceof SendError)) throw error
    log.warn({ problem: error.message }, 'A mail could not be sent')
    return error.message
  }
}
