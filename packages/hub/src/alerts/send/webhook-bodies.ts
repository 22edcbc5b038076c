import { leftOut, type OutgoingMessage, titleOf, urlOf } from './message-content.ts'

/** The JSON of a webhook. New fields may be added; the ones that exist stay. */
export function webhookBody(message: OutgoingMessage): object {
  const { id, kind, account, lines, count, origin, createdAt } = message
  return {
    type: kind === 'test' ? 'alert.test' : kind === 'digest' ? 'alert.digest' : 'alert.raised',
    timestamp: createdAt.toISOString(),
    data: {
      message: id,
      account,
      title: titleOf(message),
      count,
      alerts: lines.map((line) => ({
        id: line.id,
        rule: line.rule,
        severity: line.severity,
        isResolved: line.isResolved,
        subject: line.subject,
        title: line.title,
        text: line.text,
        run: line.run,
        at: line.at,
        url: urlOf(origin, line),
      })),
    },
  }
}

/** What Slack takes of a text block, and of blocks. */
const mostCharacters = 2900
const marks = { error: ':red_circle:', warning: ':large_yellow_circle:', info: ':large_green_circle:' } as const

/** Slack's JSON, which Mattermost and others take as well. */
export function slackBody(message: OutgoingMessage): object {
  const { lines, origin } = message
  const more = leftOut(message)
  const sections = lines.map((line) => {
    const text = `${marks[line.severity]} *<${urlOf(origin, line)}|${escapeSlack(line.title)}>*\n${escapeSlack(line.text)}`
    return { type: 'section', text: { type: 'mrkdwn', text: text.slice(0, mostCharacters) } }
  })
  const rest =
    more === 0
      ? []
      : [{ type: 'context', elements: [{ type: 'mrkdwn', text: `${more} more are listed in the console.` }] }]
  return { text: escapeSlack(titleOf(message)), blocks: [...sections, ...rest] }
}

/** Characters with a meaning in Slack's text; names are chosen by people. */
function escapeSlack(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** An event of PagerDuty's Events API v2. Alerts of one incident of a subject have one key: the last one resolves it. */
export function pagerDutyBody(message: OutgoingMessage, routingKey: string): object {
  const { kind, account, lines, count, origin } = message
  const [first] = lines
  const summary = titleOf(message).slice(0, 1024)
  const isResolved = lines.length > 0 && lines.every((line) => line.isResolved)
  return {
    routing_key: routingKey,
    event_action: isResolved ? 'resolve' : 'trigger',
    dedup_key:
      kind === 'test' || first === undefined
        ? `coupa-connector test ${message.id}`
        : `coupa-connector ${first.subject.id} ${first.incident}`,
    client: 'Coupa connector',
    ...(first === undefined ? {} : { client_url: urlOf(origin, first) }),
    payload: {
      summary,
      source: account.name,
      severity: first?.severity ?? 'info',
      component: first?.subject.name ?? account.name,
      class: first?.rule ?? kind,
      custom_details: { alerts: lines.map(({ title, text, at }) => ({ title, text, at })), count },
    },
  }
}
